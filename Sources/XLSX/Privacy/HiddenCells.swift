import Formula
import OpenPackaging
import SpreadsheetModel

/// The cells with content that nobody sees, sheet by sheet, and which of them something else needs.
struct HiddenCells {
  /// The cells of one sheet.
  struct OfSheet {
    var name: String
    var rows: Set<Int> = []
    var columns: Set<Int> = []
    /// Cells in hidden rows, and cells in hidden columns of rows that show.
    var inRows: [CellReference] = []
    var inColumns: [CellReference] = []
  }

  private(set) var sheets: [Int: OfSheet] = [:]
  private var formulas: [(sheet: Int, cell: CellReference, text: String)] = []

  /// Past so many pairs of a hidden cell and a reference all hidden cells count as needed.
  private static let effort = 200_000_000

  init(_ reader: XLSXReader) throws(XLSXError) {
    for sheet in reader.sheets where sheet.hasCells && sheet.visibility == .visible {
      var found = OfSheet(name: sheet.name)
      let rows = try reader.rows(of: sheet)
      while try rows.advance() {
        let row = rows.row
        for cell in row.cells where cell.hasContent {
          let reference = CellReference(row: row.index, column: Int(cell.column))
          if row.isHidden {
            found.rows.insert(row.index)
            found.inRows.append(reference)
          } else if rows.features.hides(column: reference.column) {
            found.columns.insert(reference.column)
            found.inColumns.append(reference)
          } else if let formula = row.formula(of: cell) {
            formulas.append((sheet.index, reference, formula))
          }
        }
      }
      if !found.inRows.isEmpty || !found.inColumns.isEmpty { sheets[sheet.index] = found }
    }
  }

  /// The hidden cells that no formula, name, rule or chart of what shows refers to.
  func unneeded(in package: PackageEdit) throws(EditError) -> [(sheet: String, cells: [CellReference])] {
    guard !sheets.isEmpty else { return [] }
    let workbook = try EditedWorkbook(package)
    let scope = try ReferenceScope(workbook, package)
    var needed: [Int: Set<CellRange>] = [:]
    func note(_ text: String, sheet: Int, cell: CellReference = CellReference(row: 0, column: 0)) {
      for place in scope.ranges(of: text, sheet: sheet, cell: cell) {
        needed[place.sheet, default: []].insert(place.range)
      }
    }
    for formula in formulas { note(formula.text, sheet: formula.sheet, cell: formula.cell) }
    for name in try workbook.definedNames() where !name.name.hasPrefix("_xlnm.") {
      note(name.formula, sheet: name.sheet ?? -1)
    }
    for (position, sheet) in workbook.sheets.enumerated() {
      guard let part = sheet.part, package.contains(part) else { continue }
      for text in try Self.rules(of: part, in: package) { note(text, sheet: position) }
    }
    return sheets.sorted { $0.key < $1.key }.compactMap { position, hidden in
      let ranges = needed[position] ?? []
      let cells = hidden.inRows + hidden.inColumns
      let (pairs, isTooMany) = cells.count.multipliedReportingOverflow(by: ranges.count)
      if isTooMany || pairs > Self.effort { return nil }
      let free = cells.filter { cell in !ranges.contains { $0.contains(cell) } }
      return free.isEmpty ? nil : (hidden.name, free)
    }
  }

  /// Formulas of a sheet beside those of its cells: of rules, checks, charts and sparklines.
  private static func rules(of part: String, in package: PackageEdit) throws(EditError) -> [String] {
    var found: [String] = []
    func collect(_ document: MarkupDocument, _ elements: [MarkupElement]) throws(EditError) {
      for element in elements {
        guard ["f", "formula", "formula1", "formula2"].contains(document.localName(of: element)) else {
          continue
        }
        found.append(EscapedCharacters.decoded(try document.text(of: element)))
      }
    }
    let bytes = try package.content(of: part)
    if let index = try? SheetIndex(part: part, bytes: bytes) {
      for child in index.children where !index.document.is(child, "sheetData") {
        try collect(index.document, index.document.descendants(of: child))
      }
    }
    var waiting = try package.relationships(of: part).filter { $0.kind == "drawing" }.compactMap(\.part)
    var seen: Set<String> = []
    while let next = waiting.popLast() {
      guard package.contains(next), seen.insert(PartName.key(next)).inserted else { continue }
      waiting += try package.relationships(of: next).filter { $0.kind == "chart" }.compactMap(\.part)
      let document = try package.document(next)
      try collect(document, document.descendants(of: document.root))
    }
    return found
  }
}
