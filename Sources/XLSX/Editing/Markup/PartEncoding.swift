#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Brings a part's bytes into UTF-8, the one encoding the editor splices in.
enum PartEncoding {
  /// Length of a UTF-8 byte order mark at the start.
  static func markLength(_ bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The part in UTF-8: its own bytes where it is UTF-8 already, else transcoded whole.
  ///
  /// - Throws: `unsupportedEncoding` for encodings that XML parsers do not read either, `malformedPart` for
  ///   bytes that are not in the encoding named.
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
    case let other where convertible.contains(where: other.hasPrefix):
      return declaringUTF8(try converted(bytes, from: other, part: part))
    default: throw EditError(.unsupportedEncoding, part: part, detail: name)
    }
  }

  /// The encodings, or the beginnings of their names, that the system's iconv is asked to convert.
  private static let convertible = [
    "gb2312", "gbk", "gb18030", "big5", "windows-125", "iso-8859-", "shift_jis", "euc-jp", "euc-kr", "koi8-",
  ]

  private static func converted(
    _ bytes: [UInt8], from encoding: String, part: String
  ) throws(EditError) -> [UInt8] {
    guard let converter = iconv_open("UTF-8", encoding), converter != iconv_t(bitPattern: -1) else {
      throw EditError(.unsupportedEncoding, part: part, detail: encoding)
    }
    defer { iconv_close(converter) }
    var source = bytes
    // No character of these encodings takes more than three times its bytes.
    var target = [UInt8](repeating: 0, count: bytes.count * 3 + 16)
    let (failed, length) = source.withUnsafeMutableBytes { source in
      target.withUnsafeMutableBytes { target in
        var from = source.bindMemory(to: CChar.self).baseAddress
        var left = source.count
        var to = target.bindMemory(to: CChar.self).baseAddress
        var room = target.count
        let result = iconv(converter, &from, &left, &to, &room)
        return (result == -1 || left > 0, target.count - room)
      }
    }
    guard !failed else { throw EditError(.malformedPart, part: part, detail: "not \(encoding)") }
    return Array(target[..<length])
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
