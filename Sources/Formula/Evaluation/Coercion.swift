import SpreadsheetModel

/// How values of one type become another where a formula asks for it.
enum Coercion {
  /// The longest text a cell holds, in UTF-16 units.
  static let textLimit = 32_767

  static func number(_ value: CellValue) throws(CellError) -> Double {
    switch value {
    case .number(let number): return number
    case .empty: return 0
    case .boolean(let truth): return truth ? 1 : 0
    case .text(let text):
      guard let number = NumericText.number(text) else { throw .value }
      return number
    case .error(let error): throw error
    }
  }

  static func text(_ value: CellValue) throws(CellError) -> String {
    switch value {
    case .text(let text): return text
    case .number(let number): return DecimalDigits.text(of: number)
    case .empty: return ""
    case .boolean(let truth): return truth ? "TRUE" : "FALSE"
    case .error(let error): throw error
    }
  }

  static func boolean(_ value: CellValue) throws(CellError) -> Bool {
    switch value {
    case .boolean(let truth): return truth
    case .number(let number): return number != 0
    case .empty: return false
    case .text(let text):
      switch text.uppercased() {
      case "TRUE": return true
      case "FALSE": return false
      default: throw .value
      }
    case .error(let error): throw error
    }
  }

  /// The whole number below, as arguments that count things are read.
  static func integer(_ value: CellValue) throws(CellError) -> Int {
    try integer(number(value))
  }

  static func integer(_ number: Double) throws(CellError) -> Int {
    guard let whole = Int(exactly: number.rounded(.towardZero)), whole.magnitude <= 1 << 53 else {
      throw .number
    }
    return whole
  }

  /// Text as a value, if a cell can hold it.
  static func limited(_ text: String) throws(CellError) -> CellValue {
    // UTF-8 is at least as long as UTF-16 in units, so the cheap count settles nearly every case.
    guard text.utf8.count <= textLimit || text.utf16.count <= textLimit else { throw .value }
    return .text(text)
  }
}
