import CZlib
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
        content.input, into: &content.output, level: level, isLast: isLast)
      content.input.removeAll(keepingCapacity: true)
    }
  }
}

/// ZIP's checksum.
enum CRC32 {
  static func of(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { bytes in
      UInt32(truncatingIfNeeded: crc32_z(0, bytes.baseAddress, bytes.count))
    }
  }

  /// The checksum of two stretches of bytes in a row, from the checksum of each.
  static func combine(_ first: UInt32, _ second: UInt32, secondCount: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_combine(uLong(first), uLong(second), secondCount))
  }
}

/// Raw deflate of whole buffers with zlib.
enum Deflate {
  /// Replaces `output` by the compressed input; false if zlib refuses.
  static func compress(
    _ input: [UInt8], into output: inout [UInt8], level: CompressionLevel, isLast: Bool
  ) -> Bool {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, level.zlibLevel, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return false }
    defer { deflateEnd(&stream) }
    // The bound holds for a finished stream; a sync flush may add a block header and four bytes.
    let bound = Int(deflateBound(&stream, uLong(input.count))) + 16
    guard let available = uInt(exactly: input.count), let room = uInt(exactly: bound) else {
      return false
    }
    var result: Int32 = Z_OK
    input.withUnsafeBufferPointer { input in
      output = [UInt8](unsafeUninitializedCapacity: bound) { target, count in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = available
        stream.next_out = target.baseAddress
        stream.avail_out = room
        result = deflate(&stream, isLast ? Z_FINISH : Z_SYNC_FLUSH)
        count = bound - Int(stream.avail_out)
      }
    }
    return result == (isLast ? Z_STREAM_END : Z_OK) && stream.avail_in == 0
  }
}
