import Formula
import OpenPackaging
import SpreadsheetModel

/// A table of a sheet, as far as edits of cells concern it (ECMA-376 Part 1, 18.5).
struct EditedTable {
  let document: MarkupDocument
  let range: CellRange
  /// The row of headings, `nil` if the table shows none.
  let headings: CellRange?
  /// The row of totals, `nil` if the table shows none.
  let totals: Int?
  let columns: [MarkupElement]

  /// The tables of a sheet.
  static func all(of sheet: String, in package: PackageEdit) throws(EditError) -> [EditedTable] {
    var tables: [EditedTable] = []
    for relationship in try package.relationships(of: sheet) where relationship.kind == "table" {
      guard let part = relationship.part, package.contains(part) else { continue }
      if let table = try EditedTable(package.document(part)) { tables.append(table) }
    }
    return tables
  }

  init?(_ document: MarkupDocument) throws(EditError) {
    guard let range = document.value("ref", of: document.root).flatMap({ CellRange(a1: $0) }) else {
      return nil
    }
    self.document = document
    self.range = range
    let rows = document.number("headerRowCount", of: document.root) ?? 1
    headings =
      rows > 0
      ? CellRange(range.first, CellReference(row: range.first.row, column: range.last.column)) : nil
    totals = document.number("totalsRowCount", of: document.root) ?? 0 > 0 ? range.last.row : nil
    let list = try document.child(of: document.root, "tableColumns")
    columns = if let list { try document.children(of: list, "tableColumn") } else { [] }
  }

  /// The table's name in formulas.
  var name: String { EscapedCharacters.decoded(document.value("displayName", of: document.root) ?? "") }

  /// The name of a column, as its heading shows it.
  func name(of column: MarkupElement) -> String {
    EscapedCharacters.decoded(document.value("name", of: column) ?? "")
  }

  /// The columns that an edit of the sheet deletes; `nil` if none.
  func losses(in grid: GridEdit) -> ReferenceFollowing.LostColumns? {
    guard grid.axis == .columns, grid.action == .delete else { return nil }
    let names = columns.enumerated().filter { grid.moved(index: range.first.column + $0.offset) == nil }
      .map { name(of: $0.element) }
    return names.isEmpty ? nil : ReferenceFollowing.LostColumns(table: name, names: Set(names))
  }
}

extension EditedTable {
  /// Plans what the row of totals says of a column: a text, a function over the column, or another formula.
  fileprivate func setTotal(
    of column: MarkupElement, to state: CellState, in patch: inout PartPatch
  ) throws(EditError) {
    var label: String?
    var function: String?
    var formula: String?
    if let text = state.formula {
      function = WorksheetTable.Total.function(of: text, over: name, column: name(of: column)) ?? "custom"
      if function == "custom" { formula = text }
    } else if case .text(let text) = state.value {
      label = XString.escaped(text)
    }
    document.set("totalsRowFunction", to: function, of: column, in: &patch)
    document.set("totalsRowLabel", to: label, of: column, in: &patch)
    let markup = formula.map { text in
      let tag = document.qualified("totalsRowFormula")
      return "<\(tag)>\(MarkupText.escapedXString(text))</\(tag)>"
    }
    let children = try document.children(of: column)
    if let old = children.first(where: { document.is($0, "totalsRowFormula") }) {
      patch.replace(old.range, with: markup ?? "")
    } else if let markup {
      // It comes behind the formula of the column's cells.
      let place = children.last { document.is($0, "calculatedColumnFormula") }?.range.upperBound
      if let place = place ?? children.first?.range.lowerBound {
        patch.insert(markup, at: place)
      } else {
        document.append(markup, to: column, in: &patch)
      }
    }
  }
}

/// The ids and names that a workbook's tables have taken.
struct TableRegister {
  private(set) var highestID = 0
  /// Lower-case names, those of defined names among them.
  var names: Set<String> = []

  init(_ workbook: EditedWorkbook, _ package: PackageEdit) throws(EditError) {
    for sheet in workbook.sheets {
      guard let part = sheet.part, package.contains(part) else { continue }
      for table in try EditedTable.all(of: part, in: package) {
        let root = table.document.root
        highestID = max(highestID, min(table.document.number("id", of: root) ?? 0, 1 << 30))
        names.insert(table.name.lowercased())
      }
    }
    for name in try workbook.definedNames() { names.insert(name.name.lowercased()) }
  }

  /// A new table's part with an id of its own.
  ///
  /// - Throws: `limitExceeded` where another table or a defined name has its name.
  mutating func admit(_ part: MarkupDocument) throws(EditError) -> PartPatch {
    let name = part.value("displayName", of: part.root) ?? ""
    guard names.insert(name.lowercased()).inserted else {
      throw EditError(.limitExceeded, part: part.part, detail: "table name \(name)")
    }
    highestID += 1
    var patch = PartPatch()
    part.set("id", to: String(highestID), of: part.root, in: &patch)
    return patch
  }

  /// A name for a table that no other has, made from the one it had.
  func free(_ name: String) -> String {
    var number = 2
    while names.contains("\(name)_\(number)".lowercased()) { number += 1 }
    return "\(name)_\(number)"
  }
}

extension PackageEdit {
  /// Gives table columns the names and totals that their changed cells show now.
  ///
  /// - Throws: `tableHeading` where another column has the name; `dependent` where formulas refer to the
  ///   old name.
  mutating func followTables(
    of sheet: LoadedSheet, after changes: [CellChange], in workbook: EditedWorkbook
  ) throws(EditError) {
    guard !sheet.tables.isEmpty, !changes.isEmpty else { return }
    for table in try EditedTable.all(of: sheet.part, in: self) {
      var patch = PartPatch()
      var names = table.columns.map { table.name(of: $0) }
      for change in changes where table.range.contains(change.cell) {
        let position = change.cell.column - table.range.first.column
        guard table.columns.indices.contains(position) else { continue }
        if change.cell.row == table.totals {
          try table.setTotal(of: table.columns[position], to: change.after, in: &patch)
        }
        guard table.headings?.contains(change.cell) == true, case .text(let name) = change.after.value,
          name != names[position]
        else { continue }
        try refuseUses(ofColumn: names[position], in: workbook, cell: change)
        names[position] = name
        guard names.filter({ $0.lowercased() == name.lowercased() }).count == 1 else {
          throw EditError(.tableHeading, sheet: change.sheet, cell: change.cell, detail: name)
        }
        table.document.set("name", to: TableHeading.stored(name), of: table.columns[position], in: &patch)
      }
      try apply(patch, to: table.document)
    }
  }

  /// Refuses to rename a column that a structured reference names anywhere.
  private func refuseUses(
    ofColumn name: String, in workbook: EditedWorkbook, cell: CellChange
  ) throws(EditError) {
    let needle = Array("[\(MarkupText.escaped(name))]".utf8)
    for part in names where part.lowercased().hasSuffix(".xml") {
      guard part.contains("worksheets/") || part.contains("tables/") || part == workbook.part else {
        continue
      }
      if try content(of: part).contains(needle) {
        throw EditError(.dependent, part: part, sheet: cell.sheet, cell: cell.cell, detail: "[\(name)]")
      }
    }
  }
}

extension Array where Element == UInt8 {
  /// Whether a run of bytes occurs.
  func contains(_ needle: [UInt8]) -> Bool {
    guard let first = needle.first, needle.count <= count else { return false }
    var start = startIndex
    while let hit = self[start...].firstIndex(of: first), hit + needle.count <= count {
      if self[hit..<hit + needle.count].elementsEqual(needle) { return true }
      start = hit + 1
    }
    return false
  }
}
