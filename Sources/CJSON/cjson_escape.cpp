#include "cjson.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// So many bytes are looked at in a step.
constexpr size_t step = 16;

// A bit for each byte of a step that cannot stand in a JSON string as it is, the lowest for the first.
static uint32_t marks(const uint8_t *text) {
#if defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text));
  const __m128i quotes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
  const __m128i backslashes = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
  const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  return uint32_t(_mm_movemask_epi8(_mm_or_si128(controls, _mm_or_si128(quotes, backslashes))));
#else
  uint32_t found = 0;
  for (size_t place = 0; place < step; place++) {
    const uint8_t byte = text[place];
    found |= uint32_t(byte == '"' || byte == '\\' || byte < 0x20) << place;
  }
  return found;
#endif
}

// Writes a byte with a mark; by a letter where JSON has one for it.
static size_t escape(uint8_t byte, uint8_t *target) {
  static const char letters[] = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";
  static const char digits[] = "0123456789abcdef";
  const uint8_t letter = byte < 0x20 ? uint8_t(letters[byte]) : byte;
  target[0] = '\\';
  target[1] = letter;
  if (letter != 'u') return 2;
  target[2] = target[3] = '0';
  target[4] = uint8_t(digits[byte >> 4]);
  target[5] = uint8_t(digits[byte & 15]);
  return 6;
}

// Writes the first `count` bytes of a step; two steps can be read. JSON that is kept in a string has a mark every few
// bytes, so all of a step are found at once, and what is behind a mark is stored again, further on.
static size_t write_step(const uint8_t *text, size_t count, uint8_t *target) {
  memcpy(target, text, step);
  uint32_t found = marks(text) & uint32_t((uint64_t(1) << count) - 1);
  size_t next = 0, written = 0;
  while (found != 0) {
    const size_t mark = size_t(__builtin_ctz(found));
    found &= found - 1;
    written += mark - next;
    written += escape(text[mark], target + written);
    next = mark + 1;
    memcpy(target + written, text + next, step);
  }
  return written + count - next;
}

extern "C" {

// Six bytes for a control character, and a step is stored whole even where less of it counts.
size_t cjson_escape_room(size_t count) { return 6 * count + step; }

size_t cjson_escape(const uint8_t *text, size_t count, uint8_t *target) {
  size_t place = 0, written = 0;
  for (; count - place >= 2 * step; place += step) written += write_step(text + place, step, target + written);
  // The rest, with room for two steps behind its last.
  uint8_t rest[4 * step] = {};
  memcpy(rest, text + place, count - place);
  for (size_t start = 0; place + start < count; start += step) {
    const size_t left = count - place - start;
    written += write_step(rest + start, left < step ? left : step, target + written);
  }
  return written;
}
}
