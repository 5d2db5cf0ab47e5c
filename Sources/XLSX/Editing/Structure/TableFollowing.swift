import Formula
import OpenPackaging
import SpreadsheetModel

/// Brings a table to where rows or columns inserted or deleted leave it.
struct TableFollowing {
  /// What the heading cell of a new column is to show.
  struct Heading {
    var cell: CellReference
    var text: String
  }

  let grid: GridEdit
  let sheet: String

  /// - Returns: The headings of columns that the table got.
  /// - Throws: `dependent` where headings, totals or the whole table would go.
  func apply(to part: String, in package: inout PackageEdit) throws(EditError) -> [Heading] {
    guard let table = try EditedTable(package.document(part)) else { return [] }
    let document = table.document
    let range = table.range
    let refusal = EditError(
      .dependent, part: part, sheet: sheet, cell: range.first,
      detail: "table \(document.value("displayName", of: document.root) ?? "") \(range)")
    guard let moved = grid.moved(range) else { throw refusal }
    if grid.axis == .rows { guard keepsFixedRows(table, moved) else { throw refusal } }
    guard moved != range else { return [] }
    var patch = PartPatch()
    document.set("ref", to: "\(moved)", of: document.root, in: &patch)
    var headings: [Heading] = []
    if moved.columns.count != range.columns.count {
      // Columns that come from a query or an XML map are those of their source.
      let type = document.value("tableType", of: document.root) ?? "worksheet"
      guard type == "worksheet", table.columns.count == range.columns.count,
        grid.action == .delete || moved.columns.count > range.columns.count
      else { throw refusal }
      headings = try followColumns(of: table, to: moved, in: &patch)
    }
    try package.apply(patch, to: document)
    return headings
  }

  /// A table's filter covers all of it but the totals, also where rows came between them.
  static func alignFilter(of part: String, in package: inout PackageEdit) throws(EditError) {
    guard let table = try EditedTable(package.document(part)),
      let filter = try table.document.child(of: table.document.root, "autoFilter")
    else { return }
    let last = table.range.last
    let bottom = table.totals == nil ? last : CellReference(row: last.row - 1, column: last.column)
    var patch = PartPatch()
    table.document.set("ref", to: "\(CellRange(table.range.first, bottom))", of: filter, in: &patch)
    try package.apply(patch, to: table.document)
  }

  /// Whether headings and totals stay, and a row between them.
  private func keepsFixedRows(_ table: EditedTable, _ moved: CellRange) -> Bool {
    let totals = table.document.number("totalsRowCount", of: table.document.root) ?? 0
    let fixed =
      (table.headings == nil ? [] : [table.range.first.row]) + (totals > 0 ? [table.range.last.row] : [])
    return moved.rows.count > fixed.count
      && (grid.action == .insert || fixed.allSatisfy { grid.moved(index: $0) != nil })
  }

  private func followColumns(
    of table: EditedTable, to moved: CellRange, in patch: inout PartPatch
  ) throws(EditError) -> [Heading] {
    let document = table.document
    guard let list = try document.child(of: document.root, "tableColumns") else { return [] }
    document.set("count", to: String(moved.columns.count), of: list, in: &patch)
    guard grid.action == .insert else {
      for (index, column) in table.columns.enumerated()
      where grid.moved(index: table.range.first.column + index) == nil { patch.remove(column.range) }
      return []
    }
    var names = Set(table.columns.map { table.name(of: $0).lowercased() })
    var id = table.columns.compactMap { document.number("id", of: $0) }.filter { $0 < 1 << 30 }.max() ?? 0
    var number = 1
    var headings: [Heading] = []
    var added = ""
    for column in grid.position..<grid.position + moved.columns.count - table.columns.count {
      while !names.insert("列\(number)").inserted { number += 1 }
      id += 1
      added += "<\(document.qualified("tableColumn")) id=\"\(id)\" name=\"列\(number)\"/>"
      guard let row = table.headings?.first.row else { continue }
      headings.append(Heading(cell: CellReference(row: row, column: column), text: "列\(number)"))
    }
    patch.insert(added, at: table.columns[grid.position - table.range.first.column].range.lowerBound)
    return headings
  }
}
