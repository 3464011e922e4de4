#include "cjson.h"

#include <new>
#include <simdjson.h>

struct cjson_parser {
  simdjson::dom::parser parser;
};

extern "C" {

size_t cjson_padding(void) { return simdjson::SIMDJSON_PADDING; }

cjson_parser *cjson_parser_make(void) { return new (std::nothrow) cjson_parser(); }

void cjson_parser_free(cjson_parser *parser) { delete parser; }

static bool is_number(uint64_t kind) { return kind == 'l' || kind == 'u' || kind == 'd'; }

// The place of the last string on the tape, 0 if there is none, by a walk from the start.
static size_t last_string_from_start(const uint64_t *tape, size_t count) {
  size_t last = 0;
  for (size_t index = 0; index < count; index++) {
    const uint64_t kind = tape[index] >> 56;
    if (kind == '"') last = index;
    if (is_number(kind)) index++;
  }
  return last;
}

// The same from the end, where it mostly stands. A number is two words, of which the second may look like
// anything: what stands behind a word that may be the first of a number is only known from the start.
static size_t last_string(const uint64_t *tape, size_t count) {
  for (size_t index = count; index-- > 1;) {
    if (tape[index] >> 56 != '"') continue;
    return is_number(tape[index - 1] >> 56) ? last_string_from_start(tape, count) : index;
  }
  return 0;
}

// The string buffer keeps each string as a length of 4 bytes, its bytes and a zero; what is used of it ends
// with the last string on the tape.
static size_t used_string_bytes(const uint64_t *tape, size_t count, const uint8_t *strings) {
  constexpr uint64_t payload = (uint64_t(1) << 56) - 1;
  const size_t last = last_string(tape, count);
  if (last == 0) return 0;
  const size_t offset = tape[last] & payload;
  uint32_t length;
  memcpy(&length, strings + offset, sizeof length);
  return offset + sizeof length + length + 1;
}

cjson_document cjson_parse(cjson_parser *parser, const uint8_t *bytes, size_t count) {
  cjson_document document = {};
  const auto result = parser->parser.parse(bytes, count, false);
  document.error = int32_t(result.error());
  if (result.error()) return document;
  const auto &parsed = parser->parser.doc;
  document.tape = parsed.tape.get();
  // The first word points right behind the last.
  document.tape_count = size_t(document.tape[0] & ((uint64_t(1) << 56) - 1));
  document.strings = parsed.string_buf.get();
  document.string_count = used_string_bytes(document.tape, document.tape_count, document.strings);
  return document;
}

const char *cjson_error_message(int32_t error) {
  return simdjson::error_message(simdjson::error_code(error));
}
}
