#include "chttp.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/// What is gathered while a reply comes in.
typedef struct {
  chttp_reply *reply;
  size_t limit;
  size_t capacity;
} gathering;

bool chttp_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK; }

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  gathering *taken = context;
  chttp_reply *reply = taken->reply;
  size_t length = size * count;
  if (length > taken->limit - reply->body_count) {
    reply->is_too_long = true;
    return 0;
  }
  if (reply->body_count + length > taken->capacity) {
    size_t capacity = 2 * (reply->body_count + length);
    uint8_t *grown = realloc(reply->body, capacity);
    if (grown == NULL) return 0;
    reply->body = grown;
    taken->capacity = capacity;
  }
  if (length > 0) memcpy(reply->body + reply->body_count, bytes, length);
  reply->body_count += length;
  return length;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  static const char name[] = "retry-after:";
  const size_t name_length = sizeof name - 1;
  gathering *taken = context;
  size_t length = size * count;
  if (length > name_length && length < 256 && strncasecmp(bytes, name, name_length) == 0) {
    char *value = strndup(bytes + name_length, length - name_length);
    free(taken->reply->retry_after);
    taken->reply->retry_after = value;
  }
  return length;
}

/// Adds a header; what was there is freed where there is no memory.
static bool add(struct curl_slist **headers, const char *line) {
  struct curl_slist *longer = curl_slist_append(*headers, line);
  if (longer == NULL) return false;
  *headers = longer;
  return true;
}

static bool add_authorization(struct curl_slist **headers, const char *value) {
  static const char name[] = "Authorization: ";
  if (value == NULL) return true;
  char *line = malloc(sizeof name + strlen(value));
  if (line == NULL) return false;
  strcpy(line, name);
  strcat(line, value);
  bool added = add(headers, line);
  free(line);
  return added;
}

chttp_reply chttp_post(const char *url, const uint8_t *body, size_t body_count, chttp_options options) {
  chttp_reply reply = {0};
  gathering taken = {.reply = &reply, .limit = options.byte_limit};
  char detail[CURL_ERROR_SIZE] = "";
  struct curl_slist *headers = NULL;
  CURL *curl = curl_easy_init();
  bool ready = curl != NULL && add(&headers, "Content-Type: application/json") &&
               add(&headers, "Accept: application/json") && add(&headers, "Expect:") &&
               add_authorization(&headers, options.authorization);
  if (ready) {
    curl_easy_setopt(curl, CURLOPT_URL, url);
#if LIBCURL_VERSION_NUM >= 0x075500
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
#else
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
    if (options.ignores_proxies) curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_POST, 1L);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)body_count);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "faultline");
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)options.timeout_milliseconds);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &taken);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &taken);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail);
    reply.error = (int32_t)curl_easy_perform(curl);
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    reply.status = (int32_t)status;
    const char *words = detail[0] != 0 ? detail : curl_easy_strerror((CURLcode)reply.error);
    if (reply.error != 0) reply.detail = strdup(words);
  } else {
    reply.error = CURLE_OUT_OF_MEMORY;
  }
  curl_slist_free_all(headers);
  if (curl != NULL) curl_easy_cleanup(curl);
  return reply;
}

void chttp_reply_free(chttp_reply reply) {
  free(reply.retry_after);
  free(reply.detail);
  free(reply.body);
}
