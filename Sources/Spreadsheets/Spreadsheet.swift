import CSV
import Diagnostics
import Foundation
import LegacyFormats
import OpenPackaging
import SpreadsheetModel
import XLSX

/// A spreadsheet of whatever format, told by its bytes, read into memory.
public struct Spreadsheet: Sendable {
  /// The file's path as the user gave it; `-` for standard input.
  public let path: String
  /// The format.
  public let format: SpreadsheetFormat
  /// The content.
  public var workbook: Workbook
  /// What is known besides the content.
  public let facts: Facts

  /// Opens the file at a URL; a URL of `-` alone reads standard input.
  ///
  /// - Throws: `SpreadsheetError`, which says what, where and what to do about it.
  public init(contentsOf url: URL, options: ReadingOptions = .init()) throws(SpreadsheetError) {
    try self.init(path: url.relativePath, options: options)
  }

  /// Opens the file at a path; `-` reads standard input.
  ///
  /// - Throws: `SpreadsheetError`, which says what, where and what to do about it.
  public init(path: String, options: ReadingOptions = .init()) throws(SpreadsheetError) {
    guard path != "-" else {
      try self.init(bytes: InputFile.standardInput(), name: "-", options: options)
      return
    }
    let head: [UInt8]
    switch try InputFile.content(atPath: path) {
    case .file(let bytes): head = bytes
    case .stream(let bytes):
      try self.init(bytes: bytes, name: path, options: options)
      return
    }
    // Text and packages are read from the file as they go; older formats are small.
    switch FileSignature(head) {
    case .zip:
      self.init(path, try Self.openPackage(.file(path), path, options))
    case .text:
      let content = try Self.openText(
        { () throws(CSVError) in
          try CSVReader(path: path, name: Self.baseName(path), options: options.csv)
        }, path)
      self.init(path, content)
    default: try self.init(bytes: InputFile.bytes(atPath: path), name: path, options: options)
    }
  }

  /// All bytes of standard input, which can be read only once.
  public static func standardInput() throws(SpreadsheetError) -> [UInt8] {
    try InputFile.standardInput()
  }

  /// All bytes of a named pipe, which can be read only once; somebody must write into it within seconds.
  public static func bytes(ofPipe path: String) throws(SpreadsheetError) -> [UInt8] {
    try InputFile.bytes(atPath: path)
  }

  /// Opens a spreadsheet in memory.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - name: Its path or name, for messages and for the sheet name of formats that have none.
  ///   - options: What is said by hand.
  /// - Throws: `SpreadsheetError`, which says what, where and what to do about it.
  public init(
    bytes: [UInt8], name: String, options: ReadingOptions = .init()
  ) throws(SpreadsheetError) {
    path = name
    switch FileSignature(bytes) {
    case .zip: (format, workbook, facts) = try Self.openPackage(.memory(bytes), name, options)
    case .bareWorkbook: (format, workbook, facts) = try Self.openBareWorkbook(bytes, name, options)
    case .compoundFile: (format, workbook, facts) = try Self.openCompoundFile(bytes, name, options)
    case .html: (format, workbook, facts) = try Self.openHTML(bytes, name, options)
    case .mhtml: (format, workbook, facts) = try Self.openMHTML(bytes, name, options)
    case .spreadsheetXML: (format, workbook, facts) = try Self.openXMLSpreadsheet(bytes, name)
    case .text:
      (format, workbook, facts) = try Self.openText(
        { () throws(CSVError) in
          try CSVReader(bytes: bytes, name: Self.baseName(name), options: options.csv)
        }, name)
    case let other: throw SpreadsheetError(unreadable: other, bytes: bytes, path: name)
    }
  }

  private init(_ path: String, _ content: Content) {
    self.path = path
    (format, workbook, facts) = content
  }

  typealias Content = (SpreadsheetFormat, Workbook, Facts)

  private static func openText(
    _ open: () throws(CSVError) -> CSVReader, _ name: String
  ) throws(SpreadsheetError) -> Content {
    do throws(CSVError) {
      let reader = try open()
      var problems = CSVProblems()
      let workbook = Workbook(sheets: [try reader.sheet(reporting: &problems)])
      var facts = Facts(
        format: .csv, encoding: reader.encoding, dialect: reader.dialect,
        sheets: workbook.sheets.map { Facts.SheetFacts($0) })
      facts.mojibake = reader.mojibake
      facts.problems = problems
      return (.csv, workbook, facts)
    } catch {
      throw SpreadsheetError(error, path: name)
    }
  }

  /// Where a package's bytes are.
  enum PackageSource {
    case file(String)
    case memory([UInt8])

    func reader(_ options: ReadingOptions) throws(XLSXError) -> XLSXReader {
      switch self {
      case .file(let path):
        try XLSXReader(
          contentsOf: URL(fileURLWithPath: path), password: options.password, limits: options.limits)
      case .memory(let bytes):
        try XLSXReader(bytes: bytes, password: options.password, limits: options.limits)
      }
    }

    func archive() throws(PackageError) -> ZIPArchive {
      switch self {
      case .file(let path): try ZIPArchive(path: path)
      case .memory(let bytes): try ZIPArchive(bytes: bytes)
      }
    }
  }

  static func openPackage(
    _ source: PackageSource, _ name: String, _ options: ReadingOptions
  ) throws(SpreadsheetError) -> Content {
    do throws(XLSXError) {
      let reader = try source.reader(options)
      let workbook = try reader.workbook()
      return (.xlsx, workbook, Facts(reader, workbook: workbook))
    } catch {
      throw packageError(error, source, name)
    }
  }

  /// The error of a package that does not open: a ZIP archive of another kind is told by its entries.
  static func packageError(
    _ error: XLSXError, _ source: PackageSource, _ name: String
  ) -> SpreadsheetError {
    if error.code == .missingPart, error.part == "[Content_Types].xml",
      let archive = try? source.archive()
    {
      return ArchiveKind.error(archive, path: name)
    }
    return SpreadsheetError(error, path: name)
  }

  /// A file's name without folders and its last extension: `a/党费.2025.csv` is `党费.2025`.
  static func baseName(_ path: String) -> String {
    if path == "-" { return "stdin" }
    let last = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return last }
    return String(last[..<dot])
  }
}

extension SpreadsheetError {
  /// The error of bytes that are no spreadsheet this door opens.
  init(unreadable signature: FileSignature, bytes: [UInt8], path: String) {
    switch signature {
    case .empty: self.init("file.empty", path: path, FileWords.empty)
    case .foreign(let kind) where !kind.isEmpty:
      let name = FileWords.kinds[kind] ?? Phrase(zh: "\(kind) 文件", en: "a \(kind) file")
      self.init("format.not-a-spreadsheet", path: path, FileWords.foreign, kind: name)
    case .xml: self.init("format.unknown-xml", path: path, FileWords.unknownXML)
    default:
      let head = bytes.prefix(4).map { byte in
        let digits = String(byte, radix: 16, uppercase: true)
        return digits.count < 2 ? "0" + digits : digits
      }
      self.init(
        "format.unknown", path: path, FileWords.unknownBytes, ["bytes": head.joined(separator: " ")])
    }
  }

  private init(_ code: String, path: String, _ words: ErrorWords, kind: Phrase) {
    let message = Phrase(
      zh: words.message.text(.zh, ["kind": kind.zh]), en: words.message.text(.en, ["kind": kind.en]))
    self.init(code, path: path, ErrorWords(message: message, advice: words.advice))
  }
}
