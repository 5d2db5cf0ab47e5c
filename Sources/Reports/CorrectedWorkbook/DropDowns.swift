import Diagnostics
import Ledgers
import SpreadsheetModel
import XLSX

/// The drop-downs a corrected workbook gets: on every cell of a record whose value must come from a
/// closed list, save where the workbook checks the input already, computes the value or locks the cell.
struct DropDowns {
  /// The sheet.
  let sheet: String
  /// The check to add.
  let validation: CellValidation

  /// The drop-downs of a file's ledgers.
  static func planned(
    for tables: [LedgerTable], of workbook: Workbook, codeLists: [String: CodeList],
    surroundings: CellSurroundings, language: Language
  ) -> [DropDowns] {
    tables.flatMap { table -> [DropDowns] in
      guard let sheet = workbook.sheet(named: table.sheet) else { return [] }
      return table.columns.compactMap { column in
        guard let field = table.definition[column.field], field.kind == .code,
          let list = field.codeList.flatMap({ codeLists[$0] }), !list.isOpen
        else { return nil }
        let cells = cells(of: column, in: table, sheet, surroundings[sheet.name])
        guard !cells.isEmpty else { return nil }
        let alert = Phrase(
          zh: "“\(column.header)”请从下拉列表中选择。", en: "Choose \(column.header) from the list.")
        return DropDowns(
          sheet: sheet.name,
          validation: CellValidation(
            .list(list.terms.map(\.term)), ranges: ranges(of: cells),
            alert: CellValidation.Message(
              title: OwnSheet.marker, text: String(alert.template(language).prefix(120)))))
      }
    }
  }

  /// The cells that are looked at for drop-downs, by sheet, so that their surroundings can be looked up.
  static func candidates(for tables: [LedgerTable]) -> [String: Set<CellReference>] {
    var result: [String: Set<CellReference>] = [:]
    for table in tables {
      for column in table.columns where table.definition[column.field]?.kind == .code {
        for record in table.records {
          guard let cell = table.field(column.field, of: record).cell else { continue }
          result[table.sheet, default: []].insert(cell)
        }
      }
    }
    return result
  }

  private static func cells(
    of column: ColumnMapping, in table: LedgerTable, _ sheet: Sheet,
    _ surroundings: CellSurroundings.Surroundings
  ) -> [CellReference] {
    let merged = sheet.mergedRanges.filter { $0.columns.contains(column.column) && !$0.isSingleCell }
    let checked = surroundings.validated.filter { $0.columns.contains(column.column) }
    var found: Set<CellReference> = []
    for record in table.records {
      let field = table.field(column.field, of: record)
      guard let cell = field.cell, cell.column == column.column, !field.isFormula,
        !surroundings.locked.contains(cell), !checked.contains(where: { $0.contains(cell) }),
        !merged.contains(where: { $0.contains(cell) && $0.first != cell })
      else { continue }
      found.insert(cell)
    }
    return found.sorted()
  }

  /// The cells of one column as runs.
  private static func ranges(of cells: [CellReference]) -> [CellRange] {
    var ranges: [CellRange] = []
    for cell in cells {
      if let last = ranges.last?.last, last.row + 1 == cell.row, let first = ranges.last?.first {
        ranges[ranges.count - 1] = CellRange(first, cell)
      } else {
        ranges.append(CellRange(cell))
      }
    }
    return ranges
  }
}
