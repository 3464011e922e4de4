#include "cre2.h"

#include <new>
#include <re2/re2.h>

struct cre2_pattern {
  re2::RE2 expression;

  cre2_pattern(const re2::StringPiece &text, const re2::RE2::Options &options)
      : expression(text, options) {}
};

extern "C" {

cre2_pattern *cre2_make(const char *text, size_t count) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  return new (std::nothrow) cre2_pattern(re2::StringPiece(text, count), options);
}

void cre2_free(cre2_pattern *pattern) { delete pattern; }

const char *cre2_error(const cre2_pattern *pattern) {
  return pattern->expression.ok() ? nullptr : pattern->expression.error().c_str();
}

bool cre2_matches(const cre2_pattern *pattern, const uint8_t *bytes, size_t count) {
  const re2::StringPiece text(reinterpret_cast<const char *>(bytes), count);
  return pattern->expression.Match(text, 0, count, re2::RE2::UNANCHORED, nullptr, 0);
}
}
