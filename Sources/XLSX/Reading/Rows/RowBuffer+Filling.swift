import SpreadsheetModel

/// The type of a cell, its attribute `t` (ECMA-376 Part 1, 18.18.11).
enum CellType: UInt8 {
  case number, shared, formulaText, inlineText, boolean, error, date

  /// The type of an attribute's value; `nil` for one the standard does not have.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let first = bytes.first else { return nil }
    if bytes.count == 1 {
      switch first {
      case UInt8(ascii: "s"): self = .shared
      case UInt8(ascii: "n"): self = .number
      case UInt8(ascii: "b"): self = .boolean
      case UInt8(ascii: "e"): self = .error
      case UInt8(ascii: "d"): self = .date
      default: return nil
      }
    } else if bytes.elementsEqual("str".utf8) {
      self = .formulaText
    } else if bytes.elementsEqual("inlineStr".utf8) {
      self = .inlineText
    } else {
      return nil
    }
  }
}

extension RowBuffer {
  /// Makes the buffer ready for the next row, keeping its memory.
  @inline(__always)
  mutating func begin(row: Int, isHidden: Bool) {
    index = row
    self.isHidden = isHidden
    cells.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Sets a cell's value from the texts of its `<v>` and `<is>`, references resolved. Returns false if
  /// the value is an index that the shared strings do not have.
  ///
  /// The type says which of the two counts; where that one is missing, producers that mix them up are
  /// given the benefit of the doubt.
  @inline(__always)
  mutating func setValue(
    of cell: inout RawCell, type: CellType, value: UnsafeBufferPointer<UInt8>,
    inline: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    if inline.isEmpty || (type != .inlineText && !value.isEmpty) {
      return setValue(of: &cell, type: type, value)
    }
    return setValue(of: &cell, type: .inlineText, inline)
  }

  /// Sets a cell's value from its text.
  @inline(__always)
  mutating func setValue(
    of cell: inout RawCell, type: CellType, _ value: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard !value.isEmpty else {
      // An empty <v/> is no value, but for a formula's text, which it makes empty text.
      if type == .formulaText { cell.kind = .text }
      return true
    }
    switch type {
    case .number:
      if let parsed = DecimalNumber.parse(value) {
        cell.kind = .number
        cell.number = parsed.value
        if parsed.isLongInteger { keepDigits(of: &cell, value) }
      } else {
        setUntypedValue(of: &cell, value)
      }
    case .shared:
      guard let index = Self.index(value), index < sharedOffsets.count - 1 else { return false }
      cell.kind = .sharedText
      cell.textStart = sharedOffsets[index]
      cell.textCount = sharedOffsets[index + 1] &- sharedOffsets[index]
    case .formulaText, .inlineText:
      setText(of: &cell, kind: .text, value)
      decodeText(of: &cell)
    case .boolean:
      cell.kind = .boolean
      cell.number = Self.isTrue(value) ? 1 : 0
    case .error: setText(of: &cell, kind: .error, value)
    case .date: setDate(of: &cell, value)
    }
    return true
  }

  /// Keeps text in the row's bytes as a cell's value.
  @inline(__always)
  mutating func setText(
    of cell: inout RawCell, kind: RawCell.Kind, _ text: UnsafeBufferPointer<UInt8>
  ) {
    cell.kind = kind
    cell.textStart = UInt32(truncatingIfNeeded: bytes.count)
    cell.textCount = UInt32(truncatingIfNeeded: text.count)
    bytes.append(contentsOf: text)
  }

  /// Decodes `_xHHHH_` in the text just set.
  @inline(__always)
  mutating func decodeText(of cell: inout RawCell) {
    guard cell.textCount >= 7 else { return }
    EscapedCharacters.decode(&bytes, from: Int(cell.textStart))
    cell.textCount = UInt32(truncatingIfNeeded: bytes.count - Int(cell.textStart))
  }

  /// Keeps a formula in the row's bytes, its `_xHHHH_` decoded: the standard makes it such a text (18.3.1.40).
  mutating func setFormula(of cell: inout RawCell, _ formula: UnsafeBufferPointer<UInt8>) {
    let start = bytes.count
    bytes.append(contentsOf: formula)
    EscapedCharacters.decode(&bytes, from: start)
    cell.formulaStart = UInt32(truncatingIfNeeded: start)
    cell.formulaCount = UInt32(truncatingIfNeeded: bytes.count - start)
  }

  /// `xsd:boolean` has four spellings, blanks around them allowed; any number but zero is true as well.
  private static func isTrue(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
    if value.count == 1 { return value[0] != UInt8(ascii: "0") }
    if let number = DecimalNumber.parse(value) { return number.value != 0 }
    return value.contains(UInt8(ascii: "t")) || value.contains(UInt8(ascii: "T"))
  }

  /// A number whose text is none: what stands there is kept as text, but blanks alone are nothing.
  private mutating func setUntypedValue(of cell: inout RawCell, _ value: UnsafeBufferPointer<UInt8>) {
    if value.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }) { return }
    setText(of: &cell, kind: .text, value)
  }

  private mutating func keepDigits(of cell: inout RawCell, _ value: UnsafeBufferPointer<UInt8>) {
    // Compared exactly: the double's own digits against the file's, without the blanks around them.
    let isDigit: (UInt8) -> Bool = { $0 > 0x20 }
    guard let first = value.firstIndex(where: isDigit), let last = value.lastIndex(where: isDigit) else {
      return
    }
    let value = UnsafeBufferPointer(rebasing: value[first...last])
    let text = String(decoding: value, as: UTF8.self)
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let kept = String(digits.drop { $0 == "0" })
    if let whole = Int128(exactly: cell.number.magnitude), String(whole) == kept { return }
    setText(of: &cell, kind: .number, value)
  }

  private mutating func setDate(of cell: inout RawCell, _ value: UnsafeBufferPointer<UInt8>) {
    if let serial = ISODateTime.serial(
      String(decoding: value, as: UTF8.self), dateSystem: dateSystem)
    {
      cell.kind = .number
      cell.number = serial
    } else {
      setText(of: &cell, kind: .text, value)
    }
  }

  /// A decimal index, blanks around it allowed.
  @inline(__always)
  static func index(_ value: UnsafeBufferPointer<UInt8>) -> Int? {
    var index = 0
    var digits = 0
    var hasEnded = false
    for byte in value {
      let digit = byte &- UInt8(ascii: "0")
      if digit > 9 {
        guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return nil }
        hasEnded = digits > 0
        continue
      }
      digits += 1
      if digits > 10 || hasEnded { return nil }
      index = index &* 10 &+ Int(digit)
    }
    return digits > 0 ? index : nil
  }
}
