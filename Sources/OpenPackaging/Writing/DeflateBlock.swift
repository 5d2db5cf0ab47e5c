import Dispatch
import Synchronization

/// One block of an entry on its way through the compressor.
///
/// A block is compressed by itself and ends on a byte boundary (an empty stored block, zlib's sync
/// flush), so that blocks compressed side by side are one deflate stream when put in a row (RFC 1951;
/// the way of pigz).
final class DeflateBlock: Sendable {
  /// What the block holds; touched by one thread at a time.
  struct Content {
    var input: [UInt8] = []
    var output: [UInt8] = []
    var scratch: [UInt8] = []
    var inputCount = 0
    var checksum: UInt32 = 0
    var succeeded = false
  }

  let content = Mutex(Content())
  /// Signalled when the block is compressed.
  let done = DispatchSemaphore(value: 0)

  /// Compresses the input.
  ///
  /// - Parameter isLast: Whether the deflate stream ends with this block.
  func compress(level: CompressionLevel, isLast: Bool) {
    content.withLock { content in
      content.inputCount = content.input.count
      content.checksum = CRC32.of(content.input)
      content.succeeded = Deflate.compress(
        content.input, into: &content.output, level: level, isLast: isLast, scratch: &content.scratch)
      content.input.removeAll(keepingCapacity: true)
    }
  }
}
