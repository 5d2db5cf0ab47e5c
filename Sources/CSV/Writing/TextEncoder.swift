extension TextEncoding {
  /// The bytes of a short text in this encoding; `nil` where it lacks a character.
  package func bytes(of text: String) -> [UInt8]? { try? TextEncoder.encode(Array(text.utf8), to: self) }
}

/// Turns UTF-8 into the bytes of another encoding.
enum TextEncoder {
  /// Encodes well-formed UTF-8.
  ///
  /// - Throws: `CSVError` with the first character that the encoding lacks and its line.
  static func encode(_ utf8: [UInt8], to encoding: TextEncoding) throws(CSVError) -> [UInt8] {
    guard let converter = EncodingConverter(from: "UTF-8", to: encoding.iconvName) else {
      throw CSVError(.encodingUnavailable, detail: encoding.iconvName)
    }
    var result: [UInt8] = []
    result.reserveCapacity(utf8.count)
    // No encoding takes more than four bytes for one of UTF-8's; a word is not worth a large buffer.
    var output = [UInt8](repeating: 0, count: min(1 << 18, 4 * utf8.count + 16))
    var position = 0
    while position < utf8.count {
      let (outcome, read, written) = utf8.withUnsafeBufferPointer { bytes in
        let input = UnsafeBufferPointer(rebasing: bytes[position..<min(bytes.count, position + 1 << 16)])
        return output.withUnsafeMutableBufferPointer { converter.convert(input, into: $0) }
      }
      result.append(contentsOf: output[..<written])
      position += read
      let isStuck = outcome == .invalid || outcome == .truncated && read == 0
      guard isStuck else { continue }
      let line = utf8[..<position].reduce(into: LineCounter()) { $0.count($1) }.line
      let character =
        String(decoding: utf8[position..<min(utf8.count, position + 4)], as: UTF8.self)
        .unicodeScalars.first.map { String($0) } ?? ""
      throw CSVError(.unencodable, at: CSVPlace(line: line), detail: character)
    }
    return result
  }
}
