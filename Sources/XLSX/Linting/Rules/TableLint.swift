import OpenPackaging
import SpreadsheetModel

/// Rule 30: the tables of a worksheet.
struct TableLint {
  private let context: LintContext
  private let sheetPart: String
  private let tables: [(part: String, node: LintNode, range: CellRange?)]

  init(_ context: LintContext, sheet: String, relationships: Relationships) {
    self.context = context
    sheetPart = sheet
    tables = relationships.all("table").compactMap { relationship in
      guard let part = relationship.part, let node = context.tree(part) else { return nil }
      return (part, node, node["ref"].flatMap { CellRange(a1: $0) })
    }
  }

  /// The cells whose text must be the columns' names, or what their totals say.
  var namedCells: Set<CellReference> {
    var cells: Set<CellReference> = []
    for table in tables {
      guard let range = table.range else { continue }
      var rows: [Int] = []
      if (table.node.integer("headerRowCount") ?? 1) > 0 { rows.append(range.first.row) }
      if (table.node.integer("totalsRowCount") ?? 0) > 0 { rows.append(range.last.row) }
      for row in rows {
        for column in range.columns { cells.insert(CellReference(row: row, column: column)) }
      }
    }
    return cells
  }

  func check(
    _ sheet: LintNode, headings: [CellReference: String], merges: [CellRange], filter: CellRange?
  ) {
    if let list = sheet.child("tableParts") {
      if let count = list.integer("count"), count != list.children.count {
        context.report(.tables, sheetPart, "tableParts count=\(count)", at: list)
      }
    }
    for table in tables { check(table.node, part: table.part, range: table.range, headings: headings) }
    let ranges = tables.compactMap(\.range)
    for (first, second) in RangeOverlap.pairs(of: ranges) {
      context.report(.tables, sheetPart, "\(first) \(second)", cell: second.first)
    }
    for range in ranges {
      if let filter, filter.intersects(range) {
        context.report(.tables, sheetPart, "autoFilter \(filter), \(range)", cell: range.first)
      }
      for merge in merges where merge.intersects(range) {
        context.report(.merges, sheetPart, "\(merge), \(range)", cell: merge.first)
      }
    }
  }

  private func check(
    _ table: LintNode, part: String, range: CellRange?, headings: [CellReference: String]
  ) {
    func report(_ detail: String, at node: LintNode? = nil) {
      context.report(.tables, part, detail, cell: range?.first, at: node ?? table)
    }
    let name = table["displayName"] ?? ""
    if !NameRules.isValid(name) || !context.tableNames.insert(name.lowercased()).inserted {
      report("displayName=\(name)")
    }
    let id = table.integer("id") ?? 0
    if id < 1 || !context.tableIDs.insert(id).inserted { report("id=\(table["id"] ?? "")") }
    guard let range else {
      report("ref=\(table["ref"] ?? "")")
      return
    }
    let headerRows = table.integer("headerRowCount") ?? 1
    let totalsRows = table.integer("totalsRowCount") ?? 0
    if range.rows.count < headerRows + totalsRows + 1 { report("ref=\(range)") }
    if headerRows == 0, table.child("autoFilter") != nil { report("headerRowCount=0: autoFilter") }
    let body = totalsRows > 0 && range.rows.count > totalsRows ? range.last.row - totalsRows : range.last.row
    if let filter = table.child("autoFilter")?["ref"].flatMap({ CellRange(a1: $0) }),
      filter.first != range.first || filter.last != CellReference(row: body, column: range.last.column)
    {
      report("autoFilter \(filter), \(range)")
    }
    let columns = table.child("tableColumns")?.all("tableColumn") ?? []
    if columns.count != range.columns.count || table.child("tableColumns")?.integer("count") != columns.count
    {
      report("tableColumns \(columns.count), \(range)")
    }
    var names: Set<String> = []
    var ids: Set<String> = []
    for (index, column) in columns.enumerated() {
      let title = column["name"] ?? ""
      if title.isEmpty || !names.insert(title.lowercased()).inserted { report("name=\(title)", at: column) }
      if !ids.insert(column["id"] ?? "").inserted {
        report("tableColumn id=\(column["id"] ?? "")", at: column)
      }
      for formula in column.children
      where formula.name == "calculatedColumnFormula" || formula.name == "totalsRowFormula" {
        if let fault = context.fault(of: EscapedCharacters.decoded(formula.text)) {
          report(fault, at: formula)
        }
      }
      let place = range.first.column + index
      if headerRows > 0 {
        let cell = CellReference(row: range.first.row, column: place)
        compare(title, with: headings[cell], in: cell, part: part, at: column)
      }
      if totalsRows > 0, let label = column["totalsRowLabel"] {
        let cell = CellReference(row: range.last.row, column: place)
        compare(label, with: headings[cell], in: cell, part: part, at: column)
      }
    }
  }

  /// A text of the table part must be that of its cell; how lines end makes no difference.
  private func compare(
    _ written: String, with shown: String?, in cell: CellReference, part: String, at column: LintNode
  ) {
    func plain(_ text: String) -> String {
      text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").lowercased()
    }
    if shown.map(plain) == plain(EscapedCharacters.decoded(written)) { return }
    context.report(.tables, part, "\(written) ≠ \(shown ?? "—")", cell: cell, at: column)
  }
}
