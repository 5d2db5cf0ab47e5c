import XMLStreaming

/// Text as SpreadsheetML stores it (ST_Xstring, ECMA-376 Part 1, 22.9.2.19): what XML cannot hold is written
/// `_xHHHH_`, and what would be read as such an escape has its underscore escaped. `EscapedCharacters` undoes
/// it.
enum XString {
  /// The text with its escapes, not yet escaped for XML.
  static func escaped(_ text: String) -> String {
    var text = text
    return text.withUTF8 { utf8 in
      guard utf8.contains(where: { !CellTextBytes.isPlain($0) }) else {
        return String(decoding: utf8, as: UTF8.self)
      }
      var result: [UInt8] = []
      result.reserveCapacity(utf8.count + 8)
      for (index, byte) in utf8.enumerated() {
        switch byte {
        case 0x09, 0x0A: result.append(byte)
        case 0x00..<0x20:
          result += Array("_x00\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))_".utf8)
        case UInt8(ascii: "_") where CellTextBytes.isEscape(utf8, at: index): result += Array("_x005F_".utf8)
        case 0xEF where CellTextBytes.isNoncharacter(utf8, at: index):
          result += Array((utf8[index + 2] == 0xBE ? "_xFFFE_" : "_xFFFF_").utf8)
        case 0x80..<0xC0
        where CellTextBytes.isNoncharacter(utf8, at: index - 1)
          || CellTextBytes.isNoncharacter(utf8, at: index - 2):
          continue
        default: result.append(byte)
        }
      }
      return String(decoding: result, as: UTF8.self)
    }
  }
}

extension XMLValue {
  /// The value of an attribute of type ST_Xstring.
  static func xString(_ text: String) -> XMLValue { .text(XString.escaped(text)) }
}

extension XMLWriter {
  /// Writes an element that holds a formula, as files have it.
  mutating func element(_ name: StaticString, formula: String) {
    element(name, text: XString.escaped(formula))
  }
}
