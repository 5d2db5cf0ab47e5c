#pragma once
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stddef.h>
#include <stdint.h>

// The stream holds arrays that Swift would import as tuples of many thousand members; C keeps it.

/// Bytes of scratch memory that `isal_deflate_block` needs.
static const size_t isal_deflate_scratch_size = ISAL_DEF_LVL2_DEFAULT;

/// Compresses one block with raw deflate. Unless it is the last, it ends on a byte boundary and others
/// may follow. Returns the number of bytes written, 0 if they do not fit.
static inline size_t isal_deflate_block(
    const uint8_t *input, uint32_t input_size, uint8_t *output, uint32_t output_size, uint8_t *scratch,
    int is_last) {
  struct isal_zstream stream;
  isal_deflate_stateless_init(&stream);
  stream.level = 2;
  stream.level_buf = scratch;
  stream.level_buf_size = ISAL_DEF_LVL2_DEFAULT;
  stream.flush = is_last ? NO_FLUSH : FULL_FLUSH;
  stream.end_of_stream = is_last ? 1 : 0;
  stream.next_in = (uint8_t *)input;
  stream.avail_in = input_size;
  stream.next_out = output;
  stream.avail_out = output_size;
  if (isal_deflate_stateless(&stream) != COMP_OK || stream.avail_in != 0) { return 0; }
  return stream.total_out;
}
