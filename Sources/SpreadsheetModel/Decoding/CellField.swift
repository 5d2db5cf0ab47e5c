import FoundationEssentials

/// One cell seen as the value of a record's key.
struct CellField {
  let sheet: Sheet
  let cell: Cell?
  let reference: CellReference
  let key: String

  /// Whether the cell shows nothing.
  var isBlank: Bool { cell.map { Sheet.isBlank($0.value) } ?? true }

  /// What the cell shows; long whole numbers with all of their digits.
  private var shown: String {
    guard let cell else { return "" }
    return cell.exactDigits ?? sheet.displayedText(of: cell)
  }

  func failure(_ reason: RowDecodingFailure.Reason) -> RowDecodingFailure {
    RowDecodingFailure(cell: reference, key: key, text: shown, reason: reason)
  }

  private func value() throws(RowDecodingFailure) -> CellValue {
    guard let cell, !isBlank else { throw failure(.missing) }
    if case .error = cell.value { throw failure(.mismatch(expected: "a value")) }
    return cell.value
  }

  /// The text, or a number as it is shown.
  func string() throws(RowDecodingFailure) -> String {
    if case .text(let text) = try value() { return text }
    return shown
  }

  /// The number, or text that is one.
  func number() throws(RowDecodingFailure) -> Double {
    switch try value() {
    case .number(let number): return number
    case .text(let text):
      let trimmed = text.filter { !$0.isWhitespace && $0 != "," }
      if let number = Double(trimmed), number.isFinite { return number }
    default: break
    }
    throw failure(.mismatch(expected: "a number"))
  }

  /// The number with the digits that the cell shows it to have, not those of the nearest double.
  func decimal() throws(RowDecodingFailure) -> Decimal {
    if let digits = cell?.exactDigits, let decimal = Decimal(string: digits) { return decimal }
    let number = try number()
    var written = "\(number)"
    if case .text(let text) = try value() { written = text.filter { !$0.isWhitespace && $0 != "," } }
    guard let decimal = Decimal(string: written) else { throw failure(.mismatch(expected: "a number")) }
    return decimal
  }

  /// The whole number, with all of its digits.
  func whole<Whole: FixedWidthInteger>() throws(RowDecodingFailure) -> Whole {
    if let digits = cell?.exactDigits, let whole = Whole(digits) { return whole }
    if case .text(let text) = try value(), let whole = Whole(text.filter { !$0.isWhitespace }) {
      return whole
    }
    guard let whole = Whole(exactly: try number()) else {
      throw failure(.mismatch(expected: "a whole number"))
    }
    return whole
  }

  /// The truth value, or 0 or 1.
  func boolean() throws(RowDecodingFailure) -> Bool {
    switch try value() {
    case .boolean(let truth): return truth
    case .number(0): return false
    case .number(1): return true
    case .text(let text):
      switch text.lowercased().filter({ !$0.isWhitespace }) {
      case "true", "1": return true
      case "false", "0": return false
      default: break
      }
    default: break
    }
    throw failure(.mismatch(expected: "TRUE or FALSE"))
  }

  /// The day of a date cell, or of text `YYYY-MM-DD`.
  func date() throws(RowDecodingFailure) -> CivilDate {
    let value = try value()
    if let cell, let date = sheet.date(of: cell) { return date }
    if case .text(let text) = value, let date = CivilDate(iso: text.filter { !$0.isWhitespace }) {
      return date
    }
    throw failure(.mismatch(expected: "a date"))
  }
}
