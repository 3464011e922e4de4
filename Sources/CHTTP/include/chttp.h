#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// What came of a call; freed with `chttp_reply_free`.
typedef struct {
  /// libcurl's code: 0 when a whole reply came, whatever its status.
  int32_t error;
  int32_t status;
  /// Whether the reply went beyond the limit; it was not read on then.
  bool is_too_long;
  /// What the header `Retry-After` says; NULL where there is none.
  char *retry_after;
  /// What libcurl says of the error; NULL where it says nothing.
  char *detail;
  uint8_t *body;
  size_t body_count;
} chttp_reply;

/// How a call is made.
typedef struct {
  /// The value of the header `Authorization`; NULL for none.
  const char *authorization;
  /// The longest that the call may take in all.
  int64_t timeout_milliseconds;
  /// The most bytes of a reply, decompressed.
  size_t byte_limit;
  /// Whether proxies of the environment are passed by, for servers on this machine.
  bool ignores_proxies;
} chttp_options;

/// Must be called once, before the first call and before there are threads that make calls; false where it fails.
bool chttp_start(void);

/// Posts JSON to an address and waits for the whole reply; may be called from several threads.
///
/// Follows no redirection, keeps no cookies, and takes a connection of its own: on one that was kept open and turns
/// out dead, libcurl would send the body a second time by itself.
chttp_reply chttp_post(const char *url, const uint8_t *body, size_t body_count, chttp_options options);

void chttp_reply_free(chttp_reply reply);
