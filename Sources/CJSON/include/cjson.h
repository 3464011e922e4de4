#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A parser and the memory that it reuses from document to document.
typedef struct cjson_parser cjson_parser;

/// What a parse gave: simdjson's tape and its string buffer, valid until the next parse.
typedef struct {
  const uint64_t *tape;
  size_t tape_count;
  const uint8_t *strings;
  size_t string_count;
  /// 0 when the document is whole, else simdjson's error code.
  int32_t error;
} cjson_document;

/// The readable bytes that must follow a document.
size_t cjson_padding(void);

/// Returns NULL when there is no memory.
cjson_parser *cjson_parser_make(void);
void cjson_parser_free(cjson_parser *parser);

/// Parses `count` bytes that `cjson_padding()` readable bytes follow.
cjson_document cjson_parse(cjson_parser *parser, const uint8_t *bytes, size_t count);

/// The words for an error code.
const char *cjson_error_message(int32_t error);

/// The room that a text of `count` bytes needs to be escaped in.
size_t cjson_escape_room(size_t count);

/// Writes a text in UTF-8 as it stands between the quotes of a JSON string, as short as JSON allows.
///
/// Bytes behind what counts may be written too, within the room.
///
/// Returns the number of bytes that count.
size_t cjson_escape(const uint8_t *text, size_t count, uint8_t *target);

/// Returns the first place of a word in a text; `count`, the length of the text, if it is not there.
size_t cjson_find(const uint8_t *text, size_t count, const uint8_t *word, size_t length);

#ifdef __cplusplus
}
#endif
