import CSV
import OpenPackaging
import SpreadsheetModel

/// Reads a workbook of Excel 2 to 2003: BIFF5 or BIFF8 in a compound file ([MS-XLS]), or BIFF2 to BIFF5
/// without one, read-only.
///
/// Read are values, the stored results of formulas, number formats, merged ranges, hidden rows, columns
/// and sheets, and notes. Encrypted workbooks that cannot be opened are told by errors.
public struct BIFFReader: Sendable {
  /// The version of the format.
  public let version: Version
  /// How the workbook was encrypted; `nil` if it was not.
  public private(set) var encryption: BIFFEncryption?
  /// Whether the file holds macros.
  public let hasMacros: Bool
  /// The program that made the file, if it says so.
  public let producer: String?

  private var stream: [UInt8]
  private let limits: PackageLimits
  private let globals: BIFFGlobals

  /// How dates count.
  public var dateSystem: DateSystem { globals.dateSystem }
  /// Other workbooks that formulas refer to.
  public var externalLinks: [String] { globals.externalLinks }
  /// The encoding the texts look like, where the workbook names none that they can be in.
  public var encoding: EncodingGuess? { globals.codePage?.guess }

  /// Opens a workbook in memory.
  ///
  /// - Parameter password: That of an encrypted workbook; one encrypted with Excel's own silent password
  ///   opens without.
  /// - Throws: `LegacyFormatError` with code `encrypted`, `wrongPassword`, `tooOld`, `notWorkbook`,
  ///   `truncated` or `damaged`.
  public init(bytes: [UInt8], password: String? = nil) throws(LegacyFormatError) {
    let file: CompoundFile
    do { file = try CompoundFile(bytes: bytes) } catch { throw LegacyFormatError(error) }
    try self.init(file, password: password)
  }

  /// Opens the workbook in a compound file.
  public init(
    _ file: CompoundFile, password: String? = nil, limits: PackageLimits = .standard
  ) throws(LegacyFormatError) {
    guard let entry = file.entry(named: "Workbook") ?? file.entry(named: "Book"), entry.isStream else {
      throw LegacyFormatError(.notWorkbook, detail: Self.kind(of: file))
    }
    hasMacros = file.entry(named: "_VBA_PROJECT_CUR") != nil || file.entry(named: "_VBA_PROJECT") != nil
    producer = file.entry(named: "\u{5}SummaryInformation").flatMap {
      SummaryInformation.applicationName(file.bytes(of: $0))
    }
    stream = file.bytes(of: entry)
    self.limits = limits
    if stream.isEmpty { throw LegacyFormatError(.truncated, byteOffset: 0) }
    globals = try Self.open(&stream, sheetName: "Sheet1", password, &encryption)
    version = globals.version
  }

  /// Opens a workbook without a compound file around it, as Excel 2 to 5 could write it.
  ///
  /// - Parameter sheetName: The name of a sheet that stands alone and has none.
  public init(
    bareStream: [UInt8], sheetName: String = "Sheet1", limits: PackageLimits = .standard
  ) throws(LegacyFormatError) {
    hasMacros = false
    producer = nil
    stream = bareStream
    self.limits = limits
    globals = try Self.open(&stream, sheetName: sheetName, nil, &encryption)
    version = globals.version
  }

  // MARK: Sheets

  /// Reads every sheet into memory; charts have no cells. A sheet that is damaged is read as far as it goes, and told
  /// in the workbook's problems.
  ///
  /// - Throws: `LegacyFormatError` if nothing can be read of any sheet, or a limit is passed.
  public func workbook() throws(LegacyFormatError) -> Workbook {
    var workbook = Workbook(sheets: [], dateSystem: dateSystem)
    var cells = 0
    var bytes = 0
    // Sheets that a careless file lists twice share their cells.
    var byPosition: [Int: (sheet: Sheet, bytes: Int)] = [:]
    var failures: [LegacyFormatError] = []
    for listed in globals.sheets {
      guard listed.isWorksheet else {
        workbook.sheets.append(Sheet(name: listed.name, visibility: listed.visibility))
        continue
      }
      let made: (sheet: Sheet, bytes: Int)
      if let known = byPosition[listed.position] {
        made = known
      } else {
        var parsed = parser(listed)
        made = (parsed.parser.finish(), parsed.bytes)
        workbook.problems.add(parsed.parser.problems)
        workbook.besides.add(parsed.parser.besides)
        if let failure = parsed.failure {
          failures.append(failure)
          workbook.problems.add(
            ReadingProblem(
              .damagedPart, sheet: listed.name, reference: "\(failure.byteOffset ?? listed.position)",
              detail: failure.code.rawValue))
        }
        byPosition[listed.position] = made
        cells += made.sheet.rows.reduce(0) { $0 + $1.cells.count }
      }
      bytes += made.bytes
      guard bytes <= stream.count + limits.repeatedBytes else {
        throw LegacyFormatError(
          .limitExceeded, sheet: listed.name, byteOffset: listed.position,
          detail: "sheets in common: more than \(limits.repeatedBytes) bytes")
      }
      guard cells <= limits.modelBytes / MemoryLayout<Cell>.stride else {
        throw LegacyFormatError(
          .limitExceeded, sheet: listed.name, detail: "more than \(limits.modelBytes) bytes of values")
      }
      var sheet = made.sheet
      sheet.name = listed.name
      sheet.visibility = listed.visibility
      workbook.sheets.append(sheet)
    }
    if let failure = failures.first, workbook.sheets.allSatisfy(\.rows.isEmpty) { throw failure }
    workbook.besides[.name] += globals.names
    workbook.besides[.externalLink] += externalLinks.count
    if hasMacros { workbook.besides[.macro] += 1 }
    workbook.besides[.chart] += globals.chartSheets
    return workbook
  }

  /// Reads the records of a sheet, as far as they go.
  private func parser(
    _ listed: BIFFGlobals.ListedSheet
  ) -> (parser: BIFFSheetParser, bytes: Int, failure: LegacyFormatError?) {
    var records = BIFFRecords(stream, at: listed.position)
    let begins = records.peek().map { BIFFRecordType.isBeginning($0.type) } ?? false
    var globals = globals
    if begins, version == .biff4, listed.position > 0 {
      // A sheet of Excel 4 may have formats of its own.
      var inside = records
      _ = inside.next()
      if var own = BIFFGlobals(&inside, version, globals.codePage) {
        own.inherit(from: globals)
        globals = own
      }
    }
    var parser = BIFFSheetParser(
      sheet: Sheet(name: listed.name, formats: globals.formats.formats, dateSystem: dateSystem),
      globals: globals)
    var failure: LegacyFormatError?
    if !begins {
      failure = LegacyFormatError(
        listed.position >= stream.count ? .truncated : .damaged, sheet: listed.name,
        byteOffset: listed.position)
    } else if !parser.read(&records) {
      failure = LegacyFormatError(.truncated, sheet: listed.name, byteOffset: records.position)
    }
    return (parser, max(0, records.position - listed.position), failure)
  }

  // MARK: Globals

  private static func open(
    _ stream: inout [UInt8], sheetName: String, _ password: String?, _ encryption: inout BIFFEncryption?
  ) throws(LegacyFormatError) -> BIFFGlobals {
    var records = BIFFRecords(stream)
    guard let first = records.next() else { throw LegacyFormatError(.truncated, byteOffset: 0) }
    guard BIFFRecordType.isBeginning(first.type) else {
      throw LegacyFormatError(.damaged, byteOffset: 0, detail: "no BOF record")
    }
    guard let beginning = BIFFBeginning(first) else {
      throw LegacyFormatError(
        first.data.uint16(2) == nil ? .truncated : .tooOld, byteOffset: 0, detail: "Excel 2-4")
    }
    let version = beginning.version
    guard beginning.content != .other else {
      throw LegacyFormatError(.notWorkbook, byteOffset: 0, detail: "Excel chart")
    }
    let start = records.position
    var codePage: Int?
    while let record = records.next(), record.type != BIFFRecordType.endOfFile {
      if record.type == BIFFRecordType.codePage { codePage = codePage ?? record.data.uint16(0) }
      guard record.type == BIFFRecordType.filePass, encryption == nil else { continue }
      let kind = BIFFEncryption(record.data, version)
      encryption = kind
      stream = try decrypted(stream, record, kind, password)
      records = BIFFRecords(stream, at: records.position)
    }
    records = BIFFRecords(stream, at: start)
    let texts = version < .biff8 ? BIFFCodePage(stated: codePage, stream, version) : nil
    guard var globals = BIFFGlobals(&records, version, texts) else {
      throw LegacyFormatError(.truncated, byteOffset: records.position)
    }
    if beginning.content == .worksheet { globals.addLoneSheet(sheetName) }
    return globals
  }

  private static func decrypted(
    _ stream: [UInt8], _ filePass: BIFFRecords.Record, _ encryption: BIFFEncryption, _ password: String?
  ) throws(LegacyFormatError) -> [UInt8] {
    for candidate in [password, BIFFDecryption.silentPassword].compactMap({ $0 }) {
      if let decryption = BIFFDecryption(filePass.data, encryption, password: candidate) {
        return decryption.decrypted(stream)
      }
    }
    var isKnown = false
    switch encryption {
    case .rc4, .rc4CryptoAPI: isKnown = true
    case .xorObfuscation, .unknown: break
    }
    throw LegacyFormatError(
      password != nil && isKnown ? .wrongPassword : isKnown ? .encrypted : .unsupportedEncryption,
      byteOffset: filePass.offset, detail: encryption.description)
  }

  /// What a compound file without a workbook seems to be.
  private static func kind(of file: CompoundFile) -> String {
    if file.entry(named: "EncryptedPackage") != nil { return "EncryptedPackage" }
    if file.entry(named: "WordDocument") != nil { return "Word" }
    if file.entry(named: "PowerPoint Document") != nil { return "PowerPoint" }
    if file.entry(named: "__properties_version1.0") != nil { return "Outlook" }
    return ""
  }
}
