import OpenPackaging
import SpreadsheetModel

extension XLSXEditor {
  /// Adds a sheet behind the others and fills it as `XLSXWriter` does.
  ///
  /// Its looks are appended to the workbook's stylesheet; cells without a font have the workbook's.
  /// - Throws: `invalidSheetName`, `duplicateSheetName`, `limitExceeded` for what Excel would refuse, and
  ///   whatever the closure throws.
  public mutating func addSheet(_ name: String, _ body: (inout SheetWriter) throws -> Void) throws {
    try flush()
    let before = package
    do {
      try add(name, body)
    } catch {
      // A sheet of lists may have come before what is refused.
      package = before
      sheets.removeAll()
      throw error
    }
  }

  private mutating func add(_ name: String, _ body: (inout SheetWriter) throws -> Void) throws {
    let workbook = try EditedWorkbook(package)
    try check(newName: name, in: workbook)
    var sheet = try newSheet(name, in: workbook)
    try body(&sheet)
    if let problem = sheet.problem { throw EditError(problem, sheet: name) }
    // Notes go the way of all notes: shape ids must not meet those of other sheets.
    let notes = sheet.content.layout.notes
    sheet.content.layout.notes = [:]
    let state = sheet.content.layout.visibility.rawValue
    sheet.content.layout.visibility = .visible
    sheet.content.layout.validations = try spilling(sheet.content.layout.validations)
    try graft(sheet, state: state)
    for (cell, note) in notes.sorted(by: { $0.key < $1.key }) { try self[name].note(cell, note) }
    try flush()
  }

  /// Takes a sheet out, with the parts that only it uses.
  ///
  /// - Throws: `noSuchSheet`; `lastVisibleSheet`; `dependent` where formulas, names, charts or pivot tables
  ///   refer to it.
  public mutating func removeSheet(_ name: String) throws(EditError) {
    try flush()
    var draft = package
    try SheetRemoval(name).apply(to: &draft)
    package = draft
    sheets.removeAll()
  }

  /// An empty sheet to fill; its tables are numbered on from those the workbook has.
  private func newSheet(_ name: String, in workbook: EditedWorkbook) throws(EditError) -> SheetWriter {
    SheetWriter(
      name: name, styles: StylePool(defaultFont: Font(name: "宋体", size: 11)),
      dateSystem: workbook.dateSystem, tableCount: try TableRegister(workbook, package).highestID)
  }

  private func check(newName name: String, in workbook: EditedWorkbook) throws(EditError) {
    guard SheetNaming.isValid(name) else { throw EditError(.invalidSheetName, detail: name) }
    if workbook.index(ofSheet: name) != nil { throw EditError(.duplicateSheetName, detail: name) }
  }

  private mutating func graft(_ sheet: SheetWriter, state: String) throws(EditError) {
    if try EditedWorkbook.isSigned(package) { throw EditError(.signedPackage) }
    var book = XLSXWriter(dateSystem: sheet.dateSystem)
    book.compression = .stored
    book.styles = sheet.styles
    book.sheets = [sheet.content]
    let bytes: [UInt8]
    do {
      let workbook = try EditedWorkbook(package)
      bytes = try book.bytes(in: workbook.formulaScope(in: package))
    } catch let error as EditError {
      throw error
    } catch let error as XLSXWriteError {
      throw EditError(error, sheet: sheet.name)
    } catch {
      throw EditError(.limitExceeded, sheet: sheet.name, detail: "\(error)")
    }
    let donor: OPCPackage
    do { donor = try OPCPackage(bytes: bytes) } catch { throw EditError(error) }
    var joining = try WorkbookJoining(PackageEdit(donor), into: package, isForeign: false)
    try joining.addSheets(state: state)
    package = joining.package
    sheets.removeAll()
  }

  /// Validations whose lists are too long for a rule point to a hidden sheet instead, which is added.
  mutating func spilling(_ validations: [CellValidation]) throws(EditError) -> [CellValidation] {
    var content = SheetContent(name: "")
    content.layout.validations = validations
    let spill = ListSpill(of: [content])
    guard let hidden = spill.sheet else { return validations }
    try removeUnusedLists()
    let workbook = try EditedWorkbook(package)
    var name = hidden.name
    var number = 2
    while workbook.index(ofSheet: name) != nil {
      name = "\(hidden.name)\(number)"
      number += 1
    }
    var sheet = try newSheet(name, in: workbook)
    sheet.content.rows = hidden.rows
    sheet.content.holdsLists = true
    try graft(sheet, state: Sheet.Visibility.veryHidden.rawValue)
    return validations.map { validation in
      guard case .list(let items) = validation.rule, let reference = spill.references[items] else {
        return validation
      }
      var moved = validation
      let place = reference.lastIndex(of: "!").map { reference[$0...] } ?? ""
      moved.rule = .listFrom(SheetNaming.quoted(name) + place)
      return moved
    }
  }

  /// Takes out list sheets of an earlier run that no validation uses any more, but for those that are being
  /// changed.
  private mutating func removeUnusedLists() throws(EditError) {
    let pending = sheets
    let workbook = try EditedWorkbook(package)
    let marked = try workbook.definedNames().filter { $0.name == ListSpill.mark }.compactMap(\.sheet)
    for position in marked where workbook.sheets.indices.contains(position) {
      let record = workbook.sheets[position]
      guard !record.isVisible, pending[record.name.lowercased()]?.isUnchanged ?? true else { continue }
      var draft = package
      do throws(EditError) {
        try SheetRemoval(record.name).apply(to: &draft)
        package = draft
        sheets.removeAll()
      } catch {
        // Something uses it still.
        guard error.code == .dependent else { throw error }
      }
    }
  }
}
