import CDeflate
import CZlib

/// Raw deflate of whole buffers: ISA-L where it should be fast, zlib where it should be small.
enum Deflate {
  /// Replaces `output` by the compressed input; false if the compressor refuses.
  ///
  /// - Parameters:
  ///   - isLast: Whether the deflate stream ends here; otherwise the output ends on a byte boundary.
  ///   - scratch: Memory the compressor may use, kept from call to call.
  static func compress(
    _ input: [UInt8], into output: inout [UInt8], level: CompressionLevel, isLast: Bool,
    scratch: inout [UInt8]
  ) -> Bool {
    level == .fast
      ? compressFast(input, into: &output, isLast: isLast, scratch: &scratch)
      : compressSmall(input, into: &output, level: level, isLast: isLast)
  }

  /// Input that does not shrink is stored in pieces of up to 65,535 bytes with five bytes of header each.
  private static func bound(_ count: Int) -> Int { count + count / 4096 + 128 }

  private static func compressFast(
    _ input: [UInt8], into output: inout [UInt8], isLast: Bool, scratch: inout [UInt8]
  ) -> Bool {
    if scratch.count < raw_deflate_scratch_size {
      scratch = Array(repeating: 0, count: raw_deflate_scratch_size)
    }
    let room = bound(input.count)
    guard let inputSize = UInt32(exactly: input.count), let outputSize = UInt32(exactly: room) else {
      return false
    }
    var written = 0
    scratch.withUnsafeMutableBufferPointer { scratch in
      input.withUnsafeBufferPointer { input in
        output = [UInt8](unsafeUninitializedCapacity: room) { target, count in
          written = raw_deflate_fast(
            input.baseAddress, inputSize, target.baseAddress, outputSize, scratch.baseAddress,
            isLast ? 1 : 0)
          count = written
        }
      }
    }
    return written > 0
  }

  private static func compressSmall(
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
