#include "CInflate.h"

#include <stdlib.h>

static uint32_t clamped(size_t count) { return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count; }

#if __has_include(<isa-l/igzip_lib.h>)

#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

struct taizhang_inflater {
  struct inflate_state state;
};

void taizhang_inflater_reset(taizhang_inflater *inflater) {
  isal_inflate_init(&inflater->state);
  inflater->state.crc_flag = ISAL_DEFLATE;
}

taizhang_inflater *taizhang_inflater_new(void) {
  taizhang_inflater *inflater = malloc(sizeof *inflater);
  if (inflater) taizhang_inflater_reset(inflater);
  return inflater;
}

void taizhang_inflater_free(taizhang_inflater *inflater) { free(inflater); }

taizhang_inflate_status taizhang_inflate(
    taizhang_inflater *inflater, const uint8_t *input, size_t *input_count, uint8_t *output,
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
  if (status < 0) return TAIZHANG_INFLATE_CORRUPT;
  return state->block_state == ISAL_BLOCK_FINISH ? TAIZHANG_INFLATE_DONE : TAIZHANG_INFLATE_GOING;
}

uint32_t taizhang_crc32(uint32_t before, const uint8_t *bytes, size_t count) {
  return crc32_gzip_refl(before, bytes, count);
}

#else

#include <zlib.h>

struct taizhang_inflater {
  z_stream stream;
};

void taizhang_inflater_reset(taizhang_inflater *inflater) { inflateReset(&inflater->stream); }

taizhang_inflater *taizhang_inflater_new(void) {
  taizhang_inflater *inflater = calloc(1, sizeof *inflater);
  if (inflater && inflateInit2(&inflater->stream, -MAX_WBITS) != Z_OK) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

void taizhang_inflater_free(taizhang_inflater *inflater) {
  if (!inflater) return;
  inflateEnd(&inflater->stream);
  free(inflater);
}

taizhang_inflate_status taizhang_inflate(
    taizhang_inflater *inflater, const uint8_t *input, size_t *input_count, uint8_t *output,
    size_t *output_count) {
  z_stream *stream = &inflater->stream;
  uint32_t given = clamped(*input_count), room = clamped(*output_count);
  stream->next_in = (uint8_t *)input;
  stream->avail_in = given;
  stream->next_out = output;
  stream->avail_out = room;
  int status = inflate(stream, Z_NO_FLUSH);
  *input_count = given - stream->avail_in;
  *output_count = room - stream->avail_out;
  switch (status) {
    case Z_STREAM_END: return TAIZHANG_INFLATE_DONE;
    case Z_OK:
    case Z_BUF_ERROR: return TAIZHANG_INFLATE_GOING;
    default: return TAIZHANG_INFLATE_CORRUPT;
  }
}

uint32_t taizhang_crc32(uint32_t before, const uint8_t *bytes, size_t count) {
  return (uint32_t)crc32_z(before, bytes, count);
}

#endif
