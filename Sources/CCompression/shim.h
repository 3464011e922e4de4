#pragma once
#include <zlib.h>
#include <zstd.h>

// `inflateInit2` is a macro that Swift does not see; 16 + 15 asks for gzip members with any window.
static inline int faultline_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 16 + 15);
}

// A negative window asks for deflate data with nothing around it, as in the entries of a zip archive.
static inline int faultline_inflate_init_raw(z_stream *stream) {
  return inflateInit2(stream, -15);
}
