import SpreadsheetModel

/// One line of JSON under construction, as bytes.
struct JSONLine {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  mutating func raw(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(_ other: [UInt8]) {
    bytes.append(contentsOf: other)
  }

  /// A JSON string; only what JSON demands is escaped.
  mutating func string(_ text: String) {
    var text = text
    bytes.append(UInt8(ascii: "\""))
    text.withUTF8 { buffer in
      for byte in buffer {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
          bytes.append(UInt8(ascii: "\\"))
          bytes.append(byte)
        case 0x0A: raw("\\n")
        case 0x0D: raw("\\r")
        case 0x09: raw("\\t")
        case 0..<0x20:
          raw("\\u00")
          bytes.append(Self.hex(byte >> 4))
          bytes.append(Self.hex(byte & 15))
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hex(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  /// A JSON number in the shortest form that reads back as the same double.
  mutating func number(_ number: Double) {
    if let whole = Int(exactly: number), abs(whole) < 1 << 53 {
      append(Array(String(whole).utf8))
    } else if number.isFinite {
      append(Array(number.description.utf8))
    } else {
      raw("null")
    }
  }
}
