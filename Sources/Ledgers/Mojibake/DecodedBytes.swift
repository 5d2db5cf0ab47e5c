/// Text that bytes were decoded to, and what kind of characters it is of.
struct DecodedBytes {
  /// The text.
  let text: String
  /// Number of its Han characters.
  let hanCount: Int
  /// Whether every character but ASCII is one that ledgers are written in: Han characters, Chinese
  /// punctuation and full-width forms, the middle dot, dashes, circled numbers.
  let isLedgerText: Bool
  /// Whether all Han characters are of GB 2312's first level, the 3755 common ones, or at least three of
  /// four in a longer text, which may hold names.
  let isCommon: Bool

  init(_ text: String) {
    self.text = text
    var han = 0
    var common = 0
    var isLedgerText = true
    for scalar in text.unicodeScalars where scalar.value >= 0x80 {
      if TextFolding.isHan(scalar) {
        han += 1
        if let code = GBKTable.standard.code(of: scalar), GBKTable.isCommon(code) { common += 1 }
      } else if !Self.isPunctuation(scalar) {
        isLedgerText = false
      }
    }
    hanCount = han
    self.isLedgerText = isLedgerText
    isCommon = common == han || han > 3 && common * 4 >= han * 3
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3000...0x303F, 0xFF01...0xFF5E, 0xFFE5, 0xB7, 0xD7, 0xA0, 0x2010...0x2027, 0x2030, 0x203B, 0x2103,
      0x2116, 0x2160...0x217F, 0x2190...0x2193, 0x2460...0x249B, 0x25A0...0x25CF, 0x2605, 0x2606,
      0x2713, 0x2714, 0x221A:
      true
    default: false
    }
  }
}

/// The longest start of some bytes that is well-formed UTF-8.
struct UTF8Prefix {
  /// Number of its bytes.
  let count: Int
  /// Whether what follows is the beginning of a character that the bytes end within.
  let isCutOff: Bool
  private let decoded: DecodedBytes

  /// The text.
  var text: String { decoded.text }
  /// Number of its Han characters.
  var hanCount: Int { decoded.hanCount }
  /// Whether it could stand in a ledger.
  var isLedgerText: Bool { decoded.isLedgerText }
  /// Whether its Han characters are common ones.
  var isCommon: Bool { decoded.isCommon }

  init(_ bytes: [UInt8]) {
    var count = 0
    var isCutOff = false
    var text = ""
    var decoder = UTF8()
    var input = bytes.makeIterator()
    decoding: while true {
      switch decoder.decode(&input) {
      case .scalarValue(let scalar):
        count += UTF8.width(scalar)
        text.unicodeScalars.append(scalar)
      case .emptyInput: break decoding
      case .error:
        let rest = bytes[count...]
        let length = rest.first.map { $0 >= 0xF0 ? 4 : $0 >= 0xE0 ? 3 : $0 >= 0xC2 ? 2 : 0 } ?? 0
        isCutOff = rest.count < length && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 }
        break decoding
      }
    }
    self.count = count
    self.isCutOff = isCutOff
    decoded = DecodedBytes(text)
  }
}
