import Foundation
import OpenPackaging
import SpreadsheetModel
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
  private let sharedStringsCache = Once<SharedStrings>()
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

  /// The texts that cells share.
  public func sharedStrings() throws(XLSXError) -> SharedStrings {
    try sharedStringsCache.value { () throws(XLSXError) in
      guard let part = part("sharedStrings") else { return SharedStrings() }
      return try SharedStringsReader.read(part, of: package)
    }
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
    return try RowReader(
      sheetName: sheet.name, part: part, package: package,
      builder: RowBuilder(row: buffer, columns: columns, formulas: formulas),
      styles: styles().numberFormats, scans: scans)
  }

  /// A sheet without its rows, for what the cells of rows read one by one show.
  public func emptySheet(_ info: SheetInfo) throws(XLSXError) -> Sheet {
    Sheet(
      name: info.name, visibility: info.visibility, formats: try styles().numberFormats.formats,
      dateSystem: dateSystem)
  }

  /// Reads one sheet into memory.
  public func sheet(_ info: SheetInfo) throws(XLSXError) -> Sheet {
    var sheet = try emptySheet(info)
    guard info.hasCells else { return sheet }
    let rows = try rows(of: info)
    var isAscending = true
    while let row = try rows.nextRow() {
      if let last = sheet.rows.last, last.index >= row.index { isAscending = false }
      guard rows.modelBytes <= package.limits.modelBytes else {
        throw XLSXError(
          .limitExceeded, part: info.part, sheet: info.name,
          cell: CellReference(row: row.index, column: 0),
          detail: "more than \(package.limits.modelBytes) bytes of values; read it row by row")
      }
      sheet.rows.append(row)
    }
    if !isAscending { sheet.rows = Self.merged(sheet.rows) }
    sheet.mergedRanges = rows.features.mergedRanges
    sheet.hiddenColumns = rows.features.hiddenColumns
    if let part = info.part {
      sheet.notes = try notes(of: part, links: package.links(of: part)).mapValues(\.text)
    }
    return sheet
  }

  /// Reads the whole workbook into memory.
  public func workbook() throws(XLSXError) -> Workbook {
    var read: [Sheet] = []
    for info in sheets { read.append(try sheet(info)) }
    return Workbook(sheets: read, dateSystem: dateSystem)
  }

  /// The looks of the workbook's cells.
  public func styles() throws(XLSXError) -> StyleSheet {
    try stylesCache.value { () throws(XLSXError) in
      guard let part = part("styles") else { return StyleSheet() }
      return StyleSheet(try package.parse(part, with: StyleSheetHandler()))
    }
  }

  /// The workbook's part of a kind of which it has one at most: the one that a relationship names, or,
  /// where a producer has left that out, the one of the type.
  private func part(_ kind: String) -> String? {
    if let part = relationships.first(kind)?.part { return package.hasPart(part) ? part : nil }
    return package.contentTypes.parts(ofTypeEnding: ".\(kind)+xml").first { package.hasPart($0) }
  }

  /// Rows of one number joined, in ascending order: what a careless producer wrote out of order.
  private static func merged(_ rows: [Row]) -> [Row] {
    var result: [Int: Row] = [:]
    for row in rows {
      guard var earlier = result[row.index] else {
        result[row.index] = row
        continue
      }
      var cells: [Int: Cell] = [:]
      for cell in earlier.cells + row.cells { cells[cell.column] = cell }
      earlier.cells = cells.values.sorted { $0.column < $1.column }
      result[row.index] = earlier
    }
    return result.values.sorted { $0.index < $1.index }
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
