import CZlib

/// Unpacks raw deflate data (RFC 1951) piece by piece.
struct Inflater: ~Copyable {
  /// How a step ended.
  enum Outcome {
    /// More input or more room is needed.
    case going
    /// The data is complete.
    case done
    /// The data is not deflate data.
    case corrupt
  }

  private let stream: UnsafeMutablePointer<z_stream>

  init() {
    // zlib keeps a pointer to the stream it was set up with, so it must not move.
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    inflateInit2_(stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// Unpacks from `input` to `output` until one of them is used up; returns how much of each was.
  mutating func step(
    from input: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
  ) -> (read: Int, written: Int, outcome: Outcome) {
    let bytes = input.assumingMemoryBound(to: UInt8.self)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
    stream.pointee.avail_in = UInt32(clamping: input.count)
    stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
    stream.pointee.avail_out = UInt32(clamping: output.count)
    let status = inflate(stream, Z_NO_FLUSH)
    let read = input.count - Int(stream.pointee.avail_in)
    let written = output.count - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END: return (read, written, .done)
    case Z_OK, Z_BUF_ERROR: return (read, written, .going)
    default: return (read, written, .corrupt)
    }
  }
}
