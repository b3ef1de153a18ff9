#include "include/roost_inflate.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct roost_inflation {
  z_stream stream;
};

struct roost_inflation *roost_inflate_begin(enum roost_deflate_form form) {
  struct roost_inflation *inflation = calloc(1, sizeof *inflation);
  if (inflation == NULL) return NULL;
  // Negative: no header. 16 more: that of gzip.
  const int window = form == ROOST_DEFLATE_GZIP ? MAX_WBITS + 16 : -MAX_WBITS;
  if (inflateInit2(&inflation->stream, window) == Z_OK) return inflation;
  free(inflation);
  return NULL;
}

void roost_inflate_again(struct roost_inflation *inflation) { inflateReset(&inflation->stream); }

void roost_inflate_end(struct roost_inflation *inflation) {
  inflateEnd(&inflation->stream);
  free(inflation);
}

static uInt within(size_t size) { return size > UINT_MAX ? UINT_MAX : (uInt)size; }

struct roost_inflated roost_inflate(
    struct roost_inflation *inflation, const uint8_t *input, size_t input_size, uint8_t *output, size_t output_size) {
  z_stream *stream = &inflation->stream;
  stream->next_in = (Bytef *)input;
  stream->avail_in = within(input_size);
  stream->next_out = output;
  stream->avail_out = within(output_size);
  const int code = inflate(stream, Z_NO_FLUSH);
  struct roost_inflated result = {
      .taken = within(input_size) - stream->avail_in,
      .given = within(output_size) - stream->avail_out,
      .state = ROOST_INFLATE_MORE,
  };
  if (code == Z_STREAM_END) result.state = ROOST_INFLATE_END;
  // Without progress it answers Z_BUF_ERROR, which is no damage: more input may come.
  else if (code != Z_OK && code != Z_BUF_ERROR) result.state = ROOST_INFLATE_DAMAGED;
  return result;
}

uint32_t roost_crc32(uint32_t sum, const uint8_t *bytes, size_t size) { return (uint32_t)crc32_z(sum, bytes, size); }
