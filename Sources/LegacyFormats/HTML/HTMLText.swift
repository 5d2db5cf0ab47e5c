/// Character references of HTML.
enum HTMLText {
  private static let named: [String: UInt32] = [
    "amp": 0x26, "lt": 0x3C, "gt": 0x3E, "quot": 0x22, "apos": 0x27, "nbsp": 0xA0, "yen": 0xA5,
    "middot": 0xB7, "times": 0xD7, "copy": 0xA9, "reg": 0xAE, "deg": 0xB0, "plusmn": 0xB1,
    "ensp": 0x2002, "emsp": 0x2003, "thinsp": 0x2009, "ndash": 0x2013, "mdash": 0x2014,
    "lsquo": 0x2018, "rsquo": 0x2019, "ldquo": 0x201C, "rdquo": 0x201D, "bull": 0x2022,
    "hellip": 0x2026, "permil": 0x2030, "laquo": 0xAB, "raquo": 0xBB, "divide": 0xF7, "euro": 0x20AC,
    "radic": 0x221A, "infin": 0x221E, "le": 0x2264, "ge": 0x2265, "ne": 0x2260, "sect": 0xA7,
    "eacute": 0xE9, "egrave": 0xE8, "agrave": 0xE0, "ccedil": 0xE7, "auml": 0xE4, "ouml": 0xF6,
    "uuml": 0xFC, "szlig": 0xDF,
  ]

  /// Text with its references replaced; what is none stays as it stands.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var rest = bytes
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      result.append(contentsOf: rest[..<mark])
      let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";"))
      if let scalar = unended(rest[(mark + 1)...]) {
        result.append(contentsOf: Array(String(scalar.value).utf8))
        rest = rest[(mark + 1 + scalar.length)...]
      } else if let end, let scalar = scalar(rest[(mark + 1)..<end]) {
        result.append(contentsOf: Array(String(scalar).utf8))
        rest = rest[(end + 1)...]
      } else {
        result.append(UInt8(ascii: "&"))
        rest = rest[(mark + 1)...]
      }
    }
    result.append(contentsOf: rest)
    return String(decoding: result, as: UTF8.self)
  }

  /// The references that browsers know without a semicolon, where none follows.
  private static func unended(_ text: ArraySlice<UInt8>) -> (value: Unicode.Scalar, length: Int)? {
    for (name, scalar) in [("nbsp", "\u{A0}"), ("amp", "&"), ("lt", "<"), ("gt", ">"), ("quot", "\"")]
      as [(String, Unicode.Scalar)]
    where text.starts(with: name.utf8) {
      let next = text.dropFirst(name.utf8.count).first ?? 0
      let isLonger = next == UInt8(ascii: ";") || (0x61...0x7A).contains(next | 0x20)
      return isLonger ? nil : (scalar, name.utf8.count)
    }
    return nil
  }

  private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    guard text.hasPrefix("#") else {
      return (named[text] ?? named[text.lowercased()]).flatMap { Unicode.Scalar($0) }
    }
    let digits = text.dropFirst()
    let value =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap { $0 == 0 ? nil : Unicode.Scalar($0) }
  }
}
