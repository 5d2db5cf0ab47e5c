import SpreadsheetModel

/// A date that is written in two or three columns: `年 | 月 | 日`, as cash books do.
struct DateParts {
  /// Index of the field.
  let field: Int
  private let year: Int?
  private let month: Int
  private let day: Int

  /// The parts in a layout where `find(in:)` has found them.
  init?(_ layout: TableLayout) {
    func column(_ role: TableLayout.Role) -> Int? { layout.columns.first { $0.role == role }?.path.column }
    guard let part = layout.columns.first(where: { $0.role == .day }), let month = column(.month) else {
      return nil
    }
    field = part.field
    year = column(.year)
    self.month = month
    day = part.path.column
  }

  /// Gives the ledger's date, if it has no column of its own, the neighbouring columns 月 and 日, and 年
  /// before them.
  static func find(in layout: inout TableLayout) {
    guard
      let field = layout.definition.index(of: "date")
        ?? layout.definition.fields.firstIndex(where: { $0.kind == .date && $0.isRequired }),
      !layout.columns.contains(where: { $0.field == field })
    else { return }
    let paths = layout.band.paths
    guard
      let month = paths.indices.first(where: { index in
        paths[index].leaf?.name == "月" && index + 1 < paths.count && paths[index + 1].leaf?.name == "日"
          && paths[index + 1].column == paths[index].column + 1
      })
    else { return }
    var parts: [(HeaderPath, TableLayout.Role)] = [(paths[month], .month), (paths[month + 1], .day)]
    if month > 0, paths[month - 1].leaf?.name == "年" || paths[month - 1].leaf?.name == "年度" {
      parts.append((paths[month - 1], .year))
    }
    for (path, role) in parts {
      layout.columns.removeAll { $0.path.column == path.column }
      let mapping = ColumnMapping(
        field: layout.definition.fields[field].id, header: path.title, column: path.column,
        evidence: .likeness,
        confidence: 0.9)
      layout.columns.append(TableLayout.Column(mapping: mapping, field: field, path: path, role: role))
    }
  }

  /// The date of a row, with the day's cell as its place.
  func value(of row: Row, yearHint: Int?, originalText: (Cell) -> String) -> RecordField {
    func number(_ column: Int) -> Int? {
      row[column].flatMap { NumberText(CleanText(originalText($0)).text).flatMap { Int("\($0.value)") } }
    }
    let cell = CellReference(row: row.index, column: day)
    let texts = [year, month, day].compactMap { $0 }.compactMap { row[$0] }.map(originalText)
    let original = texts.joined(separator: " ")
    guard !texts.allSatisfy(\.isEmpty) else { return RecordField(value: .missing, cell: cell, original: "") }
    guard let year = year.flatMap(number) ?? yearHint, let month = number(month), let day = number(day) else {
      return RecordField(
        value: .unreadable, cell: cell, original: original,
        change: .reading(.ambiguous))
    }
    guard let date = CivilDate(year: year, month: month, day: day) else {
      return RecordField(
        value: .unreadable, cell: cell, original: original,
        change: .reading(.impossible))
    }
    return RecordField(value: .date(date), cell: cell, original: original)
  }
}
