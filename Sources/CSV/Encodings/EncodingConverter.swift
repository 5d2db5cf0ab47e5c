import Glibc

/// One iconv conversion: owns its descriptor and closes it.
struct EncodingConverter: ~Copyable {
  /// What a conversion came to.
  enum Outcome: Equatable {
    /// Everything was converted.
    case complete
    /// The input stops inside a character; `read` bytes were converted.
    case truncated
    /// The bytes at `read` are no character of the source, or have none in the target.
    case invalid
    /// The output is full; call again with the rest.
    case full
  }

  private let descriptor: iconv_t

  /// Opens a conversion; `nil` if this system's iconv does not know it.
  init?(from source: String, to target: String) {
    guard let opened = iconv_open(target, source), opened != iconv_t(bitPattern: -1) else { return nil }
    descriptor = opened
  }

  deinit { iconv_close(descriptor) }

  /// Converts as much of `input` as is valid and fits.
  func convert(
    _ input: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>
  ) -> (outcome: Outcome, read: Int, written: Int) {
    guard let inputBase = input.baseAddress, let outputBase = output.baseAddress, !input.isEmpty else {
      return (.complete, 0, 0)
    }
    var from: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(mutating: inputBase)
      .assumingMemoryBound(to: CChar.self)
    var to: UnsafeMutablePointer<CChar>? = UnsafeMutableRawPointer(outputBase)
      .assumingMemoryBound(to: CChar.self)
    var inputLeft = input.count
    var outputLeft = output.count
    let status = iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
    let failure = errno
    let read = input.count - inputLeft
    let written = output.count - outputLeft
    guard status == -1 else { return (.complete, read, written) }
    // A stateful conversion keeps nothing between calls here: its start state is set again.
    _ = iconv(descriptor, nil, nil, nil, nil)
    switch failure {
    case E2BIG: return (.full, read, written)
    case EINVAL: return (.truncated, read, written)
    default: return (.invalid, read, written)
    }
  }
}
