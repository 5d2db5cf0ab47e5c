import SpreadsheetModel

/// A number of the summary: its live formula and the result stored with it.
struct Figure: Sendable {
  /// The formula without `=`.
  var formula: String
  /// Its result; `nil` where nothing was handed in to count.
  var value: Double?
  /// What the formula gives instead of a number.
  var words = ""

  /// What the formula gives.
  var result: CellValue { value.map(CellValue.number) ?? .text(words) }

  /// The figure where some row of a table meets the conditions, and otherwise the words in its place: what was not
  /// handed in is not zero.
  func reported(in table: DataTable, _ conditions: [Condition], else words: String) -> Figure {
    let isReported = table.rows(where: conditions).first { _ in true } != nil
    let rows =
      conditions.isEmpty
      ? "COUNTA(\(table.range(of: 0)))"
      : "COUNTIFS("
        + conditions.map { "\(table.range(of: $0.column)),\($0.criterion)" }.joined(separator: ",") + ")"
    return Figure(
      formula: "IF(\(rows)=0,\"\(words)\",\(formula))", value: isReported ? value : nil, words: words)
  }

  /// How many rows meet the conditions.
  static func count(_ table: DataTable, _ conditions: [Condition]) -> Figure {
    guard !conditions.isEmpty else {
      return Figure(formula: "ROWS(\(table.range(of: 0)))", value: Double(max(table.rows.count, 1)))
    }
    let arguments = conditions.map { "\(table.range(of: $0.column)),\($0.criterion)" }
    return Figure(
      formula: "COUNTIFS(\(arguments.joined(separator: ",")))",
      value: Double(table.rows(where: conditions).reduce(0) { count, _ in count + 1 }))
  }

  /// The sum of a column over the rows that meet the conditions.
  static func sum(_ column: DataTable.Column, of table: DataTable, _ conditions: [Condition]) -> Figure {
    let value = table.rows(where: conditions).reduce(0.0) { sum, row in
      if case .number(let number) = row[column] { sum + number } else { sum }
    }
    guard !conditions.isEmpty else {
      return Figure(formula: "SUM(\(table.range(of: column)))", value: value)
    }
    let arguments = conditions.map { "\(table.range(of: $0.column)),\($0.criterion)" }
    return Figure(
      formula: "SUMIFS(\(table.range(of: column)),\(arguments.joined(separator: ",")))", value: value)
  }

  /// One figure over another, blank where the other is zero or either was not handed in.
  static func ratio(
    _ part: (reference: String, value: Double?), of whole: (reference: String, value: Double?)
  ) -> (formula: String, value: CellValue) {
    var result = CellValue.text("")
    if let part = part.value, let whole = whole.value, whole != 0 { result = .number(part / whole) }
    return (
      "IF(OR(COUNT(\(part.reference),\(whole.reference))<2,N(\(whole.reference))=0),\"\",\(part.reference)/\(whole.reference))",
      result
    )
  }
}
