import Formula
import OpenPackaging
import SpreadsheetModel

extension XLSXReader {
  /// What leaves with the workbook unseen: hidden content, authors, comments, links, cached data.
  ///
  /// Everything is read once; sheets by their order, then what belongs to the whole workbook.
  public func privateTraces() throws(XLSXError) -> [PrivateTrace] {
    do throws(EditError) {
      var finder = PrivateTraceFinder(package: PackageEdit(package), reader: self)
      try finder.findInSheets()
      try finder.findInWorkbook()
      try finder.findInProperties()
      return finder.traces
    } catch {
      throw XLSXError(.malformedPart, part: error.part, sheet: error.sheet, detail: error.description)
    }
  }
}

/// Gathers the traces of one workbook.
struct PrivateTraceFinder {
  let package: PackageEdit
  let reader: XLSXReader
  private(set) var traces: [PrivateTrace] = []

  init(package: PackageEdit, reader: XLSXReader) {
    self.package = package
    self.reader = reader
  }

  private mutating func add(
    _ kind: PrivateTrace.Kind, sheet: String? = nil, _ detail: String = "", count: Int = 1
  ) {
    traces.append(PrivateTrace(kind, sheet: sheet, detail: detail, count: count))
  }

  // MARK: Sheets

  mutating func findInSheets() throws(EditError) {
    let hidden: HiddenCells
    do { hidden = try HiddenCells(reader) } catch {
      throw EditError(.malformedPart, part: error.part, sheet: error.sheet, detail: error.detail)
    }
    for sheet in reader.sheets {
      switch sheet.visibility {
      case .visible: break
      case .hidden: add(.hiddenSheet, sheet: sheet.name)
      case .veryHidden: add(.veryHiddenSheet, sheet: sheet.name)
      }
      if let found = hidden.sheets[sheet.index] {
        if !found.inRows.isEmpty {
          add(
            .hiddenRows, sheet: sheet.name, Self.runs(found.rows) { "\($0 + 1)" }, count: found.inRows.count)
        }
        if !found.inColumns.isEmpty {
          add(
            .hiddenColumns, sheet: sheet.name, Self.runs(found.columns, CellReference.columnName),
            count: found.inColumns.count)
        }
      }
      guard let part = sheet.part, package.contains(part) else { continue }
      try findAround(sheet, part)
      if sheet.visibility == .visible, sheet.hasCells { try findOutsidePrintArea(sheet) }
    }
  }

  private mutating func findAround(_ sheet: SheetInfo, _ part: String) throws(EditError) {
    for link in try package.relationships(of: part) {
      switch link.kind {
      case "comments", "threadedComment":
        guard let part = link.part, package.contains(part) else { continue }
        let document = try package.document(part)
        var authors: [String] = []
        var count = 0
        for element in try document.descendants(of: document.root) {
          switch document.localName(of: element) {
          case "author": authors.append(EscapedCharacters.decoded(try document.text(of: element)))
          case "comment", "threadedComment": count += 1
          default: break
          }
        }
        if count > 0 { add(.comments, sheet: sheet.name, authors.joined(separator: ", "), count: count) }
      case "hyperlink":
        if link.isExternal, Self.isPrivate(link.target) { add(.fileLink, sheet: sheet.name, link.target) }
      case "printerSettings": add(.printerSettings, sheet: sheet.name)
      case "oleObject", "package", "control": add(.embeddedFile, sheet: sheet.name, link.target)
      default: break
      }
    }
  }

  private mutating func findOutsidePrintArea(_ sheet: SheetInfo) throws(EditError) {
    let name = reader.definedNames.first { $0.name == "_xlnm.Print_Area" && $0.sheetIndex == sheet.index }
    guard let name else { return }
    let scope = try ReferenceScope(EditedWorkbook(package), package)
    let areas = scope.ranges(of: name.formula, sheet: sheet.index, cell: CellReference(row: 0, column: 0))
      .map(\.range)
    guard !areas.isEmpty else { return }
    var count = 0
    var bounds: CellRange?
    do throws(XLSXError) {
      let rows = try reader.rows(of: sheet, formulas: .noted)
      while try rows.advance() {
        let row = rows.row
        guard !row.isHidden else { continue }
        for cell in row.cells where cell.hasContent {
          let reference = CellReference(row: row.index, column: Int(cell.column))
          guard !areas.contains(where: { $0.contains(reference) }) else { continue }
          count += 1
          bounds = bounds?.union(CellRange(reference)) ?? CellRange(reference)
        }
      }
    } catch {
      throw EditError(.malformedPart, part: error.part, sheet: sheet.name, detail: error.detail)
    }
    if count > 0 { add(.outsidePrintArea, sheet: sheet.name, bounds?.description ?? "", count: count) }
  }

  /// `3-5, 9` of 2, 3, 4 and 8.
  private static func runs(_ numbers: Set<Int>, _ name: (Int) -> String) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? name($0.lowerBound) : "\(name($0.lowerBound))-\(name($0.upperBound))" }
      .joined(separator: ", ")
  }

  /// Whether a target tells of a person or of a machine: anything but a page.
  static func isPrivate(_ target: String) -> Bool {
    let lower = target.lowercased()
    return !lower.hasPrefix("http://") && !lower.hasPrefix("https://") && !lower.hasPrefix("#")
  }

  // MARK: The workbook

  mutating func findInWorkbook() throws(EditError) {
    let workbook = try EditedWorkbook(package)
    for link in workbook.relationships {
      switch link.kind {
      case "externalLink": try findExternalLink(link)
      case "pivotCacheDefinition":
        guard let part = link.part else { continue }
        for inner in try package.relationships(of: part) where inner.kind == "pivotCacheRecords" {
          add(.pivotCache, inner.part ?? "")
        }
      case "connections": add(.connection, link.part ?? "")
      case "customXml": add(.customXML, link.part ?? "")
      case "vbaProject": add(.macros, link.part ?? "")
      case "revisionHeaders", "usernames": add(.revisions, link.part ?? "")
      default: break
      }
    }
    if let path = try workbook.savedPath { add(.savedPath, path.value) }
  }

  private mutating func findExternalLink(_ link: EditedRelationship) throws(EditError) {
    guard let part = link.part, package.contains(part) else { return }
    let target = try package.relationships(of: part).first { $0.isExternal }?.target ?? ""
    add(.externalLink, target)
    let document = try package.document(part)
    let cached = try document.descendants(of: document.root).count { document.localName(of: $0) == "cell" }
    if cached > 0 { add(.cachedExternalData, target, count: cached) }
  }

  // MARK: Properties

  mutating func findInProperties() throws(EditError) {
    for link in try package.relationships(of: "") {
      guard let part = link.part, package.contains(part) else { continue }
      switch link.kind {
      case "core-properties", "extended-properties":
        let document = try package.document(part)
        for element in try document.children(of: document.root) {
          guard let kind = Self.propertyKinds[document.localName(of: element)] else { continue }
          let value = EscapedCharacters.decoded(try document.text(of: element))
          if !value.isEmpty { add(kind, value) }
        }
      case "custom-properties":
        let document = try package.document(part)
        for element in try document.children(of: document.root) {
          add(.customProperty, document.value("name", of: element) ?? "")
        }
      case "thumbnail": add(.thumbnail, part)
      case "customXml": add(.customXML, part)
      default: break
      }
    }
  }

  /// Elements of the properties parts that name persons and offices.
  static let propertyKinds: [String: PrivateTrace.Kind] = [
    "creator": .author, "lastModifiedBy": .lastModifiedBy, "Company": .company, "Manager": .company,
    "HyperlinkBase": .savedPath,
  ]
}

extension EditedWorkbook {
  /// The folder that Excel noted when it saved the workbook (`x15ac:absPath`), and the element around it.
  var savedPath: (value: String, element: MarkupElement)? {
    get throws(EditError) {
      for child in children where document.localName(of: child) == "AlternateContent" {
        for element in try document.descendants(of: child) where document.localName(of: element) == "absPath"
        {
          return (document.value("url", of: element) ?? "", child)
        }
      }
      return nil
    }
  }
}
