import Formula
import OpenPackaging
import SpreadsheetModel

extension XLSXEditor {
  /// Gives a sheet another name; formulas, names, links, charts and pivot tables follow.
  ///
  /// - Throws: `noSuchSheet`, `invalidSheetName`, `duplicateSheetName`.
  public mutating func renameSheet(_ name: String, to newName: String) throws(EditError) {
    let workbook = try beginStructuralEdit()
    guard let position = workbook.index(ofSheet: name) else { throw EditError(.noSuchSheet, sheet: name) }
    guard SheetNaming.isValid(newName) else { throw EditError(.invalidSheetName, detail: newName) }
    if let other = workbook.index(ofSheet: newName), other != position {
      throw EditError(.duplicateSheetName, detail: newName)
    }
    let old = workbook.sheets[position].name
    guard old != newName else { return }
    try follow(.rename(sheet: old, to: newName), sheet: old, workbook, breaksReferences: false) {
      draft throws(EditError) in
      let names = workbook.sheets.map(\.name)
      try AppProperties.update(&draft, from: names, to: names.map { $0 == old ? newName : $0 })
    }
  }

  /// Moves a sheet to another place among the tabs, counted from zero.
  ///
  /// - Throws: `noSuchSheet`; `dependent` where formulas go through several sheets by their order.
  public mutating func moveSheet(_ name: String, to position: Int) throws(EditError) {
    let workbook = try beginStructuralEdit()
    guard let old = workbook.index(ofSheet: name) else { throw EditError(.noSuchSheet, sheet: name) }
    let new = min(max(position, 0), workbook.sheets.count - 1)
    guard new != old else { return }
    var order = Array(workbook.sheets.indices)
    order.insert(order.remove(at: old), at: new)
    try refuseSpanningFormulas(in: workbook)
    var patch = PartPatch()
    // Each place gets the bytes of the sheet that comes there; white space between them stays.
    for (place, source) in order.enumerated() where place != source {
      let bytes = Array(workbook.document.raw(workbook.sheets[source].element.range))
      patch.replace(workbook.sheets[place].element.range, with: bytes)
    }
    try workbook.renumber({ order.firstIndex(of: $0) }, in: &patch)
    try package.apply(patch, to: workbook.document)
    let names = workbook.sheets.map(\.name)
    try AppProperties.update(&package, from: names, to: order.map { names[$0] })
    sheets.removeAll()
  }

  /// Inserts blank rows; everything that depends on the rows below follows.
  ///
  /// - Parameters:
  ///   - row: Zero-based row before which they come.
  ///   - count: How many.
  ///   - sheet: The sheet's name.
  /// - Throws: `dependent`, `arrayFormula`, `dataTable`, `limitExceeded`; nothing is changed then.
  public mutating func insertRows(at row: Int, count: Int, in sheet: String) throws(EditError) {
    try editGrid(.insert, .rows, at: row, count: count, in: sheet, breaksReferences: false)
  }

  /// Deletes rows; everything that depends on them or the rows below follows.
  ///
  /// - Parameters:
  ///   - row: Zero-based row of the first.
  ///   - count: How many.
  ///   - sheet: The sheet's name.
  ///   - breaksReferences: Whether formulas over deleted cells become `#REF!`, as in Excel, and are not a
  ///     reason to refuse.
  /// - Throws: `dependent`, `arrayFormula`, `dataTable`; nothing is changed then.
  public mutating func deleteRows(
    at row: Int, count: Int, in sheet: String, breaksReferences: Bool = false
  ) throws(EditError) {
    try editGrid(.delete, .rows, at: row, count: count, in: sheet, breaksReferences: breaksReferences)
  }

  /// Inserts blank columns; everything that depends on the columns to the right follows. A table that gets a
  /// column gives it a heading of its own (`列1`).
  ///
  /// - Parameters:
  ///   - column: Zero-based column before which they come.
  ///   - count: How many.
  ///   - sheet: The sheet's name.
  /// - Throws: `dependent`, `arrayFormula`, `dataTable`, `limitExceeded`; nothing is changed then.
  public mutating func insertColumns(at column: Int, count: Int, in sheet: String) throws(EditError) {
    try editGrid(.insert, .columns, at: column, count: count, in: sheet, breaksReferences: false)
  }

  /// Deletes columns; everything that depends on them or the columns to the right follows.
  ///
  /// - Parameters:
  ///   - column: Zero-based column of the first.
  ///   - count: How many.
  ///   - sheet: The sheet's name.
  ///   - breaksReferences: Whether formulas over deleted cells become `#REF!`, as in Excel, and are not a
  ///     reason to refuse.
  /// - Throws: `dependent`, `arrayFormula`, `dataTable`; nothing is changed then.
  public mutating func deleteColumns(
    at column: Int, count: Int, in sheet: String, breaksReferences: Bool = false
  ) throws(EditError) {
    try editGrid(.delete, .columns, at: column, count: count, in: sheet, breaksReferences: breaksReferences)
  }

  private mutating func editGrid(
    _ action: GridEdit.Action, _ axis: GridEdit.Axis, at position: Int, count: Int, in sheet: String,
    breaksReferences: Bool
  ) throws(EditError) {
    let workbook = try beginStructuralEdit()
    guard let index = workbook.index(ofSheet: sheet) else { throw EditError(.noSuchSheet, sheet: sheet) }
    let record = workbook.sheets[index]
    guard record.kind == "worksheet" else { throw EditError(.notAWorksheet, sheet: record.name) }
    guard (0..<axis.limit).contains(position), (0...axis.limit).contains(count) else {
      throw EditError(.invalidReference, sheet: sheet, detail: "\(position), \(count)")
    }
    guard count > 0 else { return }
    let before = package
    let headings = try follow(
      .edit(GridEdit(action, axis, at: position, count: count), sheet: record.name), sheet: record.name,
      workbook, breaksReferences: breaksReferences
    ) { _ throws(EditError) in }
    // Everything is computed anew anyway; no result depends on a heading that has just come.
    let wanted = staleResults
    staleResults = .marked
    defer { staleResults = wanted }
    do throws(EditError) {
      for heading in headings {
        try self[record.name].set(heading.cell, to: .text(heading.text), style: .keep)
      }
      try flush()
    } catch {
      package = before
      sheets.removeAll()
      throw error
    }
  }

  /// Brings pending changes in first, as rows and names mean what they are after them.
  private mutating func beginStructuralEdit() throws(EditError) -> EditedWorkbook {
    try flush()
    if try EditedWorkbook.isSigned(package) { throw EditError(.signedPackage) }
    return try EditedWorkbook(package)
  }

  @discardableResult
  private mutating func follow(
    _ change: SheetChange, sheet: String, _ workbook: EditedWorkbook, breaksReferences: Bool,
    _ more: (inout PackageEdit) throws(EditError) -> Void
  ) throws(EditError) -> [TableFollowing.Heading] {
    var draft = package
    let following = ReferenceFollowing(
      change: change, sheet: sheet, order: workbook.sheets.map(\.name), breaksReferences: breaksReferences)
    let headings = try StructuralEdit(following, workbook, draft).apply(to: &draft)
    try more(&draft)
    package = draft
    sheets.removeAll()
    return headings
  }

  /// The order of the tabs is part of what a reference through several sheets means.
  private func refuseSpanningFormulas(in workbook: EditedWorkbook) throws(EditError) {
    let order = workbook.sheets.map(\.name)
    for record in workbook.sheets where record.kind == "worksheet" {
      guard let part = record.part, package.contains(part) else { continue }
      let document = try package.document(part)
      for element in try document.descendants(of: document.root) where document.localName(of: element) == "f"
      {
        let text = FormulaText(EscapedCharacters.decoded(try document.text(of: element)))
        if order.contains(where: { text.spansSheets(including: $0, order: order) }) {
          throw EditError(
            .dependent, part: part, sheet: record.name, offset: element.range.lowerBound, detail: text.text)
        }
      }
    }
  }
}
