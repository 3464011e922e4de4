#include "cjson.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

extern "C" {

// Looks at sixteen places at a time, at which the first byte of the word and its last must stand.
size_t cjson_find(const uint8_t *text, size_t count, const uint8_t *word, size_t length) {
  if (length == 0 || length > count) return count;
  const size_t places = count - length + 1;
  size_t place = 0;
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8(char(word[0]));
  const __m128i last = _mm_set1_epi8(char(word[length - 1]));
  for (; place + 16 <= places; place += 16) {
    const auto starts = reinterpret_cast<const __m128i *>(text + place);
    const auto ends = reinterpret_cast<const __m128i *>(text + place + length - 1);
    const __m128i same = _mm_and_si128(
      _mm_cmpeq_epi8(_mm_loadu_si128(starts), first), _mm_cmpeq_epi8(_mm_loadu_si128(ends), last));
    for (uint32_t found = uint32_t(_mm_movemask_epi8(same)); found != 0; found &= found - 1) {
      const size_t start = place + size_t(__builtin_ctz(found));
      if (memcmp(text + start, word, length) == 0) return start;
    }
  }
#endif
  for (; place < places; place++) {
    if (text[place] == word[0] && memcmp(text + place, word, length) == 0) return place;
  }
  return count;
}
}
