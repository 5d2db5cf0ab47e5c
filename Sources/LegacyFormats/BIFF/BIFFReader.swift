import CSV
import OpenPackaging
import SpreadsheetModel

/// Reads a workbook of Excel 5 to 2003: BIFF5 or BIFF8 in a compound file ([MS-XLS]), read-only.
///
/// Read are values, the stored results of formulas, number formats, merged ranges, hidden rows, columns
/// and sheets, and notes. Encrypted workbooks and those of Excel 4 and before are told by errors.
public struct BIFFReader: Sendable {
  /// A sheet as the workbook lists it.
  private struct ListedSheet: Sendable {
    let name: String
    let visibility: Sheet.Visibility
    let position: Int
    let isWorksheet: Bool
  }

  /// The version of the format.
  public enum Version: String, Hashable, Sendable, Codable {
    /// Excel 5 and 95, whose texts are in the code page of the machine that wrote them.
    case biff5
    /// Excel 97 to 2003.
    case biff8
  }

  /// The version of the format.
  public private(set) var version = Version.biff8
  /// How the workbook was encrypted; `nil` if it was not.
  public private(set) var encryption: BIFFEncryption?
  /// How dates count.
  public private(set) var dateSystem = DateSystem.base1900
  /// Whether the file holds macros.
  public let hasMacros: Bool
  /// Other workbooks that formulas refer to.
  public private(set) var externalLinks: [String] = []
  /// The program that made the file, if it says so.
  public let producer: String?

  private var stream: [UInt8]
  private let password: String?
  private var sheets: [ListedSheet] = []
  private var formats = BIFFFormats()
  private var strings: [String] = []
  /// The code page of the texts, which counts in BIFF5 only.
  private var codePage = 1252

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
  public init(_ file: CompoundFile, password: String? = nil) throws(LegacyFormatError) {
    guard let entry = file.entry(named: "Workbook") ?? file.entry(named: "Book"), entry.isStream else {
      throw LegacyFormatError(.notWorkbook, detail: Self.kind(of: file))
    }
    hasMacros = file.entry(named: "_VBA_PROJECT_CUR") != nil || file.entry(named: "_VBA_PROJECT") != nil
    producer = file.entry(named: "\u{5}SummaryInformation").flatMap {
      SummaryInformation.applicationName(file.bytes(of: $0))
    }
    self.password = password
    stream = file.bytes(of: entry)
    if stream.isEmpty { throw LegacyFormatError(.truncated, byteOffset: 0) }
    try readGlobals(isCutOff: stream.count < entry.size)
  }

  /// Opens a workbook without a compound file around it: BIFF5 as Excel 5 could write it.
  ///
  /// - Throws: `LegacyFormatError` with code `tooOld` for Excel 2 to 4.
  public init(bareStream: [UInt8]) throws(LegacyFormatError) {
    hasMacros = false
    producer = nil
    password = nil
    stream = bareStream
    try readGlobals(isCutOff: false)
  }

  /// The version of a workbook without a compound file around it, as Excel 2 to 5 wrote; `nil` if the
  /// bytes are none.
  public static func bareVersion(_ bytes: some Collection<UInt8>) -> String? {
    let head = Array(bytes.prefix(6))
    guard head.count == 6, head[0] == 0x09, head[3] == 0, head[2] <= 16, head[4] == 0 || head[4] <= 6
    else { return nil }
    return switch head[1] {
    case 0x00: "Excel 2"
    case 0x02: "Excel 3"
    case 0x04: "Excel 4"
    case 0x08: "Excel 5"
    default: nil
    }
  }

  /// Reads every sheet into memory; charts and macro sheets have no cells.
  public func workbook() throws(LegacyFormatError) -> Workbook {
    var read: [Sheet] = []
    for listed in sheets { read.append(try sheet(listed)) }
    return Workbook(sheets: read, dateSystem: dateSystem)
  }

  private func sheet(_ listed: ListedSheet) throws(LegacyFormatError) -> Sheet {
    let empty = Sheet(
      name: listed.name, visibility: listed.visibility, formats: formats.formats,
      dateSystem: dateSystem)
    guard listed.isWorksheet else { return empty }
    var parser = BIFFSheetParser(
      sheet: empty, formats: formats, strings: strings, codePage: decoder)
    var records = BIFFRecords(stream, at: listed.position)
    guard records.peek()?.type == BIFFRecordType.beginningOfFile else {
      throw LegacyFormatError(
        listed.position >= stream.count ? .truncated : .damaged, sheet: listed.name,
        byteOffset: listed.position)
    }
    guard parser.read(&records) else {
      throw LegacyFormatError(.truncated, sheet: listed.name, byteOffset: records.position)
    }
    return parser.finish()
  }

  private mutating func readGlobals(isCutOff: Bool) throws(LegacyFormatError) {
    var records = BIFFRecords(stream)
    guard let first = records.next(), let number = first.data.uint16(0) else {
      throw LegacyFormatError(.truncated, byteOffset: 0)
    }
    guard first.type == BIFFRecordType.beginningOfFile else {
      if let older = Self.bareVersion(stream) {
        throw LegacyFormatError(.tooOld, byteOffset: 0, detail: older)
      }
      throw LegacyFormatError(.damaged, byteOffset: 0, detail: "no BOF record")
    }
    switch number {
    case 0x0600: self.version = .biff8
    case 0x0500: self.version = .biff5
    default: throw LegacyFormatError(.tooOld, byteOffset: 0, detail: "Excel 2-4")
    }
    while let record = records.next() {
      switch record.type {
      case BIFFRecordType.endOfFile:
        formats.finish()
        return
      case BIFFRecordType.filePass:
        try decrypt(record.data, at: record.offset)
        records = BIFFRecords(stream, at: records.position)
      case BIFFRecordType.dateMode:
        if record.data.uint16(0) == 1 { dateSystem = .base1904 }
      case BIFFRecordType.codePage: codePage = record.data.uint16(0) ?? codePage
      case BIFFRecordType.boundSheet: addSheet(record.data)
      case BIFFRecordType.format: addFormat(record.data)
      case BIFFRecordType.extendedFormat: formats.addXF(format: record.data.uint16(2) ?? 0)
      case BIFFRecordType.supportingBook where version == .biff8: addLink(record.data)
      case BIFFRecordType.externalSheet where version == .biff5: addExternalSheet(record.data)
      case BIFFRecordType.sharedStrings: readStrings(records.pieces(of: record))
      default: break
      }
    }
    throw LegacyFormatError(
      isCutOff || records.isCutOff ? .truncated : .damaged, byteOffset: records.position)
  }

  /// Decodes the texts of BIFF5.
  private var decoder: CodePageDecoder? { version == .biff5 ? CodePageDecoder(codePage) : nil }

  private mutating func addFormat(_ data: LittleEndian) {
    guard let id = data.uint16(0) else { return }
    if version == .biff5 {
      var text = BIFFText([data], offset: 3, codePage: decoder)
      if let count = data.byte(2), let code = text.string(units: Int(count)) {
        formats.define(id, code: code)
      }
    } else {
      var text = BIFFText([data], offset: 2, codePage: nil)
      if let code = text.string() { formats.define(id, code: code) }
    }
  }

  private mutating func decrypt(_ filePass: LittleEndian, at offset: Int) throws(LegacyFormatError) {
    let encryption = BIFFEncryption(filePass, version)
    self.encryption = encryption
    let candidates = [password, BIFFDecryption.silentPassword].compactMap { $0 }
    for candidate in candidates {
      guard let decryption = BIFFDecryption(filePass, encryption, password: candidate) else { continue }
      stream = decryption.decrypted(stream)
      return
    }
    var isKnown = false
    switch encryption {
    case .rc4, .rc4CryptoAPI: isKnown = true
    case .xorObfuscation, .unknown: break
    }
    throw LegacyFormatError(
      password != nil && isKnown ? .wrongPassword : isKnown ? .encrypted : .unsupportedEncryption,
      byteOffset: offset, detail: encryption.description)
  }

  private mutating func addSheet(_ data: LittleEndian) {
    guard let position = data.uint32(0), let state = data.byte(4), let kind = data.byte(5),
      let units = data.byte(6)
    else { return }
    var text = BIFFText([data], offset: 7, codePage: decoder)
    let visibility: Sheet.Visibility =
      switch state & 3 {
      case 1: .hidden
      case 2: .veryHidden
      default: .visible
      }
    sheets.append(
      ListedSheet(
        name: text.string(units: Int(units)) ?? "", visibility: visibility, position: position,
        isWorksheet: kind == 0))
  }

  /// The path of another workbook: control characters stand for drives and folders
  /// ([MS-XLS] 2.5.277).
  private mutating func addLink(_ data: LittleEndian) {
    // 0x0401 and 0x3A01 mark the workbook itself and add-in functions.
    guard let units = data.uint16(2), units != 0x0401, units != 0x3A01 else { return }
    var text = BIFFText([data], offset: 2, codePage: nil)
    guard let path = text.string() else { return }
    let readable = path.unicodeScalars.map { $0.value < 0x20 ? "/" : String($0) }.joined()
    let trimmed = String(readable.drop { $0 == "/" })
    if !trimmed.isEmpty { externalLinks.append(trimmed) }
  }

  /// A sheet of another workbook, in BIFF5 by its encoded path (the byte 1 marks one); sheets of the
  /// workbook itself begin with 3.
  private mutating func addExternalSheet(_ data: LittleEndian) {
    guard let count = data.byte(0), data.byte(1) == 1, count > 1 else { return }
    var text = BIFFText([data], offset: 2, codePage: decoder)
    guard let path = text.string(units: Int(count) - 1) else { return }
    let readable = path.unicodeScalars.map { $0.value < 0x20 ? "/" : String($0) }.joined()
    let book = String(readable.prefix { $0 != "]" }.filter { $0 != "[" })
    if !book.isEmpty, !externalLinks.contains(book) { externalLinks.append(book) }
  }

  private mutating func readStrings(_ pieces: [LittleEndian]) {
    // What the count claims is only an upper bound: strings are read while there are bytes.
    var text = BIFFText(pieces, offset: 8, codePage: nil)
    let claimed = pieces.first?.uint32(4) ?? 0
    while strings.count < claimed, !text.isAtEnd, let string = text.string() { strings.append(string) }
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
