import CSV
import OpenPackaging
import SpreadsheetModel

/// Gathers the cells of one sheet's records.
struct BIFFSheetParser {
  private var sheet: Sheet
  private let formats: BIFFFormats
  private let strings: [String]
  /// Decodes the texts of BIFF5; `nil` in BIFF8.
  private let codePage: CodePageDecoder?
  private var rows: [Int: [Int: Cell]] = [:]
  private var hiddenRows: Set<Int> = []
  /// The cell of a formula whose text result is in the STRING record to come.
  private var awaitsString: CellReference?
  /// Text of drawing objects by their id, and the id of the object last begun.
  private var objectTexts: [Int: String] = [:]
  private var currentObject: Int?
  private var lastNote: CellReference?
  private var noteObjects: [(cell: CellReference, object: Int)] = []

  init(sheet: Sheet, formats: BIFFFormats, strings: [String], codePage: CodePageDecoder?) {
    self.sheet = sheet
    self.formats = formats
    self.strings = strings
    self.codePage = codePage
  }

  /// Reads the records from the sheet's BOF on up to its EOF.
  ///
  /// - Returns: whether the end was met; otherwise the stream is cut off.
  mutating func read(_ records: inout BIFFRecords) -> Bool {
    var depth = 0
    while let record = records.next() {
      switch record.type {
      case BIFFRecordType.beginningOfFile: depth += 1
      case BIFFRecordType.endOfFile:
        depth -= 1
        if depth <= 0 { return true }
      default:
        // Charts inside a sheet have cells of their own.
        if depth == 1 { handle(record, &records) }
      }
    }
    return false
  }

  /// The sheet with everything in place.
  mutating func finish() -> Sheet {
    for index in rows.keys.sorted() {
      let cells = rows[index]?.values.sorted { $0.column < $1.column } ?? []
      if cells.isEmpty { continue }
      sheet.rows.append(Row(index: index, isHidden: hiddenRows.contains(index), cells: cells))
    }
    for (cell, object) in noteObjects {
      if let text = objectTexts[object] { sheet.notes[cell] = text }
    }
    return sheet
  }

  private mutating func handle(_ record: BIFFRecords.Record, _ records: inout BIFFRecords) {
    let data = record.data
    switch record.type {
    case BIFFRecordType.number:
      if let number = data.double(6), number.isFinite { add(data, .number(number)) }
    case BIFFRecordType.rk:
      if let packed = data.uint32(6) { add(data, .number(BIFFNumber.rk(packed))) }
    case BIFFRecordType.multipleRK: addMultiple(data)
    case BIFFRecordType.labelSharedString:
      if let index = data.uint32(6), strings.indices.contains(index) { add(data, .text(strings[index])) }
    case BIFFRecordType.label, BIFFRecordType.richString:
      var text = BIFFText(records.pieces(of: record), offset: 6, codePage: codePage)
      if let text = text.string() { add(data, .text(text)) }
    case BIFFRecordType.booleanOrError:
      if let value = data.byte(6), let isError = data.byte(7) {
        add(data, isError == 0 ? .boolean(value != 0) : .error(BIFFNumber.error(value)))
      }
    case BIFFRecordType.formula: addFormula(data)
    case BIFFRecordType.string:
      var text = BIFFText(records.pieces(of: record), codePage: codePage)
      if let cell = awaitsString, let text = text.string() {
        rows[cell.row]?[cell.column]?.value = .text(text)
      }
      awaitsString = nil
    case BIFFRecordType.note, BIFFRecordType.object, BIFFRecordType.textObject:
      handleNote(record, &records)
    default: handleLayout(record)
    }
  }

  private mutating func handleLayout(_ record: BIFFRecords.Record) {
    let data = record.data
    switch record.type {
    case BIFFRecordType.row:
      if let row = data.uint16(0), let options = data.uint16(12), options & 0x20 != 0 {
        hiddenRows.insert(row)
      }
    case BIFFRecordType.columnInfo:
      if let first = data.uint16(0), let last = data.uint16(2), let options = data.uint16(8),
        options & 1 != 0, first <= last, last < 256
      {
        sheet.hiddenColumns.formUnion(first...last)
      }
    case BIFFRecordType.mergedCells:
      for index in 0..<(data.uint16(0) ?? 0) {
        let start = 2 + index * 8
        guard let top = data.uint16(start), let bottom = data.uint16(start + 2),
          let left = data.uint16(start + 4), let right = data.uint16(start + 6)
        else { break }
        sheet.mergedRanges.append(
          CellRange(CellReference(row: top, column: left), CellReference(row: bottom, column: right)))
      }
    default: break
    }
  }

  /// A note's cell, its drawing object and that object's text come in three records.
  private mutating func handleNote(_ record: BIFFRecords.Record, _ records: inout BIFFRecords) {
    let data = record.data
    switch record.type {
    case BIFFRecordType.note where codePage != nil: addText(ofNote: data)
    case BIFFRecordType.note:
      if let row = data.uint16(0), let column = data.uint16(2), let object = data.uint16(6) {
        noteObjects.append((CellReference(row: row, column: column), object))
      }
    case BIFFRecordType.object:
      // The first sub-record (ftCmo) has the object's kind and id.
      currentObject = data.uint16(0) == 0x15 ? data.uint16(6) : nil
    default:
      let units = data.uint16(10) ?? 0
      var text = BIFFText(Array(records.pieces(of: record).dropFirst()), codePage: codePage)
      if units > 0, let object = currentObject, let text = text.string(units: units) {
        objectTexts[object] = text
      }
    }
  }

  /// A note of BIFF5 holds its text, a long one in several records, those behind the first of which
  /// have no cell.
  private mutating func addText(ofNote data: LittleEndian) {
    guard let row = data.uint16(0), let column = data.uint16(2), let count = data.uint16(4) else { return }
    let cell = row == 0xFFFF ? lastNote : CellReference(row: row, column: column)
    var text = BIFFText([data], offset: 6, codePage: codePage)
    guard let cell, let piece = text.string(units: min(count, data.count - 6)) else { return }
    sheet.notes[cell, default: ""] += piece
    lastNote = cell
  }

  private mutating func add(_ data: LittleEndian, _ value: CellValue) {
    guard let row = data.uint16(0), let column = data.uint16(2), let xf = data.uint16(4) else { return }
    add(row: row, column: column, xf: xf, value)
  }

  private mutating func add(row: Int, column: Int, xf: Int, _ value: CellValue) {
    guard column < CellReference.columnLimit, value != .text("") else { return }
    rows[row, default: [:]][column] = Cell(column: column, value: value, format: formats.index(xf: xf))
  }

  private mutating func addMultiple(_ data: LittleEndian) {
    guard let row = data.uint16(0), let first = data.uint16(2), data.count >= 12 else { return }
    for index in 0..<(data.count - 6) / 6 {
      guard let xf = data.uint16(4 + index * 6), let packed = data.uint32(6 + index * 6) else { break }
      add(row: row, column: first + index, xf: xf, .number(BIFFNumber.rk(packed)))
    }
  }

  /// A formula's stored result ([MS-XLS] 2.5.133); the formula itself is not decoded.
  private mutating func addFormula(_ data: LittleEndian) {
    awaitsString = nil
    guard data.uint16(12) == 0xFFFF else {
      if let number = data.double(6), number.isFinite { add(data, .number(number)) }
      return
    }
    switch data.byte(6) {
    case 0:
      guard let row = data.uint16(0), let column = data.uint16(2), let xf = data.uint16(4),
        column < CellReference.columnLimit
      else { return }
      // Its place is kept until the STRING record brings the text.
      let cell = Cell(column: column, value: .empty, format: formats.index(xf: xf))
      rows[row, default: [:]][column] = cell
      awaitsString = CellReference(row: row, column: column)
    case 1: add(data, .boolean(data.byte(8) != 0))
    case 2: add(data, .error(BIFFNumber.error(data.byte(8) ?? 0)))
    default: break
    }
  }
}
