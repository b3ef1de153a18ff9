// Deflated data made whole again, through zlib. No policy: the callers decide how much they accept.
#ifndef ROOST_INFLATE_H
#define ROOST_INFLATE_H

#include <stddef.h>
#include <stdint.h>

struct roost_inflation;

enum roost_deflate_form {
  /// As entries of a ZIP archive hold it.
  ROOST_DEFLATE_RAW = 0,
  /// With the header and the checksum of gzip; of several members the first.
  ROOST_DEFLATE_GZIP = 1,
};

enum roost_inflate_state {
  ROOST_INFLATE_MORE = 0,
  ROOST_INFLATE_END = 1,
  ROOST_INFLATE_DAMAGED = 2,
};

struct roost_inflated {
  /// Bytes of the input that were used.
  size_t taken;
  /// Bytes of the output that were written.
  size_t given;
  enum roost_inflate_state state;
};

/// NULL without memory.
struct roost_inflation *roost_inflate_begin(enum roost_deflate_form form);
/// Ready for another stream of the same form.
void roost_inflate_again(struct roost_inflation *inflation);
void roost_inflate_end(struct roost_inflation *inflation);

struct roost_inflated roost_inflate(
    struct roost_inflation *inflation, const uint8_t *input, size_t input_size, uint8_t *output, size_t output_size);

/// Continues the CRC-32 of ZIP and gzip; begins with 0.
uint32_t roost_crc32(uint32_t sum, const uint8_t *bytes, size_t size);

#endif
