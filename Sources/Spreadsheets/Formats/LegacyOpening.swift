import CSV
import LegacyFormats
import OpenPackaging
import SpreadsheetModel
import XLSX

/// Opens what came before XLSX.
extension Spreadsheet {
  /// A compound file: a workbook of Excel 97-2003, or an encrypted one of later versions.
  static func openCompoundFile(
    _ bytes: [UInt8], _ name: String, _ options: ReadingOptions
  ) throws(SpreadsheetError) -> Content {
    let file: CompoundFile
    do { file = try CompoundFile(bytes: bytes) } catch {
      throw SpreadsheetError(LegacyFormatError(error), path: name)
    }
    guard file.entry(named: "EncryptedPackage") == nil else {
      return try openPackage(.memory(bytes), name, options)
    }
    return try openWorkbook(name) { () throws(LegacyFormatError) in
      try BIFFReader(file, password: options.password, limits: options.limits)
    }
  }

  /// A workbook of Excel 2 to 5 without a compound file around it.
  static func openBareWorkbook(
    _ bytes: [UInt8], _ name: String, _ options: ReadingOptions
  ) throws(SpreadsheetError) -> Content {
    try openWorkbook(name) { () throws(LegacyFormatError) in
      try BIFFReader(bareStream: bytes, sheetName: baseName(name), limits: options.limits)
    }
  }

  private static func openWorkbook(
    _ name: String, _ open: () throws(LegacyFormatError) -> BIFFReader
  ) throws(SpreadsheetError) -> Content {
    do throws(LegacyFormatError) {
      let reader = try open()
      let workbook = try reader.workbook()
      let format: SpreadsheetFormat =
        switch reader.version {
        case .biff8: .biff8
        case .biff5: .biff5
        case .biff2, .biff3, .biff4: .biff4
        }
      let facts = Facts(
        format: format, producer: reader.producer, encoding: reader.encoding,
        sheets: workbook.sheets.map { Facts.SheetFacts($0) }, hasMacros: reader.hasMacros,
        externalLinks: reader.externalLinks,
        encryption: reader.encryption?.description, dateSystem: reader.dateSystem)
      return (format, workbook, facts)
    } catch {
      throw SpreadsheetError(error, path: name)
    }
  }

  /// A web page with tables.
  static func openHTML(
    _ bytes: [UInt8], _ name: String, _ options: ReadingOptions
  ) throws(SpreadsheetError) -> Content {
    let reader: HTMLTableReader
    do {
      reader = try HTMLTableReader(
        bytes: bytes, name: baseName(name), stated: options.csv.encoding,
        invalidBytes: options.csv.invalidBytes)
    } catch { throw SpreadsheetError(error, path: name) }
    do {
      let workbook = try reader.workbook()
      let facts = Facts(
        format: .html, producer: reader.producer, encoding: reader.encoding,
        sheets: workbook.sheets.map { Facts.SheetFacts($0) })
      return (.html, workbook, facts)
    } catch { throw SpreadsheetError(error, path: name) }
  }

  /// A single-file web page.
  static func openMHTML(
    _ bytes: [UInt8], _ name: String, _ options: ReadingOptions
  ) throws(SpreadsheetError) -> Content {
    do {
      let reader = try MHTMLReader(
        bytes: bytes, name: baseName(name), stated: options.csv.encoding,
        invalidBytes: options.csv.invalidBytes)
      let facts = Facts(
        format: .mhtml, producer: reader.producer,
        sheets: reader.workbook.sheets.map { Facts.SheetFacts($0) })
      return (.mhtml, reader.workbook, facts)
    } catch { throw SpreadsheetError(error, path: name) }
  }

  /// An XML Spreadsheet 2003.
  static func openXMLSpreadsheet(
    _ bytes: [UInt8], _ name: String
  ) throws(SpreadsheetError) -> Content {
    do {
      let reader = try XMLSpreadsheetReader(bytes: bytes)
      let facts = Facts(
        format: .xml2003, producer: reader.producer, encoding: reader.encoding,
        sheets: reader.workbook.sheets.map { Facts.SheetFacts($0) },
        dateSystem: reader.workbook.dateSystem)
      return (.xml2003, reader.workbook, facts)
    } catch { throw SpreadsheetError(error, path: name) }
  }
}
