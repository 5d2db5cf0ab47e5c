import Calculation
import Foundation
import OpenPackaging
import SpreadsheetModel
import Synchronization
import XMLStreaming

/// Reads a workbook: SpreadsheetML in its transitional and strict forms, with or without macros.
///
/// Opening reads the list of sheets and nothing else; sheets are read when asked for, row by row
/// (`rows(of:)`) or whole (`sheet(_:)`, `workbook()`).
/// ```swift
/// let reader = try XLSXReader(contentsOf: url)
/// for sheet in try reader.workbook().sheets { print(sheet.name, sheet.usedRange as Any) }
/// ```
public final class XLSXReader: Sendable {
  /// The tabs, in their order.
  public let sheets: [SheetInfo]
  /// How date serials count.
  public let dateSystem: DateSystem
  /// Names for ranges and formulas.
  public let definedNames: [DefinedName]
  /// The package underneath.
  public let package: OPCPackage
  /// The name of the workbook part.
  public let workbookPart: String

  /// The ending Excel asks of the file's name: `xlsm` with macros, `xltx` and `xltm` for templates.
  public var fileExtension: String {
    let type = package.contentTypes.type(of: workbookPart) ?? ""
    let isTemplate = type.contains("template")
    return type.contains("macroEnabled") ? isTemplate ? "xltm" : "xlsm" : isTemplate ? "xltx" : "xlsx"
  }

  let relationships: Relationships
  /// The relationships of other workbooks that formulas refer to.
  let linkRelationships: [String]
  /// How circular references are computed, where the workbook allows them.
  let iteration: IterationSettings?
  private let sharedStringsCache = Once<SharedStrings>()
  private let partProblems = Mutex(ReadingProblems())
  private let stylesCache = Once<StyleSheet>()

  /// Opens a workbook in the file system. The password is for encrypted workbooks.
  public convenience init(
    contentsOf url: URL, password: String? = nil, limits: PackageLimits = .standard
  ) throws(XLSXError) {
    let package: OPCPackage
    do { package = try OPCPackage(path: url.path, password: password, limits: limits) } catch {
      throw XLSXError(error)
    }
    try self.init(package: package)
  }

  /// Opens a workbook in memory. The password is for encrypted workbooks.
  public convenience init(
    bytes: [UInt8], password: String? = nil, limits: PackageLimits = .standard
  ) throws(XLSXError) {
    let package: OPCPackage
    do { package = try OPCPackage(bytes: bytes, password: password, limits: limits) } catch {
      throw XLSXError(error)
    }
    try self.init(package: package)
  }

  /// Opens the workbook of a package.
  public init(package: OPCPackage) throws(XLSXError) {
    self.package = package
    workbookPart = try Self.findWorkbook(in: package)
    let workbook = try package.parse(workbookPart, with: WorkbookHandler())
    guard workbook.sawWorkbook else {
      throw XLSXError(.notWorkbook, part: workbookPart, detail: "its root element is no workbook")
    }
    relationships = try package.links(of: workbookPart)
    dateSystem = workbook.dateSystem
    definedNames = workbook.definedNames
    linkRelationships = workbook.links
    iteration = workbook.iteration
    let relationships = relationships
    sheets = workbook.sheets.enumerated().map { index, listed in
      let relationship = relationships[id: listed.relationship]
      guard let part = relationship?.part, package.hasPart(part) else {
        return SheetInfo(
          name: listed.name, visibility: listed.visibility, kind: .missing, part: relationship?.part,
          index: index, sheetID: listed.sheetID)
      }
      let kind: SheetInfo.Kind =
        switch relationship?.kind {
        case "chartsheet": .chartsheet
        case "dialogsheet": .dialogsheet
        case "xlMacrosheet", "xlIntlMacrosheet": .macrosheet
        case "worksheet": .worksheet
        default: .unknown
        }
      return SheetInfo(
        name: listed.name, visibility: listed.visibility, kind: kind, part: part, index: index,
        sheetID: listed.sheetID)
    }
    if let first = sheets.first, sheets.allSatisfy({ $0.kind == .missing }) {
      throw XLSXError(.missingPart, part: first.part ?? workbookPart, sheet: first.name)
    }
    do { try package.boundRepeats(of: sheets.lazy.compactMap(\.part)) } catch { throw XLSXError(error) }
  }

  /// The sheets that the workbook lists and the package does not have: their cells are lost, and reading
  /// passes over them.
  public var missingSheets: [SheetInfo] { sheets.filter { $0.kind == .missing } }

  /// The sheet of a name, compared as Excel does: without regard to case.
  public func sheet(named name: String) -> SheetInfo? {
    sheets.first { $0.name == name }
      ?? sheets.first { $0.name.lowercased() == name.lowercased() }
  }

  /// What could not be read of the parts that sheets have in common, and the sheets that are missing.
  public var commonProblems: ReadingProblems {
    // Their parts are read when first asked for.
    _ = try? sharedStrings()
    _ = try? styles()
    var problems = ReadingProblems()
    for sheet in missingSheets {
      problems.add(
        ReadingProblem(
          .damagedPart, sheet: sheet.name, part: sheet.part ?? workbookPart, detail: "no part of this sheet"))
    }
    problems.add(partProblems.withLock { $0 })
    return problems
  }

  /// The texts that cells share. Of a damaged part the texts before the fault.
  public func sharedStrings() throws(XLSXError) -> SharedStrings {
    try sharedStringsCache.value { () throws(XLSXError) in
      guard let part = part("sharedStrings") else { return SharedStrings() }
      let (strings, failure) = try SharedStringsReader.readPart(part, of: package)
      if let failure { note(failure) }
      return strings
    }
  }

  private func note(_ failure: XLSXError) {
    partProblems.withLock { $0.add(ReadingProblem(failure)) }
  }

  /// Opens a sheet for reading row by row.
  ///
  /// Cells outside `columns` are passed over. Throws `notWorksheet` for a sheet without cells.
  public func rows(
    of sheet: SheetInfo, columns: ClosedRange<Int> = 0...CellReference.columnLimit - 1,
    formulas: FormulaReading = .expanded
  ) throws(XLSXError) -> RowReader {
    try rows(of: sheet, columns: columns, formulas: formulas, scans: true)
  }

  /// The same, all by the XML parser if `scans` is false.
  package func rows(
    of sheet: SheetInfo, columns: ClosedRange<Int> = 0...CellReference.columnLimit - 1,
    formulas: FormulaReading = .expanded, scans: Bool
  ) throws(XLSXError) -> RowReader {
    guard sheet.hasCells else {
      throw XLSXError(.notWorksheet, part: sheet.part, sheet: sheet.name)
    }
    guard let part = sheet.part else {
      throw XLSXError(.missingPart, part: workbookPart, sheet: sheet.name)
    }
    let buffer = RowBuffer(sharedStrings: try sharedStrings(), dateSystem: dateSystem)
    let styles = try styles()
    return try RowReader(
      sheetName: sheet.name, part: part, package: package,
      builder: RowBuilder(
        row: buffer, columns: columns, formulas: formulas, styleCount: styles.cellStyles.count),
      styles: styles.numberFormats, scans: scans)
  }

  /// A sheet without its rows, for what the cells of rows read one by one show.
  public func emptySheet(_ info: SheetInfo) throws(XLSXError) -> Sheet {
    Sheet(
      name: info.name, visibility: info.visibility, formats: try styles().numberFormats.formats,
      dateSystem: dateSystem)
  }

  /// Reads one sheet into memory.
  ///
  /// Single cells that cannot be read as they are written are left out: `sheet(_:reporting:)` tells of them.
  /// - Throws: `XLSXError` if the sheet's part is damaged or passes a limit.
  public func sheet(_ info: SheetInfo) throws(XLSXError) -> Sheet {
    var sheet = try emptySheet(info)
    var problems = ReadingProblems()
    var room = package.limits.modelBytes
    try read(info, into: &sheet, room: &room, reporting: &problems)
    return sheet
  }

  /// Reads one sheet into memory, and tells what could not be read as it was written. A damaged part is read as
  /// far as it goes.
  public func sheet(
    _ info: SheetInfo, reporting problems: inout ReadingProblems
  ) throws(XLSXError) -> Sheet {
    var sheet = try emptySheet(info)
    var room = package.limits.modelBytes
    do throws(XLSXError) {
      try read(info, into: &sheet, room: &room, reporting: &problems)
    } catch {
      guard error.isDamage else { throw error }
      problems.add(ReadingProblem(error))
    }
    return sheet
  }

  /// Whether the rows of a sheet come in ascending order, each once: the sheet is gone through for it. Of a
  /// damaged part the rows before the fault.
  public func hasRowsInOrder(_ info: SheetInfo) throws(XLSXError) -> Bool {
    let rows = try rows(of: info, formulas: .noted)
    do throws(XLSXError) { try rows.skipRest() } catch {
      guard error.isDamage else { throw error }
    }
    return rows.isAscending
  }

  /// Reads what a sheet holds; where it is damaged, what came before has been added to it.
  ///
  /// - Parameter room: the bytes that may still be held, of which the sheet takes some.
  private func read(
    _ info: SheetInfo, into sheet: inout Sheet, room: inout Int, reporting problems: inout ReadingProblems
  ) throws(XLSXError) {
    guard info.hasCells else { return }
    let rows = try rows(of: info)
    do throws(XLSXError) {
      while let row = try rows.nextRow(keepsRepeatedBlanks: true) {
        guard rows.modelBytes <= room else { throw tooLarge(info, row: row.index) }
        sheet.rows.append(row)
      }
    } catch {
      finish(&sheet, with: rows, reporting: &problems)
      throw error
    }
    room -= rows.modelBytes + rows.features.modelBytes
    guard room >= 0, !rows.features.isOverLimit else { throw tooLarge(info, row: nil) }
    finish(&sheet, with: rows, reporting: &problems)
    guard let part = info.part else { return }
    var found = ReadingProblems()
    do throws(XLSXError) {
      sheet.notes = try notes(of: part, links: package.links(of: part), reporting: &found).mapValues(\.text)
    } catch {
      guard error.isOfOnePart else { throw error.named(sheet: info.name) }
      found.add(ReadingProblem(error))
    }
    problems.add(found.named(sheet: info.name))
  }

  private func tooLarge(_ info: SheetInfo, row: Int?) -> XLSXError {
    XLSXError(
      .limitExceeded, part: info.part, sheet: info.name, cell: row.map { CellReference(row: $0, column: 0) },
      detail: "more than \(package.limits.modelBytes) bytes of values and merged ranges; read it row by row")
  }

  private func finish(_ sheet: inout Sheet, with rows: RowReader, reporting problems: inout ReadingProblems) {
    problems.add(rows.problems)
    if !rows.isAscending { sheet.joinRows(reporting: &problems) }
    sheet.mergedRanges = rows.features.mergedRanges
    sheet.hiddenColumns = rows.features.hiddenColumns
  }

  /// Reads the whole workbook into memory. A sheet that is damaged is read as far as it goes, and told in the
  /// workbook's problems.
  ///
  /// - Throws: `XLSXError` if nothing can be read of any sheet, or a limit is passed.
  public func workbook() throws(XLSXError) -> Workbook {
    var workbook = Workbook(sheets: [], dateSystem: dateSystem, problems: commonProblems)
    var failures: [XLSXError] = []
    var room = package.limits.modelBytes
    for info in sheets {
      var sheet = try emptySheet(info)
      do throws(XLSXError) {
        try read(info, into: &sheet, room: &room, reporting: &workbook.problems)
      } catch {
        guard error.isOfOnePart else { throw error }
        if !error.isDamage { sheet = try emptySheet(info) }
        workbook.problems.add(ReadingProblem(error))
        failures.append(error)
      }
      workbook.sheets.append(sheet)
    }
    if let failure = failures.first, failures.count == sheets.count(where: \.hasCells),
      workbook.sheets.allSatisfy(\.rows.isEmpty)
    {
      throw failure
    }
    return workbook
  }

  /// The looks of the workbook's cells; none where their part is damaged.
  public func styles() throws(XLSXError) -> StyleSheet {
    try stylesCache.value { () throws(XLSXError) in
      guard let part = part("styles") else { return StyleSheet() }
      do throws(XLSXError) {
        let handler = try package.parse(part, with: StyleSheetHandler(limit: package.limits.looks))
        guard !handler.isOverLimit else {
          throw XLSXError(
            .limitExceeded, part: part, detail: "more than \(package.limits.looks) formats of one kind")
        }
        return StyleSheet(handler)
      } catch {
        guard error.isOfOnePart else { throw error }
        note(error)
        return StyleSheet()
      }
    }
  }

  /// The workbook's part of a kind of which it has one at most: the one that a relationship names, or,
  /// where a producer has left that out, the one of the type.
  private func part(_ kind: String) -> String? {
    if let part = relationships.first(kind)?.part { return package.hasPart(part) ? part : nil }
    return package.contentTypes.parts(ofTypeEnding: ".\(kind)+xml").first { package.hasPart($0) }
  }

  private static func findWorkbook(in package: OPCPackage) throws(XLSXError) -> String {
    let workbookType = ".sheet.main+xml"
    guard
      let part = try package.links(of: "").first("officeDocument")?.part
        ?? package.contentTypes.parts(ofTypeEnding: workbookType).first
    else { throw XLSXError(.notWorkbook, detail: "the package has no main document") }
    let type = package.contentTypes.type(of: part) ?? ""
    if type.hasSuffix(workbookType) { return part }
    if type.contains("sheet.binary") { throw XLSXError(.binaryWorkbook, part: part) }
    if type.contains("wordprocessingml") || type.contains("presentationml") {
      throw XLSXError(.notWorkbook, part: part, detail: type)
    }
    return part
  }
}
