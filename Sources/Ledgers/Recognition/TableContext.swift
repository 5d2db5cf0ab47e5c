import Foundation
import SpreadsheetModel

/// What holds for a whole table: units, the year, values that stand outside it.
struct TableContext {
  /// The readers of the columns, in the order of `layout.columns`.
  private(set) var readers: [ColumnReader] = []
  /// The kinds of the mapped columns.
  private(set) var kinds: [Int: FieldKind] = [:]
  /// Columns of serial numbers.
  private(set) var serialColumns: Set<Int> = []
  /// The year of the ledger.
  let year: Int?
  /// Values from outside the table.
  private(set) var outside: OutsideValues
  /// The field that names the branch, if it has no column.
  private(set) var branchField: Int?
  /// Whether the sheet is written in traditional characters.
  let isTraditional: Bool

  init(layout: TableLayout, grid: SheetGrid, reader: LedgerReader, path: String) {
    let fileName = path.split(separator: "/").last.map(String.init) ?? path
    let isTraditional = layout.band.paths.contains {
      $0.texts.contains(where: ScriptTable.standard.hasTraditional)
    }
    self.isTraditional = isTraditional
    let year = Self.year(layout, sheet: grid.sheet.name, fileName: fileName)
    self.year = year
    outside = OutsideValues(
      layout: layout, sheet: grid.sheet.name, fileName: fileName, year: year, isTraditional: isTraditional,
      reader: reader)
    if let branch = OutsideValues.branchField(of: layout.definition),
      !layout.columns.contains(where: { $0.field == branch })
    {
      branchField = branch
    }
    for column in layout.columns {
      let field = layout.definition.fields[column.field]
      kinds[column.path.column] = field.kind
      if field.id == "seq" { serialColumns.insert(column.path.column) }
      readers.append(columnReader(of: column, field, layout, grid, reader.catalog))
    }
  }

  // MARK: Columns

  private func columnReader(
    of column: TableLayout.Column, _ field: FieldDefinition, _ layout: TableLayout, _ grid: SheetGrid,
    _ catalog: LedgerCatalog
  ) -> ColumnReader {
    let reader = ColumnReader(
      field: field, codes: catalog.codeList(of: field), dateSystem: grid.sheet.dateSystem)
    reader.yearHint = year
    if let remark = column.remarkField {
      let field = layout.definition.fields[remark]
      reader.remark = ColumnReader(
        field: field, codes: catalog.codeList(of: field), dateSystem: grid.sheet.dateSystem)
    }
    reader.simplifies = isTraditional || field.kind == .organisationName
    let hints = column.path.parts.flatMap(\.hints)
    switch field.kind {
    case .money:
      if hints.contains(where: { $0.has("万") }) {
        reader.multiplier = 10_000
      } else if hints.contains(where: { $0.has("千元") }) {
        reader.multiplier = 1_000
      } else if !hints.contains(where: { $0.has("元") }), let unit = layout.preamble.amountUnit {
        reader.multiplier = Decimal(unit)
      }
    case .rate:
      reader.percentAbove = field.percentAbove.flatMap(DecimalReading.decimal)
      reader.isPercent =
        hints.contains { $0.has("%") }
        || (reader.percentAbove == nil && Self.exceedsOne(column.path.column, layout, grid))
    case .boolean: reader.hasFilledCircles = Self.hasFilledCircle(column.path.column, layout, grid)
    case .date, .dateOrMonth: reader.sixDigits = Self.sixDigits(column.path.column, layout, grid)
    default: break
    }
    return reader
  }

  /// What the dates of six digits of a column are, told by those that can be one thing only.
  private static func sixDigits(_ column: Int, _ layout: TableLayout, _ grid: SheetGrid) -> SixDigitDate.Style
  {
    var days = 0
    for row in grid.sheet.rows[layout.rows].prefix(500) {
      guard let cell = row[column] else { continue }
      var number: Int?
      switch cell.value {
      case .number(let value): number = Int(exactly: value)
      case .text(let text) where text.utf8.count == 6: number = Int(text)
      default: continue
      }
      guard let number, (10_101...999_999).contains(number) else { continue }
      switch SixDigitDate(number).onlyStyle {
      case .day: days += 1
      case .month: days -= 1
      case nil: break
      }
    }
    return days > 0 ? .day : .month
  }

  /// Whether a column has `●`, which tells what `○` beside it means.
  private static func hasFilledCircle(_ column: Int, _ layout: TableLayout, _ grid: SheetGrid) -> Bool {
    grid.sheet.rows[layout.rows].contains { row in
      if case .text(let text)? = row[column]?.value { text == "●" } else { false }
    }
  }

  /// Whether a column of shares holds bare numbers above one, so that all are percents.
  private static func exceedsOne(_ column: Int, _ layout: TableLayout, _ grid: SheetGrid) -> Bool {
    for row in grid.sheet.rows[layout.rows].prefix(500) {
      guard let cell = row[column] else { continue }
      switch cell.value {
      case .number(let number) where number > 1 && !grid.sheet.format(of: cell).code.has("%"):
        return true
      case .text(let text):
        if let found = NumberText(CleanText(text).text), !found.isShare, found.value > 1 { return true }
      default: continue
      }
    }
    return false
  }

  // MARK: The year

  private static func year(_ layout: TableLayout, sheet: String, fileName: String) -> Int? {
    if let year = layout.columns.lazy.compactMap(\.path.year).first { return year }
    if let title = layout.preamble.title, let year = NameHints.year(in: title) { return year }
    for entry in layout.preamble.entries {
      let label = TextFolding.fold(entry.label)
      if label.hasSuffix("年度") || label.hasSuffix("年份"), let year = NameHints.year(in: entry.text) {
        return year
      }
    }
    if let year = NameHints.year(in: sheet) { return year }
    for entry in layout.preamble.entries {
      let label = TextFolding.fold(entry.label)
      if label.hasSuffix("时间") || label.hasSuffix("日期"), let year = NameHints.year(in: entry.text) {
        return year
      }
    }
    return NameHints.year(in: fileName)
  }
}
