import CSV
import OpenPackaging
import SpreadsheetModel

/// Gathers the cells of one sheet's records.
struct BIFFSheetParser {
  /// Columns of a sheet; its rows are numbered by 16 bits and cannot pass the grid.
  static let columnLimit = 256

  private(set) var problems = ReadingProblems()
  /// What is not read.
  private(set) var besides = ContentCounts()

  private var sheet: Sheet
  private let globals: BIFFGlobals
  /// Decodes the texts of BIFF2 to BIFF5; `nil` in BIFF8.
  private let decoder: CodePageDecoder?
  private var cells = CellCollector()
  private var hiddenRows: Set<Int> = []
  private var hiddenColumns = [Bool](repeating: false, count: BIFFSheetParser.columnLimit)
  private var merges: [CellRange] = []
  private var notes: BIFFNotes
  /// The formula just read, whose text result is in the STRING record to come.
  private var awaitsString: CellReference?

  init(sheet: Sheet, globals: BIFFGlobals) {
    self.sheet = sheet
    self.globals = globals
    decoder = globals.codePage?.decoder
    notes = BIFFNotes(codePage: decoder)
  }

  /// Reads the records from the sheet's BOF on up to its EOF.
  ///
  /// - Returns: whether the end was met; otherwise the stream is cut off.
  mutating func read(_ records: inout BIFFRecords) -> Bool {
    var depth = 0
    while let record = records.next() {
      if BIFFRecordType.isBeginning(record.type) {
        depth += 1
      } else if record.type == BIFFRecordType.endOfFile {
        depth -= 1
        if depth <= 0 { return true }
      } else if depth == 1 {
        // Charts inside a sheet have cells of their own.
        handle(record, &records)
      }
    }
    return false
  }

  /// The sheet with everything in place.
  mutating func finish() -> Sheet {
    endFormula()
    sheet.rows = cells.finish(hidden: hiddenRows, sheet: sheet.name, reporting: &problems)
    if notes.areCut { tell(.cutText, nil, detail: "note") }
    let merged = MergedRanges(merges)
    for range in merged.dropped { tell(.overlappingMerge, nil, reference: "\(range)") }
    sheet.mergedRanges = merged.kept
    sheet.hiddenColumns = Set(hiddenColumns.indices.filter { hiddenColumns[$0] })
    sheet.notes = notes.finished()
    return sheet
  }

  private mutating func handle(_ record: BIFFRecords.Record, _ records: inout BIFFRecords) {
    switch record.type {
    case BIFFRecordType.string, BIFFRecordType.string2:
      addResult(records.pieces(of: record), isShort: globals.version == .biff2)
    case BIFFRecordType.array, BIFFRecordType.array2, BIFFRecordType.table, BIFFRecordType.table2,
      BIFFRecordType.sharedFormula, BIFFRecordType.continue:
      // These may stand between a formula and its text.
      break
    case BIFFRecordType.note, BIFFRecordType.object, BIFFRecordType.textObject:
      if record.type == BIFFRecordType.object { count(object: record.data) }
      notes.handle(record, &records)
    default:
      if handleCell(record, &records) { return }
      handleLayout(record)
      if let kind = Self.uncounted[record.type] { besides[kind] += 1 }
    }
  }

  /// Records of what is not read ([MS-XLS] 2.3.1).
  private static let uncounted: [Int: ContentKind] = [
    0x01B8: .link, 0x01BE: .validation, 0x01B0: .conditionalFormat, 0x00B0: .pivotTable, 0x009D: .filter,
    0x0041: .pane,
  ]

  /// Counts a drawing object by its kind ([MS-XLS] 2.5.143); those of notes are counted as notes.
  private mutating func count(object data: LittleEndian) {
    guard globals.version == .biff8, data.uint16(0) == 0x15, let kind = data.uint16(4) else { return }
    switch kind {
    case 0x05: besides[.chart] += 1
    case 0x08: besides[.picture] += 1
    case 0x07, 0x0B...0x13: besides[.control] += 1
    case 0x14, 0x19: break
    default: besides[.shape] += 1
    }
  }

  // MARK: Cells

  /// Where a cell is, how it looks, and where its content begins.
  private struct Head {
    let row: Int
    let column: Int
    let format: Int
    let content: Int
  }

  /// The head of a cell; in BIFF2 its attributes take three bytes and name the format.
  private func head(_ data: LittleEndian, isBIFF2: Bool = false) -> Head? {
    guard let row = data.uint16(0), let column = data.uint16(2) else { return nil }
    if isBIFF2 {
      guard let look = data.byte(5) else { return nil }
      let format = globals.formats.index(format: Int(look & 0x3F))
      return Head(row: row, column: column, format: format, content: 7)
    }
    guard let xf = data.uint16(4) else { return nil }
    return Head(row: row, column: column, format: globals.formats.index(xf: xf), content: 6)
  }

  /// Reads the record of a cell; whether it was one.
  private mutating func handleCell(_ record: BIFFRecords.Record, _ records: inout BIFFRecords) -> Bool {
    let data = record.data
    switch record.type {
    case BIFFRecordType.number, BIFFRecordType.number2:
      add(head(data, isBIFF2: record.type == BIFFRecordType.number2)) { data.double($0).map { .number($0) } }
    case BIFFRecordType.rk:
      add(head(data)) { data.uint32($0).map { .number(BIFFNumber.rk($0)) } }
    case BIFFRecordType.integer2:
      add(head(data, isBIFF2: true)) { data.uint16($0).map { .number(Double($0)) } }
    case BIFFRecordType.labelSharedString: addShared(data)
    case BIFFRecordType.label, BIFFRecordType.richString, BIFFRecordType.label2:
      let isShort = record.type == BIFFRecordType.label2
      let pieces = records.pieces(of: record)
      let codePage = decoder
      add(head(data, isBIFF2: isShort)) { start in
        var text = BIFFText(pieces, offset: start, codePage: codePage)
        return (isShort ? text.shortString() : text.string()).map { .text($0) }
      }
    case BIFFRecordType.booleanOrError, BIFFRecordType.booleanOrError2:
      add(head(data, isBIFF2: record.type == BIFFRecordType.booleanOrError2)) { start in
        guard let value = data.byte(start), let isError = data.byte(start + 1) else { return nil }
        return isError == 0 ? .boolean(value != 0) : .error(BIFFNumber.error(value))
      }
    case BIFFRecordType.formula, BIFFRecordType.formula3, BIFFRecordType.formula4: addFormula(data)
    case BIFFRecordType.blank, BIFFRecordType.blank2: add(head(data)) { _ in .empty }
    case BIFFRecordType.multipleRK: addSeveral(data, size: 6) { .number(BIFFNumber.rk(data.uint32($0) ?? 0)) }
    case BIFFRecordType.multipleBlank: addSeveral(data, size: 2) { _ in .empty }
    default: return false
    }
    return true
  }

  /// Adds a cell whose content is read from an offset; what is cut short is told.
  private mutating func add(_ head: Head?, _ value: (Int) -> CellValue?) {
    endFormula()
    guard let head else { return tell(.cutText, nil, detail: "cell record") }
    guard let value = value(head.content) else {
      return tell(.cutText, CellReference(row: head.row, column: head.column))
    }
    add(row: head.row, column: head.column, format: head.format, value)
  }

  private mutating func add(row: Int, column: Int, format: Int, _ value: CellValue) {
    let place = CellReference(row: row, column: column)
    guard column < Self.columnLimit else {
      if !value.isEmpty { tell(.placelessCell, nil, reference: "\(place)", value: value) }
      return
    }
    if case .number(let number) = value, !number.isFinite { return tell(.notANumber, place) }
    cells.add(
      Cell(column: column, value: value == .text("") ? .empty : value, format: format), row: row)
  }

  private mutating func addShared(_ data: LittleEndian) {
    guard let index = data.uint32(6), let head = head(data) else {
      return add(nil) { _ in nil }
    }
    guard globals.strings.indices.contains(index) else {
      endFormula()
      return tell(
        .missingText, CellReference(row: head.row, column: head.column), reference: String(index))
    }
    let text = globals.strings[index]
    add(head) { _ in .text(text) }
  }

  /// Cells side by side: row, first column, then the look and the content of each, and the last column.
  private mutating func addSeveral(_ data: LittleEndian, size: Int, _ value: (Int) -> CellValue) {
    endFormula()
    guard let row = data.uint16(0), let first = data.uint16(2), data.count >= 6 + size,
      let last = data.uint16(data.count - 2)
    else { return tell(.cutText, nil, detail: "cell record") }
    let count = (data.count - 6) / size
    if (data.count - 6) % size != 0 || last - first + 1 > count {
      tell(.cutText, CellReference(row: row, column: first + count), detail: "cell record")
    }
    for index in 0..<count {
      guard let xf = data.uint16(4 + index * size) else { break }
      add(
        row: row, column: first + index, format: globals.formats.index(xf: xf), value(6 + index * size))
    }
  }

  /// A formula's stored result ([MS-XLS] 2.5.133); the formula itself is not decoded.
  private mutating func addFormula(_ data: LittleEndian) {
    guard let head = head(data, isBIFF2: globals.version == .biff2), data.double(head.content) != nil else {
      return add(nil) { _ in nil }
    }
    besides[.formula] += 1
    guard data.uint16(head.content + 6) == 0xFFFF else {
      return add(head) { data.double($0).map { .number($0) } }
    }
    switch data.byte(head.content) {
    case 0:
      add(head) { _ in .text(" ") }
      if head.column < Self.columnLimit { awaitsString = CellReference(row: head.row, column: head.column) }
    case 1: add(head) { .boolean(data.byte($0 + 2) != 0) }
    case 2: add(head) { .error(BIFFNumber.error(data.byte($0 + 2) ?? 0)) }
    case 3: add(head) { _ in .empty }
    default: add(head) { _ in nil }
    }
  }

  private mutating func addResult(_ pieces: [LittleEndian], isShort: Bool) {
    guard let cell = awaitsString else { return }
    awaitsString = nil
    var text = BIFFText(pieces, codePage: decoder)
    if let text = isShort ? text.shortString() : text.string() {
      cells.setLast(text.isEmpty ? .empty : .text(text))
    } else {
      cells.setLast(.empty)
      tell(.cutText, cell)
    }
  }

  /// A formula without the text it announced has no result.
  private mutating func endFormula() {
    guard let cell = awaitsString else { return }
    awaitsString = nil
    cells.setLast(.empty)
    tell(.cutText, cell, detail: "formula result")
  }

  private mutating func tell(
    _ kind: ReadingProblem.Kind, _ cell: CellReference?, reference: String = "", value: CellValue = .empty,
    detail: String = ""
  ) {
    problems.add(
      kind, sheet: sheet.name, cell: cell, reference: reference, value: value, detail: detail)
  }

  // MARK: Layout

  private mutating func handleLayout(_ record: BIFFRecords.Record) {
    let data = record.data
    switch record.type {
    case BIFFRecordType.row:
      if let row = data.uint16(0), let options = data.uint16(12), options & 0x20 != 0 {
        hiddenRows.insert(row)
      }
    case BIFFRecordType.row2:
      if let row = data.uint16(0), let height = data.uint16(6), height & 0x7FFF == 0 {
        hiddenRows.insert(row)
      }
    case BIFFRecordType.columnInfo:
      if let first = data.uint16(0), let last = data.uint16(2), let options = data.uint16(8),
        options & 1 != 0
      {
        hideColumns(first, last)
      }
    case BIFFRecordType.columnWidth2:
      if let first = data.byte(0), let last = data.byte(1), data.uint16(2) == 0 {
        hideColumns(Int(first), Int(last))
      }
    case BIFFRecordType.mergedCells: addMerges(data)
    default: break
    }
  }

  private mutating func hideColumns(_ first: Int, _ last: Int) {
    let last = min(last, Self.columnLimit - 1)
    guard first <= last else { return }
    for column in first...last { hiddenColumns[column] = true }
  }

  private mutating func addMerges(_ data: LittleEndian) {
    for index in 0..<(data.uint16(0) ?? 0) {
      let start = 2 + index * 8
      guard let top = data.uint16(start), let bottom = data.uint16(start + 2),
        let left = data.uint16(start + 4), let right = data.uint16(start + 6)
      else { return tell(.cutText, nil, detail: "merged cells") }
      let range = CellRange(
        CellReference(row: top, column: left), CellReference(row: bottom, column: right))
      if range.last.column < Self.columnLimit {
        merges.append(range)
      } else {
        tell(.overlappingMerge, nil, reference: "\(range)")
      }
    }
  }
}
