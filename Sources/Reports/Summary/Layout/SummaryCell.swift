import SpreadsheetModel
import XLSX

/// A cell of a summary's table: what it holds and how it is shown.
struct SummaryCell: Sendable {
  /// How a value is shown.
  enum Kind: Sendable {
    case text, center, whole, money, decimal, percent, date
    /// Money in the middle of its cell.
    case amount
    /// How much more or less, with its sign.
    case wholeChange, moneyChange
  }

  var content: CellContent
  /// The value that a formula's result or the content itself stands for, for totals and charts.
  var number: Double?
  /// A cell of this workbook it links to.
  var link: Hyperlink?
  /// How it is shown, where that differs from its column.
  var kind: Kind?

  init(_ content: CellContent, number: Double? = nil, link: Hyperlink? = nil) {
    self.content = content
    self.number = number
    self.link = link
  }

  static func text(_ text: String, link: Hyperlink? = nil) -> SummaryCell {
    SummaryCell(.text(text), link: link)
  }

  static func number(_ number: Double) -> SummaryCell {
    SummaryCell(.number(number), number: number)
  }

  static func date(_ date: CivilDate?) -> SummaryCell {
    SummaryCell(date.map(CellContent.date) ?? .empty)
  }

  /// A figure, or the words that stand where nothing was handed in to count.
  static func figure(_ figure: Figure) -> SummaryCell {
    SummaryCell(.formula(figure.formula, result: figure.result), number: figure.value)
  }

  /// A share of two cells, blank where the whole is zero.
  static func share(_ part: (String, Double?), of whole: (String, Double?)) -> SummaryCell {
    let (formula, value) = Figure.ratio((part.0, part.1), of: (whole.0, whole.1))
    var number: Double?
    if case .number(let share) = value { number = share }
    return SummaryCell(.formula(formula, result: value), number: number)
  }

  static let blank = SummaryCell(.empty)
}

/// A column of a summary's table.
struct SummaryColumn: Sendable {
  /// How the total below it comes about.
  enum Total: Sendable {
    case none
    case sum
    /// A share of the totals of two other columns, by their positions.
    case share(part: Int, whole: Int)
    case average
  }

  var title: String
  var width: Double
  var kind: SummaryCell.Kind
  var total: Total

  init(_ title: String, width: Double = 10, _ kind: SummaryCell.Kind = .whole, total: Total = .none) {
    self.title = title
    self.width = max(width, Self.leastWidth(of: title, near: width))
    self.kind = kind
    self.total = total
  }

  /// The width that keeps the words of a title whole, and that leaves no single Chinese character, which
  /// may break anywhere, on a line of its own.
  private static func leastWidth(of title: String, near width: Double) -> Double {
    // Bold letters in the head, and a little air.
    func room(for columns: Int) -> Double { Double(columns) * 1.1 + 2 }
    let words = title.split { !$0.isASCII || $0 == " " }
    let whole = room(for: DisplayWidth.columns(of: title))
    return max(room(for: words.map(\.count).max() ?? 0), whole - width < 4 ? whole : 0)
  }
}
