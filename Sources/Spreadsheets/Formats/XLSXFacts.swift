import OpenPackaging
import SpreadsheetModel
import XLSX
import XMLStreaming

extension Spreadsheet.Facts {
  /// The facts of a workbook whose sheets are in memory.
  init(_ reader: XLSXReader, workbook: Workbook) {
    self.init(
      format: .xlsx, producer: Self.producer(of: reader.package),
      sheets: workbook.sheets.map { SheetFacts($0) },
      hasMacros: reader.package.archive.entries.contains { entry in
        entry.name.lowercased().hasSuffix("vbaproject.bin")
          || entry.name.lowercased().contains("/macrosheets/")
      },
      externalLinks: Self.externalLinks(of: reader),
      encryption: reader.package.encryption?.description, dateSystem: reader.dateSystem)
    workbookExtension = reader.fileExtension
    for sheet in reader.missingSheets where sheets.indices.contains(sheet.index) {
      sheets[sheet.index].isMissing = true
    }
  }

  /// Program and version as `docProps/app.xml` names them (ECMA-376 Part 1, 22.2); WPS adds itself in
  /// the custom properties.
  private static func producer(of package: OPCPackage) -> String? {
    guard let links = try? package.relationships(of: ""),
      let part = links.first("extended-properties")?.part, let bytes = try? package.bytes(of: part),
      let found = try? XMLPushParser.parse(bytes.span, part: part, handler: ApplicationHandler())
    else { return nil }
    let application = found.application.isEmpty ? nil : found.application
    guard let application else { return nil }
    return found.version.isEmpty ? application : "\(application) \(found.version)"
  }

  /// The workbooks that formulas refer to, as their relationships name them.
  private static func externalLinks(of reader: XLSXReader) -> [String] {
    guard let links = try? reader.package.relationships(of: reader.workbookPart) else { return [] }
    return links.all("externalLink").compactMap { link in
      guard let part = link.part, let targets = try? reader.package.relationships(of: part) else {
        return nil
      }
      return targets.all.first { $0.isExternal }?.target
    }
  }
}

private enum ApplicationName: String, XMLVocabulary {
  case application = "Application"
  case version = "AppVersion"
}

private struct ApplicationHandler: XMLHandler {
  typealias Name = ApplicationName
  var application = ""
  var version = ""
  private var open: ApplicationName?

  mutating func startElement(_ element: borrowing XMLElement<ApplicationName>) { open = element.name }

  mutating func endElement(_ name: ApplicationName?) { open = nil }

  mutating func text(_ bytes: Span<UInt8>) {
    let piece = bytes.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    switch open {
    case .application: application += piece
    case .version: version += piece
    case nil: break
    }
  }
}
