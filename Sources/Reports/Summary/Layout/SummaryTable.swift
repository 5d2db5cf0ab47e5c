import SpreadsheetModel
import XLSX

/// A table of a summary where it stands: header, rows, totals.
struct SummaryTable: Sendable {
  let columns: [SummaryColumn]
  let rows: [[SummaryCell]]
  /// The row of its header.
  let headerRow: Int
  let freezes: Bool
  /// Columns whose cells are shaded by their numbers.
  let heat: ClosedRange<Int>?
  /// Columns of the sheet that each of its columns spans.
  let span: Int
  /// The line of totals; `nil` for a table without one.
  let totals: [SummaryCell]?

  /// The words of the line of totals.
  struct TotalWords: Sendable {
    /// Its title, such as 合计.
    var title: String
    /// What stands in cells for which nothing was handed in.
    var notReported: String
    /// Words around how many of how many have reported, where the rows are those who report.
    var reported: (String, String)?
    /// The name of the row of records that belong to nobody known, which is no organisation.
    var nobody: String
  }

  init(
    columns: [SummaryColumn], rows: [[SummaryCell]], headerRow: Int, total: TotalWords?, freezes: Bool,
    heat: ClosedRange<Int>?, span: Int = 1
  ) {
    self.columns = columns
    self.rows = rows
    self.headerRow = headerRow
    self.freezes = freezes
    self.heat = heat
    self.span = max(span, 1)
    totals = total.map {
      Self.totals(of: columns, rows: rows, words: $0, body: headerRow + 1..<headerRow + 1 + rows.count)
    }
  }

  /// The rows of its body; an empty table has none.
  var body: Range<Int> { headerRow + 1..<headerRow + 1 + rows.count }

  /// The row of its totals.
  var totalRow: Int? { totals == nil ? nil : body.upperBound }

  /// All of its rows.
  var rowRange: ClosedRange<Int> { headerRow...(totalRow ?? max(body.upperBound - 1, headerRow)) }

  /// The cells of a row in some columns.
  func across(_ row: Int, _ columns: ClosedRange<Int>) -> CellRange {
    CellRange(
      CellReference(row: row, column: columns.lowerBound),
      CellReference(row: row, column: columns.upperBound))
  }

  /// The cells of a column in the body.
  func down(_ column: Int) -> CellRange {
    CellRange(
      CellReference(row: body.lowerBound, column: column),
      CellReference(row: max(body.upperBound - 1, body.lowerBound), column: column))
  }

  /// What stands in a cell; its title for one of the header.
  func cell(at place: CellReference) -> SummaryCell? {
    func cell(of cells: [SummaryCell]) -> SummaryCell? {
      cells.indices.contains(place.column) ? cells[place.column] : nil
    }
    if place.row == headerRow {
      return columns.indices.contains(place.column) ? .text(columns[place.column].title) : nil
    }
    if place.row == totalRow { return totals.flatMap(cell(of:)) }
    return body.contains(place.row) ? cell(of: rows[place.row - body.lowerBound]) : nil
  }

  private static func totals(
    of columns: [SummaryColumn], rows: [[SummaryCell]], words: TotalWords, body: Range<Int>
  ) -> [SummaryCell] {
    var totals = [Double?](repeating: nil, count: columns.count)
    return columns.enumerated().map { index, column in
      let letter = CellReference.columnName(index)
      let range = "\(letter)\(body.lowerBound + 1):\(letter)\(body.upperBound)"
      let numbers = rows.compactMap { index < $0.count ? $0[index].number : nil }
      switch column.total {
      case .none: return index == 0 ? title(of: columns, rows: rows, words: words, body: body) : .blank
      case .sum:
        // The sum of what was handed in; of nothing there is none.
        totals[index] = numbers.isEmpty ? nil : numbers.reduce(0, +)
        return .figure(
          Figure(
            formula: "IF(COUNT(\(range))=0,\"\(words.notReported)\",SUM(\(range)))", value: totals[index],
            words: words.notReported))
      case .average:
        let mean = numbers.isEmpty ? nil : numbers.reduce(0, +) / Double(numbers.count)
        return SummaryCell(
          .formula(
            "IF(COUNT(\(range))=0,\"\",AVERAGE(\(range)))", result: mean.map { .number($0) } ?? .text("")),
          number: mean)
      case .share(let part, let whole):
        return .share(
          ("\(CellReference.columnName(part))\(body.upperBound + 1)", totals[part]),
          of: ("\(CellReference.columnName(whole))\(body.upperBound + 1)", totals[whole]))
      }
    }
  }

  /// The title of the line of totals, with how many have reported where some have not: by the first column summed.
  private static func title(
    of columns: [SummaryColumn], rows: [[SummaryCell]], words: TotalWords, body: Range<Int>
  ) -> SummaryCell {
    func isMissing(_ row: [SummaryCell], _ column: Int) -> Bool {
      guard column < row.count, case .formula(let formula) = row[column].content else { return false }
      return formula.result == .text(words.notReported)
    }
    let first = columns.firstIndex { if case .sum = $0.total { true } else { false } }
    guard let (before, after) = words.reported, let column = first,
      rows.contains(where: { isMissing($0, column) })
    else { return .text(words.title) }
    func range(_ column: Int) -> String {
      let letter = CellReference.columnName(column)
      return "\(letter)\(body.lowerBound + 1):\(letter)\(body.upperBound)"
    }
    let named = rows.filter { $0.first?.content != .text(words.nobody) }
    let all = "COUNTIF(\(range(0)),\"<>\(words.nobody)\")"
    let reported =
      "COUNTIFS(\(range(0)),\"<>\(words.nobody)\",\(range(column)),\"<>\(words.notReported)\")"
    let count = named.count { !isMissing($0, column) }
    return SummaryCell(
      .formula(
        "\"\(words.title)\(before)\"&\(reported)&\"/\"&\(all)&\"\(after)\"",
        result: .text("\(words.title)\(before)\(count)/\(named.count)\(after)")))
  }
}
