/// Text as XML writes it: references expanded on the way in, escaped on the way out.
enum MarkupText {
  /// A string of bytes between tags or quotes, the five entities and character references expanded.
  static func string(_ bytes: ArraySlice<UInt8>) -> String {
    var expanded: [UInt8] = []
    expand(bytes, into: &expanded)
    return String(decoding: expanded, as: UTF8.self)
  }

  /// Appends bytes with references expanded; what is no reference stays as written.
  static func expand(_ bytes: ArraySlice<UInt8>, into output: inout [UInt8]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "&"),
        let close = bytes[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(bytes[(index + 1)..<close])
      else {
        output.append(byte)
        index += 1
        continue
      }
      output += Array(String(Character(scalar)).utf8)
      index = close + 1
    }
  }

  private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let text where text.hasPrefix("#x"):
      return UInt32(text.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
    case let text where text.hasPrefix("#"):
      return UInt32(text.dropFirst(1)).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  /// A string between tags.
  static func escaped(_ text: String) -> String { escape(text, isAttribute: false) }

  /// A string between double quotes.
  static func attribute(_ text: String) -> String { escape(text, isAttribute: true) }

  /// A cell's text between tags: characters XML cannot hold become `_xHHHH_`, and what looks like
  /// such an escape gets its underscore escaped (ECMA-376 Part 1, 22.9.2.19 ST_Xstring).
  static func escapedXString(_ text: String, isAttribute: Bool = false) -> String {
    escape(XString.escaped(text), isAttribute: isAttribute)
  }

  private static func escape(_ text: String, isAttribute: Bool) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): result += Array("&amp;".utf8)
      case .lessThan: result += Array("&lt;".utf8)
      case .greaterThan: result += Array("&gt;".utf8)
      case .quote where isAttribute: result += Array("&quot;".utf8)
      case 0x0A where isAttribute: result += Array("&#10;".utf8)
      case 0x0D: result += Array("&#13;".utf8)
      case 0x09 where isAttribute: result += Array("&#9;".utf8)
      case 0..<0x20 where byte != 0x09 && byte != 0x0A: break
      default: result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
