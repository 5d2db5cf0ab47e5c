#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own mutation of bytes, for custom mutators to call on a piece of an input.
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t maxSize);
