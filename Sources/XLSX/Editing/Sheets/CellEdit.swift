import SpreadsheetModel

/// What becomes of a cell's look when something is entered.
public enum EntryStyle: Hashable, Sendable {
  /// As it is, except that a date gets a date format where the cell has none.
  case suitable
  /// As it is.
  case keep
  /// As it is, but for what the style names; `nil` properties stay.
  case overlay(CellStyle)
}

/// The pending change of one cell.
struct CellEdit: Hashable {
  /// The new content; `nil` leaves it.
  var entry: CellContent?
  /// Properties to lay over the cell's look.
  var overlay: CellStyle?
  /// Whether a date entry sees to its own number format.
  var suitsFormat = false
  /// Whether the column grows where it is too narrow for a number or day entered.
  var widensColumn = false
  /// A `<f>` element that takes the place of the cell's own: a shared formula's follower that became
  /// its master, or was written out.
  var formulaMarkup: String?
}

extension CellContent {
  /// Whether it is a formula that fills as many cells as its result needs.
  var isDynamicArray: Bool {
    if case .formula(let formula) = self, case .dynamic = formula.reach { true } else { false }
  }

  /// Whether the content is shown as a day, and wants a number format that says so.
  var dateFormat: NumberFormat? {
    switch self {
    case .date: .isoDate
    case .dateTime: NumberFormat(code: "yyyy-mm-dd hh:mm")
    default: nil
    }
  }

  /// The serial number of a day and time; `nil` for other content, and for days before the first.
  func serial(in dates: DateSystem) -> Double? {
    switch self {
    case .date(let date): dates.serial(of: date)
    case .dateTime(let date, let seconds): dates.serial(of: date).map { $0 + seconds / 86_400 }
    default: nil
    }
  }

  /// What a cell with this content holds.
  func state(in dates: DateSystem) -> CellState {
    switch self {
    case .empty: CellState()
    case .number(let number): CellState(value: .number(number))
    case .text(let text): CellState(value: text.isEmpty ? .empty : .text(text))
    case .boolean(let truth): CellState(value: .boolean(truth))
    case .error(let error): CellState(value: .error(error))
    case .date, .dateTime: CellState(value: serial(in: dates).map { .number($0) } ?? .empty)
    case .formula(let formula): CellState(value: formula.result, formula: formula.text)
    case .rich(let runs): CellState(value: .text(runs.map(\.text).joined()))
    }
  }
}
