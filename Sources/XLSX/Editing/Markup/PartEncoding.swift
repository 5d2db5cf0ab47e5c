/// Brings a part's bytes into UTF-8, the one encoding the editor splices in.
enum PartEncoding {
  /// Length of a UTF-8 byte order mark at the start.
  static func markLength(_ bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The part in UTF-8: its own bytes where it is UTF-8 already, else transcoded whole.
  ///
  /// - Throws: `unsupportedEncoding` for anything but UTF-8, UTF-16, ASCII and Latin-1.
  static func utf8(_ bytes: [UInt8], part: String) throws(EditError) -> [UInt8] {
    if let units = utf16Units(bytes) {
      var scalars: [UInt8] = []
      scalars.reserveCapacity(units.count)
      let failed = transcode(
        units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true
      ) { scalars.append($0) }
      guard !failed else {
        throw EditError(.malformedPart, part: part, detail: "unpaired UTF-16 surrogate")
      }
      return declaringUTF8(scalars)
    }
    guard let name = declaredEncoding(bytes) else { return bytes }
    switch name.lowercased() {
    case "utf-8", "utf8", "us-ascii", "ascii": return bytes
    case "iso-8859-1", "latin1":
      if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
      return declaringUTF8(Array(String(decoding: bytes.map(UInt16.init), as: UTF16.self).utf8))
    default: throw EditError(.unsupportedEncoding, part: part, detail: name)
    }
  }

  /// UTF-16 code units without byte order mark, `nil` if the bytes are not UTF-16.
  private static func utf16Units(_ bytes: [UInt8]) -> [UInt16]? {
    guard bytes.count >= 4 else { return nil }
    let isLittle: Bool
    var start = 2
    switch (bytes[0], bytes[1]) {
    case (0xFF, 0xFE): isLittle = true
    case (0xFE, 0xFF): isLittle = false
    case (0x3C, 0x00):
      isLittle = true
      start = 0
    case (0x00, 0x3C):
      isLittle = false
      start = 0
    default: return nil
    }
    return stride(from: start, to: bytes.count - 1, by: 2).map {
      let (first, second) = (UInt16(bytes[$0]), UInt16(bytes[$0 + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
  }

  /// The encoding an XML declaration names.
  private static func declaredEncoding(_ bytes: [UInt8]) -> String? {
    encodingValue(bytes).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  private static func encodingValue(_ bytes: [UInt8]) -> Range<Int>? {
    let start = markLength(bytes)
    guard bytes.matches("<?xml", at: start, before: bytes.count),
      let close = bytes[start...].prefix(256).firstIndex(of: .greaterThan)
    else { return nil }
    return bytes.attributes(ofTag: start..<close, name: start..<start + 5)
      .first { bytes.equals($0.name, "encoding") }?.value
  }

  private static func declaringUTF8(_ bytes: [UInt8]) -> [UInt8] {
    guard let range = encodingValue(bytes) else { return bytes }
    var result = bytes
    result.replaceSubrange(range, with: Array("UTF-8".utf8))
    return result
  }
}
