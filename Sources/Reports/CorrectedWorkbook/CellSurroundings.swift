import SpreadsheetModel
import XLSX

/// What a workbook says about some of its cells beside their values: how they are filled, whether a
/// protected sheet locks them, which have a link of their own and where it checks what is typed.
///
/// What was there before our marks is respected: a locked cell is not mended, a link or check of the
/// clerk's own stays, and a fill comes back once our mark on it goes.
public struct CellSurroundings: Sendable {
  /// What one sheet says.
  struct Surroundings: Sendable {
    /// Fills of the cells asked for; none where a cell has none.
    var fills: [CellReference: Fill] = [:]
    /// Those of the cells asked for that the sheet's protection locks.
    var locked: Set<CellReference> = []
    /// Cells with links.
    var linked: [CellRange] = []
    /// Cells whose input is checked.
    var validated: [CellRange] = []
    /// Headings of tables, which name their columns.
    var headings: [CellRange] = []
  }

  private var sheets: [String: Surroundings] = [:]

  /// Of a workbook that has nothing but values.
  public init() {}

  /// Looks up cells, by sheet.
  ///
  /// - Throws: `XLSXError` where a part cannot be read.
  public init(_ reader: XLSXReader, cells: [String: Set<CellReference>]) throws(XLSXError) {
    for (name, wanted) in cells {
      guard let info = reader.sheet(named: name), info.hasCells else { continue }
      sheets[name] = try Self.surroundings(of: info, wanted, in: reader)
    }
  }

  /// What is known of a sheet.
  subscript(sheet: String) -> Surroundings { sheets[sheet] ?? Surroundings() }

  /// Whether the protection of its sheet locks a cell.
  func isLocked(_ cell: CellReference, of sheet: String) -> Bool {
    sheets[sheet]?.locked.contains(cell) ?? false
  }

  private static func surroundings(
    of info: SheetInfo, _ wanted: Set<CellReference>, in reader: XLSXReader
  ) throws(XLSXError) -> Surroundings {
    let details = try reader.details(of: info)
    var result = Surroundings()
    result.linked = details.links.map(\.range)
    result.validated = details.validations.flatMap(\.ranges)
    result.headings = details.tables.compactMap { table in
      guard table.headerRows > 0 else { return nil }
      let first = table.range.first
      return CellRange(first, CellReference(row: first.row, column: table.range.last.column))
    }
    guard let last = wanted.map(\.row).max() else { return result }
    // A cell without an element of its own looks as its column does.
    var styles: [CellReference: Int] = [:]
    let byRow = Dictionary(grouping: wanted, by: \.row)
    for cell in wanted {
      styles[cell] = details.columns.first { $0.columns.contains(cell.column) }?.style ?? 0
    }
    let rows = try reader.rows(of: info, formulas: .noted)
    while try rows.advance() {
      let row = rows.row
      // Rows rise in every sound file; the others are read to their end.
      if row.index > last { break }
      guard let cells = byRow[row.index] else { continue }
      for cell in cells {
        guard let found = row.cells.first(where: { Int($0.column) == cell.column }) else { continue }
        styles[cell] = Int(found.style)
      }
    }
    let sheetStyles = try reader.styles()
    let isProtected = details.protection?.isProtected ?? false
    for (cell, index) in styles {
      let style = sheetStyles.style(at: index)
      result.fills[cell] = style?.fill ?? Fill(pattern: .none)
      // Cells are locked unless their style says otherwise (ECMA-376 Part 1, 18.8.33).
      if isProtected, style?.isLocked ?? true { result.locked.insert(cell) }
    }
    return result
  }
}
