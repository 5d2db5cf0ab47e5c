import SpreadsheetModel

/// A number of the summary: its live formula and the result stored with it.
struct Figure: Sendable {
  /// The formula without `=`.
  var formula: String
  /// Its result.
  var value: Double

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

  /// One figure over another, blank where the other is zero.
  static func ratio(_ part: (reference: String, value: Double), of whole: (reference: String, value: Double))
    -> (formula: String, value: CellValue)
  {
    (
      "IF(\(whole.reference)=0,\"\",\(part.reference)/\(whole.reference))",
      whole.value == 0 ? .text("") : .number(part.value / whole.value)
    )
  }
}
