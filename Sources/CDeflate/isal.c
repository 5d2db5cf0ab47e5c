#include "CDeflate.h"

#if __has_include(<isa-l/igzip_lib.h>)

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>
#include <stdlib.h>
#include <string.h>

static uint32_t clamped(size_t count) { return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count; }

struct raw_inflater {
  struct inflate_state state;
};

raw_inflater *raw_inflater_new(void) {
  raw_inflater *inflater = malloc(sizeof *inflater);
  if (!inflater) return NULL;
  isal_inflate_init(&inflater->state);
  inflater->state.crc_flag = ISAL_DEFLATE;
  return inflater;
}

void raw_inflater_free(raw_inflater *inflater) { free(inflater); }

raw_inflate_status raw_inflate(
    raw_inflater *inflater, const uint8_t *input, size_t *input_count, uint8_t *output,
    size_t *output_count) {
  struct inflate_state *state = &inflater->state;
  uint32_t given = clamped(*input_count), room = clamped(*output_count);
  state->next_in = (uint8_t *)input;
  state->avail_in = given;
  state->next_out = output;
  state->avail_out = room;
  int status = isal_inflate(state);
  *input_count = given - state->avail_in;
  *output_count = room - state->avail_out;
  if (status < 0) return RAW_INFLATE_CORRUPT;
  return state->block_state == ISAL_BLOCK_FINISH ? RAW_INFLATE_DONE : RAW_INFLATE_GOING;
}

const size_t raw_deflate_scratch_size = ISAL_DEF_LVL2_DEFAULT;

size_t raw_deflate_fast(
    const uint8_t *input, uint32_t input_size, uint8_t *output, uint32_t output_size, uint8_t *scratch,
    int is_last) {
  struct isal_zstream stream;
  // What an earlier block has left in the scratch memory can change the choice of matches: cleared, the
  // same input gives the same bytes, whichever thread's memory it meets.
  memset(scratch, 0, ISAL_DEF_LVL2_DEFAULT);
  memset(&stream, 0, sizeof stream);
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
  if (isal_deflate_stateless(&stream) != COMP_OK || stream.avail_in != 0) return 0;
  return stream.total_out;
}

uint32_t zip_crc32(uint32_t before, const uint8_t *bytes, size_t count) {
  return crc32_gzip_refl(before, bytes, count);
}

#endif
