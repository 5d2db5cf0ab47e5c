import SpreadsheetModel

/// One line of JSON under construction, as bytes.
struct JSONLine {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Takes back what was written past a length.
  mutating func truncate(to count: Int) {
    bytes.removeSubrange(count...)
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
    text.withUTF8 { string($0.span) }
  }

  /// A JSON string of sound UTF-8.
  mutating func string(_ text: Span<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    text.withUnsafeBufferPointer { text in
      var start = 0
      for index in text.indices {
        let byte = text[index]
        guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
        bytes.append(contentsOf: text[start..<index])
        escape(byte)
        start = index + 1
      }
      bytes.append(contentsOf: text[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0x0A: raw("\\n")
    case 0x0D: raw("\\r")
    case 0x09: raw("\\t")
    default:
      raw("\\u00")
      bytes.append(Self.hex(byte >> 4))
      bytes.append(Self.hex(byte & 15))
    }
  }

  /// A truth value.
  mutating func boolean(_ truth: Bool) {
    if truth { raw("true") } else { raw("false") }
  }

  /// A cell's reference in A1 notation, without quotes.
  mutating func reference(row: Int, column: Int) {
    var letters: (UInt8, UInt8, UInt8) = (0, 0, 0)
    var rest = column + 1
    while rest > 0 {
      letters = (UInt8(ascii: "A") + UInt8((rest - 1) % 26), letters.0, letters.1)
      rest = (rest - 1) / 26
    }
    if letters.0 != 0 { bytes.append(letters.0) }
    if letters.1 != 0 { bytes.append(letters.1) }
    if letters.2 != 0 { bytes.append(letters.2) }
    whole(row + 1)
  }

  /// A whole number in decimal.
  private mutating func whole(_ number: Int) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = number.magnitude
    let start = bytes.count
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  private static func hex(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  /// A JSON number in the shortest form that reads back as the same double.
  mutating func number(_ number: Double) {
    if abs(number) < 0x1p53, let whole = Int(exactly: number) {
      self.whole(whole)
    } else if number.isFinite {
      bytes.append(contentsOf: number.description.utf8)
    } else {
      raw("null")
    }
  }
}
