import OpenPackaging
import SpreadsheetModel

extension XLSXEditor {
  /// Brings all pending changes into the parts, or none of them if one is refused.
  mutating func flush() throws(EditError) {
    guard sheets.values.contains(where: { !$0.isUnchanged }) else { return }
    try spillLongLists()
    var draft = EditDraft(package: package, workbook: try EditedWorkbook(package))
    if try EditedWorkbook.isSigned(package) { throw EditError(.signedPackage) }
    let pending = Array(sheets.values)
    try draft.loadTables(for: pending)
    var changed: [(sheet: SheetEditor, loaded: LoadedSheet)] = []
    for sheet in pending where !sheet.isUnchanged { changed.append((sheet, try sheet.sheet())) }
    for (sheet, loaded) in changed.sorted(by: { $0.loaded.position < $1.loaded.position }) {
      try draft.apply(sheet, to: loaded)
    }
    try draft.finish(staleResults, refreshesCopies: refreshesCopies)
    package = draft.package
    record(draft)
    // What was loaded of the sheets no longer fits their parts.
    sheets.removeAll()
  }

  /// Lists too long for a validation go to a hidden sheet first.
  private mutating func spillLongLists() throws(EditError) {
    for (key, sheet) in sheets.sorted(by: { $0.key < $1.key }) where !sheet.features.validations.isEmpty {
      let pending = sheets
      let spilled = try spilling(sheet.features.validations)
      // Adding a sheet leaves the parts of the others as they are.
      sheets = pending
      sheets[key]?.features.validations = spilled
    }
  }
}

/// The package while pending changes are brought in.
struct EditDraft {
  var package: PackageEdit
  let workbook: EditedWorkbook
  private var tables: SharedTables
  private(set) var changes: [CellChange] = []
  private(set) var remarks: [EditRemark] = []
  private(set) var widened: [WidenedColumn] = []
  private(set) var emptiedResults: [String: Set<CellReference>] = [:]
  private var changesFormulas = false
  private var hasFormula = false
  private var formulaFree: Set<String> = []

  init(package: PackageEdit, workbook: EditedWorkbook) {
    self.package = package
    self.workbook = workbook
    tables = SharedTables(dateSystem: workbook.dateSystem)
  }

  /// Loads the stylesheet and the shared strings where the changes concern them.
  mutating func loadTables(for sheets: [SheetEditor]) throws(EditError) {
    let edits = sheets.lazy.flatMap { $0.cells.values }.flatMap(\.values)
    let needsStyles =
      edits.contains { edit in
        if edit.overlay != nil || edit.widensColumn { return true }
        return edit.suitsFormat && edit.entry?.dateFormat != nil
      } || sheets.contains { $0.features.needsStyles }
    if needsStyles {
      let part: String
      if let existing = workbook.part("styles") {
        part = existing
      } else {
        part = try package.addStyles(to: workbook)
      }
      tables.styles = try EditedStyles(part: part, bytes: package.content(of: part))
    }
    if edits.contains(where: { $0.entry?.isDynamicArray == true }) {
      tables.dynamicArrayMark = try package.dynamicArrayMark(in: workbook)
    }
    if edits.contains(where: { $0.entry != nil }), let part = workbook.part("sharedStrings"),
      package.contains(part)
    {
      tables.strings = try EditedStrings(part: part, bytes: package.content(of: part))
    }
  }

  /// Brings the changes of one sheet in.
  mutating func apply(_ sheet: SheetEditor, to loaded: LoadedSheet) throws(EditError) {
    var splicer = try SheetSplicer(sheet: loaded.name, index: loaded.index, groups: loaded.groups)
    try splicer.apply(sheet.cells, alsoUsed: sheet.notes.cells, tables: &tables)
    var patch = splicer.patch
    changes += splicer.changes
    widened += splicer.columns.widened.sorted { $0.key < $1.key }.map {
      WidenedColumn(sheet: loaded.name, column: $0.key, width: $0.value)
    }
    if splicer.changesFormulas { changesFormulas = true }
    if loaded.groups.hasFormula || splicer.changesFormulas {
      hasFormula = true
    } else {
      formulaFree.insert(loaded.part)
    }
    try package.followTables(of: loaded, after: splicer.changes, in: workbook)
    remarks += try covered(splicer.changes, in: loaded)
    let bars = try SheetFeatureEdits(loaded: loaded, isStrict: workbook.isStrict).apply(
      sheet.features, to: &patch, package: &package, styles: &tables.styles)
    try SheetNotes(loaded: loaded, isStrict: workbook.isStrict).apply(
      sheet.notes, to: &patch, package: &package, remarks: &remarks)
    try DataBarExtensions(loaded.index).add(bars, to: &patch)
    try package.apply(patch, to: loaded.index.document)
  }

  /// Writes what the sheets share, and sees to the calculation chain and to old results.
  mutating func finish(
    _ staleResults: XLSXEditor.StaleResults, refreshesCopies: Bool
  ) throws(EditError) {
    if let styles = tables.styles, styles.isChanged {
      try package.apply(styles.patch(), to: styles.document)
    }
    if let strings = tables.strings, strings.isChanged {
      try package.apply(strings.patch(), to: strings.document)
    }
    if changesFormulas { try package.dropCalculationChain(of: workbook) }
    guard !changes.isEmpty, staleResults != .kept else { return }
    var changed: [Int: Set<CellReference>] = [:]
    for change in changes {
      if let sheet = workbook.index(ofSheet: change.sheet) { changed[sheet, default: []].insert(change.cell) }
    }
    if !hasFormula, try !package.hasFormula(in: workbook) {
      return try refreshCopies(of: changed, refreshesCopies)
    }
    if staleResults == .recalculated {
      var stale = try StaleResults(package, workbook, formulaFree: formulaFree)
      package = try stale.remove(after: changes)
      for (sheet, cells) in stale.dependents {
        emptiedResults[workbook.sheets[sheet].name] = cells.subtracting(changed[sheet] ?? [])
      }
      changed.merge(stale.dependents) { $0.union($1) }
      if !stale.isComplete, let sheet = changes.first?.sheet {
        remarks.append(EditRemark(code: .staleResults, sheet: sheet))
      }
    }
    try refreshCopies(of: changed, refreshesCopies)
    var patch = PartPatch()
    workbook.recalculating(in: &patch)
    try package.apply(patch, to: workbook.document)
  }

  /// Sees to the copies that charts and pivot tables have of changed cells.
  private mutating func refreshCopies(
    of changed: [Int: Set<CellReference>], _ isWanted: Bool
  ) throws(EditError) {
    guard isWanted else { return }
    try CopiedCells(workbook, package, changed: changed).refresh(in: &package)
  }

  /// Remarks on changed cells that a merged range hides.
  private func covered(_ changes: [CellChange], in loaded: LoadedSheet) throws(EditError) -> [EditRemark] {
    guard !changes.isEmpty else { return [] }
    var found: [EditRemark] = []
    for range in try loaded.index.mergedRanges() {
      for change in changes where range.contains(change.cell) && range.first != change.cell {
        found.append(EditRemark(code: .coveredByMerge, sheet: loaded.name, cell: change.cell))
      }
    }
    return found
  }
}

extension PackageEdit {
  /// Drops the list of formula cells, which applications build anew; left behind it would name cells
  /// without a formula, and Excel would repair the file.
  mutating func dropCalculationChain(of workbook: EditedWorkbook) throws(EditError) {
    for relationship in workbook.relationships where relationship.kind == "calcChain" {
      if let part = relationship.part { try remove(part) }
      try unrelate(workbook.part, id: relationship.id)
    }
  }

  /// Whether any worksheet has a formula.
  func hasFormula(in workbook: EditedWorkbook) throws(EditError) -> Bool {
    if workbook.part("calcChain") != nil { return true }
    for sheet in workbook.sheets where sheet.kind == "worksheet" {
      guard let part = sheet.part, contains(part) else { continue }
      let bytes = try content(of: part)
      // The prefix of the root's name is that of its formulas.
      var scanner = MarkupScanner(bytes, in: PartEncoding.markLength(bytes)..<bytes.count)
      while let token = try? scanner.next() {
        guard token.kind == .start else { continue }
        let name = bytes[token.name]
        let prefix = name.lastIndex(of: .colon).map { Array(name[...$0]) } ?? []
        if FormulaGroups.hasFormula(bytes, prefix: prefix) { return true }
        break
      }
    }
    return false
  }

  /// Adds an empty stylesheet to a workbook that has none.
  mutating func addStyles(to workbook: EditedWorkbook) throws(EditError) -> String {
    let folder = workbook.part.split(separator: "/").dropLast().map { "\($0)/" }.joined()
    let part = contains("\(folder)styles.xml") ? freeName("\(folder)styles", ".xml") : "\(folder)styles.xml"
    let namespace = workbook.isStrict ? Namespaces.strictMain : Namespaces.main
    let text =
      "\(xmlDeclaration)<styleSheet xmlns=\"\(namespace)\"><fonts count=\"1\"><font><sz val=\"11\"/>"
      + "<name val=\"宋体\"/></font></fonts><fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
      + "<fill><patternFill patternType=\"gray125\"/></fill></fills><borders count=\"1\"><border><left/><right/>"
      + "<top/><bottom/><diagonal/></border></borders><cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" "
      + "fillId=\"0\" borderId=\"0\"/></cellStyleXfs><cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" "
      + "fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs></styleSheet>"
    try store(part, Array(text.utf8))
    try declare(part, as: "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml")
    _ = try relate(workbook.part, to: part, kind: "styles", isStrict: workbook.isStrict)
    return part
  }
}
