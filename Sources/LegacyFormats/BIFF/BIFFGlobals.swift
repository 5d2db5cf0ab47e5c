import CSV
import OpenPackaging
import SpreadsheetModel

/// What holds for a whole workbook: its globals, which the sheets of BIFF2 to BIFF4 have inside.
struct BIFFGlobals {
  /// A sheet as the workbook lists it.
  struct ListedSheet {
    let name: String
    let visibility: Sheet.Visibility
    let position: Int
    let isWorksheet: Bool
  }

  let version: BIFFReader.Version
  /// The code page of the texts of BIFF2 to BIFF5; `nil` in BIFF8.
  let codePage: BIFFCodePage?
  private(set) var sheets: [ListedSheet] = []
  private(set) var formats = BIFFFormats()
  private(set) var strings: [String] = []
  private(set) var dateSystem = DateSystem.base1900
  private(set) var externalLinks: [String] = []
  /// How many names the workbook defines that people see.
  private(set) var names = 0
  /// How many sheets are charts.
  private(set) var chartSheets = 0

  /// Reads from the record behind BOF to EOF; `nil` if the stream ends before.
  init?(_ records: inout BIFFRecords, _ version: BIFFReader.Version, _ codePage: BIFFCodePage?) {
    self.version = version
    self.codePage = codePage
    let decoder = codePage?.decoder
    while let record = records.next() {
      if record.type == BIFFRecordType.endOfFile {
        formats.finish(version)
        return
      }
      handle(record, &records, decoder)
    }
    return nil
  }

  /// Takes what a sheet of an old workbook leaves to the workbook.
  mutating func inherit(from workbook: BIFFGlobals) {
    if formats.isEmpty { formats = workbook.formats }
    dateSystem = workbook.dateSystem
  }

  /// Lists the sheet that is the whole workbook.
  mutating func addLoneSheet(_ name: String) {
    sheets = [ListedSheet(name: name, visibility: .visible, position: 0, isWorksheet: true)]
  }

  private mutating func handle(
    _ record: BIFFRecords.Record, _ records: inout BIFFRecords, _ decoder: CodePageDecoder?
  ) {
    let data = record.data
    switch record.type {
    case BIFFRecordType.dateMode: if data.uint16(0) == 1 { dateSystem = .base1904 }
    case BIFFRecordType.boundSheet where version >= .biff5: addSheet(data, decoder)
    case BIFFRecordType.sheetHeader where version == .biff4: addSheet(behind: data, &records, decoder)
    case BIFFRecordType.format, BIFFRecordType.format2: addFormat(record, decoder)
    case BIFFRecordType.extendedFormat: formats.addXF(format: data.uint16(2) ?? 0)
    case BIFFRecordType.extendedFormat3, BIFFRecordType.extendedFormat4:
      formats.addXF(format: data.byte(1).map(Int.init) ?? 0)
    case BIFFRecordType.extendedFormat2:
      formats.addXF(format: data.byte(2).map { Int($0 & 0x3F) } ?? 0)
    case BIFFRecordType.supportingBook where version == .biff8: addLink(data)
    case BIFFRecordType.externalSheet where version == .biff5: addExternalSheet(data, decoder)
    case BIFFRecordType.sharedStrings: readStrings(records.pieces(of: record))
    case BIFFRecordType.definedName where version >= .biff5:
      // Hidden ones and built-in ones ([MS-XLS] 2.4.150) are the program's.
      if let flags = data.uint16(0), flags & 0x21 == 0 { names += 1 }
    default: break
    }
  }

  private mutating func addFormat(_ record: BIFFRecords.Record, _ decoder: CodePageDecoder?) {
    let data = record.data
    if version == .biff8 {
      var text = BIFFText([data], offset: 2, codePage: nil)
      if let id = data.uint16(0), let code = text.string() { formats.define(id, code: code) }
      return
    }
    let start = record.type == BIFFRecordType.format2 ? 0 : 2
    var text = BIFFText([data], offset: start, codePage: decoder)
    guard let code = text.shortString() else { return }
    if version == .biff5, let id = data.uint16(0) {
      formats.define(id, code: code)
    } else {
      formats.defineNext(code: code)
    }
  }

  private mutating func addSheet(_ data: LittleEndian, _ decoder: CodePageDecoder?) {
    guard let position = data.uint32(0), let state = data.byte(4), let kind = data.byte(5) else { return }
    if kind == 2 { chartSheets += 1 }
    var text = BIFFText([data], offset: 6, codePage: decoder)
    let visibility: Sheet.Visibility =
      switch state & 3 {
      case 1: .hidden
      case 2: .veryHidden
      default: .visible
      }
    sheets.append(
      ListedSheet(
        name: text.shortString() ?? "", visibility: visibility, position: position, isWorksheet: kind == 0))
  }

  /// A workbook of BIFF4 has each sheet behind a record with its length and name.
  private mutating func addSheet(
    behind data: LittleEndian, _ records: inout BIFFRecords, _ decoder: CodePageDecoder?
  ) {
    guard let length = data.uint32(0) else { return }
    var text = BIFFText([data], offset: 4, codePage: decoder)
    sheets.append(
      ListedSheet(
        name: text.shortString() ?? "", visibility: .visible, position: records.position,
        isWorksheet: true))
    records.skip(length)
  }

  /// The path of another workbook: control characters stand for drives and folders
  /// ([MS-XLS] 2.5.277).
  private mutating func addLink(_ data: LittleEndian) {
    // 0x0401 and 0x3A01 mark the workbook itself and add-in functions.
    guard let units = data.uint16(2), units != 0x0401, units != 0x3A01,
      externalLinks.count < Self.linkLimit
    else { return }
    var text = BIFFText([data], offset: 2, codePage: nil)
    guard let path = text.string() else { return }
    let readable = path.unicodeScalars.map { $0.value < 0x20 ? "/" : String($0) }.joined()
    let trimmed = String(readable.drop { $0 == "/" })
    if !trimmed.isEmpty { externalLinks.append(trimmed) }
  }

  private static let linkLimit = 1000

  /// A sheet of another workbook, in BIFF5 by its encoded path (the byte 1 marks one); sheets of the
  /// workbook itself begin with 3.
  private mutating func addExternalSheet(_ data: LittleEndian, _ decoder: CodePageDecoder?) {
    guard let count = data.byte(0), data.byte(1) == 1, count > 1, externalLinks.count < Self.linkLimit
    else { return }
    var text = BIFFText([data], offset: 2, codePage: decoder)
    guard let path = text.string(units: Int(count) - 1) else { return }
    let readable = path.unicodeScalars.map { $0.value < 0x20 ? "/" : String($0) }.joined()
    let book = String(readable.prefix { $0 != "]" }.filter { $0 != "[" })
    if !book.isEmpty, !externalLinks.contains(book) { externalLinks.append(book) }
  }

  private mutating func readStrings(_ pieces: [LittleEndian]) {
    // Whatever the count claims: strings are read while there are bytes.
    var text = BIFFText(pieces, offset: 8, codePage: nil)
    while !text.isAtEnd, let string = text.string() { strings.append(string) }
  }
}
