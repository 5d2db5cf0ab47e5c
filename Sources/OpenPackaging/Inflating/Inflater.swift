import CDeflate

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

  private let handle: OpaquePointer

  /// Sets up an inflater; `nil` if memory is short.
  init?() {
    guard let handle = raw_inflater_new() else { return nil }
    self.handle = handle
  }

  deinit {
    raw_inflater_free(handle)
  }

  /// Unpacks from `input` to `output` until one of them is used up; returns how much of each was.
  mutating func step(
    from input: UnsafeRawBufferPointer, to output: UnsafeMutableRawBufferPointer
  ) -> (read: Int, written: Int, outcome: Outcome) {
    var read = input.count
    var written = output.count
    let status = raw_inflate(
      handle, input.assumingMemoryBound(to: UInt8.self).baseAddress, &read,
      output.assumingMemoryBound(to: UInt8.self).baseAddress, &written)
    switch status {
    case RAW_INFLATE_DONE: return (read, written, .done)
    case RAW_INFLATE_CORRUPT: return (read, written, .corrupt)
    default: return (read, written, .going)
    }
  }
}
