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

  /// The cells whose text must be the columns' names.
  var headingCells: Set<CellReference> {
    var cells: Set<CellReference> = []
    for table in tables where (table.node.integer("headerRowCount") ?? 1) > 0 {
      guard let range = table.range else { continue }
      for column in range.columns { cells.insert(CellReference(row: range.first.row, column: column)) }
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
      guard headerRows > 0 else { continue }
      let cell = CellReference(row: range.first.row, column: range.first.column + index)
      let shown = headings[cell].map { TableHeading.stored($0) }
      if shown?.lowercased() != title.replacing("_x000A_", with: "_x000a_").lowercased() {
        context.report(.tables, part, "\(title) ≠ \(shown ?? "—")", cell: cell, at: column)
      }
    }
  }
}
