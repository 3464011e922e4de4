#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled regular expression.
typedef struct cre2_pattern cre2_pattern;

/// Compiles the `count` bytes of a regular expression; NULL where there is no memory.
cre2_pattern *cre2_make(const char *text, size_t count);
void cre2_free(cre2_pattern *pattern);

/// What is wrong with the expression; NULL where nothing is. It lives as long as the pattern.
const char *cre2_error(const cre2_pattern *pattern);

/// Whether a match begins anywhere in `count` bytes.
bool cre2_matches(const cre2_pattern *pattern, const uint8_t *bytes, size_t count);

#ifdef __cplusplus
}
#endif
