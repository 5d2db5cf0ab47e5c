import FoundationEssentials

/// What the cells of a sheet need besides themselves to become values.
struct CellContext {
  let formats: [NumberFormat]
  let dateSystem: DateSystem
  let options: RowDecodingOptions

  func format(of cell: Cell) -> NumberFormat {
    formats.indices.contains(cell.format) ? formats[cell.format] : .general
  }
}

/// One cell seen as the value of a record's key.
struct CellField {
  let context: CellContext
  let cell: Cell?
  let reference: CellReference
  let key: String

  /// Whether the cell shows nothing.
  var isBlank: Bool { cell.map { Sheet.isBlank($0.value) } ?? true }

  /// What the cell shows; long whole numbers with all of their digits.
  private var shown: String {
    guard let cell else { return "" }
    return cell.exactDigits
      ?? context.format(of: cell).displayedText(of: cell.value, dateSystem: context.dateSystem)
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

  /// The number, or text that is one in the notation asked for.
  func number() throws(RowDecodingFailure) -> Double {
    switch try value() {
    case .number(let number): return number
    case .text(let text):
      if let plain = context.options.numbers.plain(text), let number = Double(plain), number.isFinite {
        return number
      }
    default: break
    }
    throw failure(.mismatch(expected: "a number"))
  }

  /// The number with the digits that the cell shows it to have, not those of the nearest double.
  func decimal() throws(RowDecodingFailure) -> Decimal {
    if let digits = cell?.exactDigits, let decimal = Decimal(string: digits) { return decimal }
    var plain = "\(try number())"
    if case .text(let text) = try value(), let written = context.options.numbers.plain(text) {
      plain = written
    }
    guard let decimal = Decimal(string: plain) else { throw failure(.mismatch(expected: "a number")) }
    return decimal
  }

  /// The whole number, with all of its digits.
  func whole<Whole: FixedWidthInteger>() throws(RowDecodingFailure) -> Whole {
    if let digits = cell?.exactDigits, let whole = Whole(digits) { return whole }
    if case .text(let text) = try value(), let plain = context.options.numbers.plain(text),
      let whole = Whole(plain)
    {
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
    switch try value() {
    case .number(let serial):
      if let cell, context.format(of: cell).isDate, let day = context.dateSystem.date(ofSerial: serial) {
        return day
      }
    case .text(let text):
      if let day = CivilDate(iso: text.filter { !$0.isWhitespace }) { return day }
    default: break
    }
    throw failure(.mismatch(expected: "a date"))
  }

  /// The moment of a date cell or of ISO 8601 text by the clock of the zone asked for, to the millisecond:
  /// midnight where there is no time of day.
  func moment() throws(RowDecodingFailure) -> Date {
    switch try value() {
    case .number(let serial):
      if let cell, context.format(of: cell).isDate, let day = context.dateSystem.date(ofSerial: serial) {
        let seconds = ((serial - serial.rounded(.down)) * 86_400_000).rounded() / 1000
        return ClockMoment.moment(day, seconds: seconds, in: context.options.timeZone)
      }
    case .text(let text):
      if let moment = ClockMoment.moment(iso: text, in: context.options.timeZone) { return moment }
    default: break
    }
    throw failure(.mismatch(expected: "a date"))
  }
}
