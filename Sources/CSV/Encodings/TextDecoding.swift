/// Turns the bytes of a text into UTF-8, placing every fault.
enum TextDecoding {
  /// The text in UTF-8, and where bytes had to be replaced (offsets into the input).
  struct Decoded {
    var utf8: [UInt8]
    var replaced: [Int] = []
  }

  /// Decodes bytes that start after any byte order mark.
  ///
  /// - Throws: `CSVError` with the line and byte offset of the first invalid sequence unless those are
  ///   to be replaced, or if the system cannot convert from the encoding.
  static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, from encoding: TextEncoding, baseOffset: Int,
    invalidBytes: CSVReadingOptions.InvalidBytes
  ) throws(CSVError) -> Decoded {
    var decoded = Decoded(utf8: [])
    if encoding == .utf8, firstInvalid(bytes) == nil {
      decoded.utf8 = Array(bytes)
      return decoded
    }
    guard let converter = EncodingConverter(from: encoding.iconvName, to: "UTF-8") else {
      throw CSVError(.encodingUnavailable, detail: encoding.iconvName)
    }
    decoded.utf8.reserveCapacity(bytes.count + bytes.count / 2)
    var position = 0
    let chunk = 1 << 16
    var output = [UInt8](repeating: 0, count: chunk * 4)
    while position < bytes.count {
      let input = UnsafeBufferPointer(rebasing: bytes[position..<min(bytes.count, position + chunk)])
      let (outcome, read, written) = output.withUnsafeMutableBufferPointer {
        converter.convert(input, into: $0)
      }
      decoded.utf8.append(contentsOf: output[..<written])
      position += read
      switch outcome {
      case .complete, .full: continue
      case .truncated where position + 4 < bytes.count && read > 0: continue
      case .truncated, .invalid:
        guard invalidBytes == .replace else {
          let line = decoded.utf8.reduce(into: LineCounter()) { $0.count($1) }.line
          throw CSVError(
            .invalidBytes, at: CSVPlace(line: line, byteOffset: baseOffset + position),
            detail: hex(bytes, at: position))
        }
        decoded.replaced.append(baseOffset + position)
        decoded.utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
        position += encoding == .utf16LittleEndian || encoding == .utf16BigEndian ? 2 : 1
      }
    }
    return decoded
  }

  /// The index of the first byte that begins no well-formed UTF-8.
  static func firstInvalid(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        index += 1
        continue
      }
      guard case .wellFormed(let length) = UTF8Sequence(bytes, at: index) else { return index }
      index += length
    }
    return nil
  }

  /// A few bytes in hexadecimal, for messages.
  static func hex(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) -> String {
    bytes[position..<min(bytes.count, position + 2)].map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count < 2 ? "0" + digits : digits
    }.joined(separator: " ")
  }
}

/// Counts lines as an editor does: CR LF, CR and LF each end one.
struct LineCounter {
  /// The line reached, from 1.
  private(set) var line = 1
  private var endedWithCR = false

  mutating func count(_ byte: UInt8) {
    if byte == 0x0D || byte == 0x0A && !endedWithCR { line += 1 }
    endedWithCR = byte == 0x0D
  }
}
