#include "CDeflate.h"

#if !__has_include(<isa-l/igzip_lib.h>)

#include <stdlib.h>
#include <zlib.h>

static uint32_t clamped(size_t count) { return count > UINT32_MAX ? UINT32_MAX : (uint32_t)count; }

struct raw_inflater {
  z_stream stream;
};

raw_inflater *raw_inflater_new(void) {
  raw_inflater *inflater = calloc(1, sizeof *inflater);
  if (inflater && inflateInit2(&inflater->stream, -MAX_WBITS) != Z_OK) {
    free(inflater);
    return NULL;
  }
  return inflater;
}

void raw_inflater_free(raw_inflater *inflater) {
  if (!inflater) return;
  inflateEnd(&inflater->stream);
  free(inflater);
}

raw_inflate_status raw_inflate(
    raw_inflater *inflater, const uint8_t *input, size_t *input_count, uint8_t *output,
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
    case Z_STREAM_END: return RAW_INFLATE_DONE;
    case Z_OK:
    case Z_BUF_ERROR: return RAW_INFLATE_GOING;
    default: return RAW_INFLATE_CORRUPT;
  }
}

const size_t raw_deflate_scratch_size = 1;

size_t raw_deflate_fast(
    const uint8_t *input, uint32_t input_size, uint8_t *output, uint32_t output_size, uint8_t *scratch,
    int is_last) {
  (void)scratch;
  z_stream stream = {0};
  if (deflateInit2(&stream, 1, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  stream.next_in = (uint8_t *)input;
  stream.avail_in = input_size;
  stream.next_out = output;
  stream.avail_out = output_size;
  int status = deflate(&stream, is_last ? Z_FINISH : Z_FULL_FLUSH);
  size_t written = output_size - stream.avail_out;
  int is_done = status == (is_last ? Z_STREAM_END : Z_OK) && stream.avail_in == 0 && stream.avail_out > 0;
  deflateEnd(&stream);
  return is_done ? written : 0;
}

uint32_t zip_crc32(uint32_t before, const uint8_t *bytes, size_t count) {
  return (uint32_t)crc32_z(before, bytes, count);
}

#endif
