import CSV
import LegacyFormats
import SpreadsheetModel
import Testing

@Suite("Cells of Excel's binary workbooks, record by record")
struct BIFFCellTests {
  /// A workbook of one sheet with the records given; globals stand in front of the list of sheets.
  static func workbook(
    _ version: BIFFReader.Version, name: [UInt8] = [0x53],
    globals: (inout BIFFWriter) -> Void = { _ in }, _ cells: (inout BIFFWriter) -> Void
  ) -> [UInt8] {
    var front = BIFFWriter(version)
    globals(&front)
    var sheet = BIFFWriter(version)
    sheet.begin(0x10)
    cells(&sheet)
    sheet.end()
    return version < .biff5
      ? sheet.bytes : BIFFWriter.workbook(version, globals: front, sheets: [(name, sheet)])
  }

  static func read(_ stream: [UInt8]) throws -> (sheet: Sheet, problems: ReadingProblems) {
    let workbook = try BIFFReader(bareStream: stream).workbook()
    return (try #require(workbook.sheets.first), workbook.problems)
  }

  static func place(_ row: Int, _ column: Int) -> [UInt8] {
    BIFFWriter.little(row, 2) + BIFFWriter.little(column, 2) + [0, 0]
  }

  static func number(_ value: Double, _ row: Int, _ column: Int) -> [UInt8] {
    place(row, column) + BIFFWriter.little(value)
  }

  @Test("formulas under the record numbers of Excel 3 and 4 are read", arguments: [0x0006, 0x0206, 0x0406])
  func formulaRecords(type: Int) throws {
    let stream = Self.workbook(.biff8) { sheet in
      for (column, value) in [3.0, 2, 38353].enumerated() {
        sheet.record(type, Self.number(value, 3, column) + [0, 0, 0, 0, 0, 0, 3, 0, 0x1E, 1, 0])
      }
    }
    #expect(try Self.read(stream).sheet.rows.map(\.cells).first?.map(\.value) == [3, 2, 38353])
  }

  @Test("a text result belongs to the formula before it and to no other cell")
  func strayResult() throws {
    let announced: [UInt8] = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0, 0, 0]
    let stream = Self.workbook(.biff8) { sheet in
      sheet.record(0x0006, Self.place(0, 0) + announced)
      sheet.record(0x0203, Self.number(1, 0, 1))
      sheet.record(0x0207, [1, 0, 0, 0x61])
    }
    let (sheet, problems) = try Self.read(stream)
    #expect(sheet.rows[0].cells.map(\.column) == [1])
    #expect(problems.all.map(\.kind) == [.cutText])
    #expect(problems.all[0].cell == CellReference(row: 0, column: 0))
  }

  @Test("cells come in order, and of several at one place the last counts, told as repeated")
  func order() throws {
    let stream = Self.workbook(.biff8) { sheet in
      for (row, column, value) in [(5, 1, 1.0), (2, 3, 2), (2, 0, 3), (5, 1, 4), (0, 0, 5)] {
        sheet.record(0x0203, Self.number(value, row, column))
      }
      sheet.record(0x0201, Self.place(0, 0))
    }
    let (sheet, problems) = try Self.read(stream)
    #expect(sheet.rows.map(\.index) == [2, 5])
    #expect(sheet.rows.map { $0.cells.map(\.column) } == [[0, 3], [1]])
    #expect(sheet.rows[1].cells[0].value == 4)
    #expect(problems.counts == [.repeatedCell: 2])
    #expect(problems.all.map(\.value) == ["5", "1"])
    #expect(!problems.haveLosses)
  }

  @Test("what lies past the 256 columns is left out and told with its reference and value")
  func pastGrid() throws {
    let stream = Self.workbook(.biff8) { sheet in
      sheet.record(0x0203, Self.number(7, 4, 300))
      sheet.record(0x0204, Self.place(0, 256) + [1, 0, 0, 0x61])
      let first = BIFFWriter.little(65_535, 2) + BIFFWriter.little(254, 2)
      sheet.record(0x00BD, first + [0, 0, 6, 0, 0, 0, 0, 0, 10, 0, 0, 0, 0, 0, 14, 0, 0, 0, 0, 1])
    }
    let (sheet, problems) = try Self.read(stream)
    #expect(sheet.rows.map(\.index) == [65_535])
    #expect(sheet.rows[0].cells.map(\.column) == [254, 255])
    #expect(problems.counts == [.placelessCell: 3])
    #expect(problems.all.map(\.reference) == ["KO5", "IW1", "IW65536"])
    #expect(problems.all.map(\.value) == ["7", "a", "3"])
  }

  @Test("cut records and texts leave their cell out and are told; the rest is read")
  func cutShort() throws {
    let stream = Self.workbook(.biff8) { sheet in
      sheet.record(0x0204, Self.place(0, 0) + [9, 0, 0, 0x61, 0x62])
      sheet.record(0x0203, Self.place(1, 0) + [0, 0])
      sheet.record(0x027E, [0, 0])
      sheet.record(0x00BD, BIFFWriter.little(2, 2) + [0, 0, 0, 0, 6, 0, 0, 0, 5, 0])
      sheet.record(0x0006, Self.place(3, 0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0, 0, 0, 0, 0, 0])
      sheet.record(0x0207, [5, 0, 1, 0x61])
      sheet.record(0x00FD, Self.place(4, 0) + [3, 0, 0, 0])
      sheet.record(0x0203, Self.number(.nan, 5, 0))
      sheet.record(0x00E5, [2, 0, 0, 0, 0, 0, 0, 0, 1, 0])
      sheet.record(0x0203, Self.number(8, 6, 0))
    }
    let (sheet, problems) = try Self.read(stream)
    #expect(sheet.rows.map(\.index) == [2, 6])
    #expect(sheet.rows.map { $0.cells[0].value } == [1, 8])
    #expect(sheet.mergedRanges == [CellRange(a1: "A1:B1")])
    #expect(problems.counts == [.cutText: 6, .missingText: 1, .notANumber: 1])
    #expect(problems.haveLosses)
  }

  @Test("merged ranges that overlap or pass the grid are left out and told")
  func merges() throws {
    func range(_ top: Int, _ bottom: Int, _ left: Int, _ right: Int) -> [UInt8] {
      [top, bottom, left, right].flatMap { BIFFWriter.little($0, 2) }
    }
    let stream = Self.workbook(.biff8) { sheet in
      sheet.record(0x00E5, [2, 0] + range(0, 9, 0, 3) + range(2, 4, 3, 5))
      sheet.record(0x00E5, [2, 0] + range(0, 0, 0, 65_535) + range(10, 10, 0, 255))
    }
    let (sheet, problems) = try Self.read(stream)
    #expect(sheet.mergedRanges == [CellRange(a1: "A1:D10"), CellRange(a1: "A11:IV11")].compactMap { $0 })
    #expect(problems.counts == [.overlappingMerge: 2])
  }

  @Test("a sheet that is not where the list says, or is cut off, is told, and the others are read")
  func damagedSheets() throws {
    var one = BIFFWriter(.biff8)
    one.begin(0x10)
    one.record(0x0203, Self.number(1, 0, 0))
    let cut = one
    one.end()
    var stream = BIFFWriter.workbook(
      .biff8, globals: BIFFWriter(.biff8),
      sheets: [(Array("a".utf8), one), (Array("b".utf8), one), (Array("c".utf8), cut)])
    let listed = try #require(stream.firstRange(of: [0x62])?.lowerBound) - 8
    stream.replaceSubrange(listed..<listed + 4, with: [3, 0, 0, 0])
    let workbook = try BIFFReader(bareStream: stream).workbook()
    #expect(workbook.sheets.map { $0.rows.map { $0.cells.map(\.value) } } == [[[1]], [], [[1]]])
    #expect(workbook.problems.all.map(\.kind) == [.damagedPart, .damagedPart])
    #expect(workbook.problems.all.map(\.sheet) == ["b", "c"])
  }

  @Test("sheets that share their cells are read once, and not without end")
  func sharedSheets() throws {
    var sheet = BIFFWriter(.biff8)
    sheet.begin(0x10)
    for row in 0..<3000 { sheet.record(0x0203, Self.number(Double(row), row, 0)) }
    sheet.end()
    func stream(_ count: Int) -> [UInt8] {
      let empty = BIFFWriter(.biff8)
      let names = (0..<count).map { Array("S\($0)".utf8) }
      var bytes = BIFFWriter.workbook(
        .biff8, globals: empty, sheets: names.map { ($0, empty) })
      let position = bytes.count
      // Every position in the list is that of the one sheet behind the globals.
      var index = 20
      for _ in 0..<count {
        bytes.replaceSubrange(index + 4..<index + 8, with: BIFFWriter.little(position, 4))
        index += 4 + Int(bytes[index + 2])
      }
      return bytes + sheet.bytes
    }
    let shared = try BIFFReader(bareStream: stream(20)).workbook()
    #expect(shared.sheets.map(\.name) == (0..<20).map { "S\($0)" })
    #expect(shared.sheets.allSatisfy { $0.rows.count == 3000 })
    let error = #expect(throws: LegacyFormatError.self) {
      try BIFFReader(bareStream: stream(5000)).workbook()
    }
    #expect(error?.code == .limitExceeded)
  }

  // MARK: Code pages

  @Test(
    "texts of Excel 95 are in the code page that is named, those of the Mac too",
    arguments: [
      (936, [0xB5, 0xB3, 0xD4, 0xB1], "党员"), (950, [0xC4, 0xD2, 0xAD, 0xFB], "黨員"),
      (10000, [0x80, 0x8A, 0xC6], "Ää∆"), (10029, [0x80, 0x72, 0x6B, 0x75, 0x73, 0x7A], "Ärkusz"),
      (10006, [0x80, 0xE1], "Äα"), (10007, [0x80, 0xE0, 0xDF], "Аая"), (10081, [0xDA, 0xDD], "Ğı"),
      (10010, [0xAF, 0xDE], "ȘȚ"), (10001, [0x93, 0xFA, 0x96, 0x7B], "日本"),
      (10003, [0xC7, 0xD1, 0xB1, 0xB9], "한국"), (10008, [0xB5, 0xB3], "党"), (10002, [0xC4, 0xD2], "黨"),
      (32768, [0x80], "Ä"), (32769, [0x80], "€"), (1251, [0xC0, 0xFF], "Ая"),
    ] as [(Int, [UInt8], String)])
  func codePages(number: Int, bytes: [UInt8], text: String) throws {
    let stream = Self.workbook(.biff5, name: bytes) { globals in
      globals.record(0x0042, BIFFWriter.little(number, 2))
    } _: { sheet in
      sheet.record(0x0204, Self.place(0, 0) + BIFFWriter.little(bytes.count, 2) + bytes)
    }
    let reader = try BIFFReader(bareStream: stream)
    let sheet = try reader.workbook().sheets[0]
    #expect(sheet.name == text)
    #expect(sheet.rows[0].cells[0].value == .text(text))
    #expect(reader.encoding == nil)
  }

  @Test("a code page that byte texts cannot be in is told by the texts", arguments: [1200, 0, 777, nil])
  func unusableCodePage(number: Int?) throws {
    let words = ["党支部", "王建国", "组织生活会", "党支部党组织"]
    let stream = Self.workbook(.biff5) { globals in
      if let number { globals.record(0x0042, BIFFWriter.little(number, 2)) }
    } _: { sheet in
      for (row, word) in words.enumerated() {
        let bytes = GBK.bytes(word)
        sheet.record(0x0204, Self.place(row, 0) + BIFFWriter.little(bytes.count, 2) + bytes)
      }
    }
    let reader = try BIFFReader(bareStream: stream)
    #expect(try reader.workbook().sheets[0].rows.map { $0.cells[0].value } == words.map { .text($0) })
    #expect(reader.encoding?.encoding == .gb18030)
  }

  // MARK: Older workbooks

  @Test("a sheet of web systems' small export routines, without a version, is read under the file's name")
  func nameless() throws {
    var bytes = BIFFWriter.little(0x0809, 2) + [8, 0, 0, 0, 0x10, 0, 0, 0, 0, 0]
    var sheet = BIFFWriter(.biff5)
    let text = GBK.bytes("党支部党支部组织生活会")
    sheet.record(0x0204, Self.place(0, 0) + BIFFWriter.little(text.count, 2) + text)
    sheet.record(0x0203, Self.number(12.5, 1, 1))
    sheet.end()
    bytes += sheet.bytes
    let reader = try BIFFReader(bareStream: bytes, sheetName: "党费")
    let read = try reader.workbook().sheets[0]
    #expect(read.name == "党费")
    #expect(read.rows.map { $0.cells[0].value } == ["党支部党支部组织生活会", 12.5])
  }

  @Test(
    "formats of Excel 2 to 5 show dates",
    arguments: [.biff2, .biff3, .biff4, .biff5] as [BIFFReader.Version])
  func formats(version: BIFFReader.Version) throws {
    func define(_ writer: inout BIFFWriter) {
      for (index, code) in ["General", "0.00", "yyyy\\-mm\\-dd"].enumerated() {
        let text = [UInt8(code.utf8.count)] + code.utf8
        switch version {
        case .biff2, .biff3: writer.record(0x001E, text)
        case .biff4: writer.record(0x041E, [0, 0] + text)
        case .biff5, .biff8: writer.record(0x041E, BIFFWriter.little(164 + index, 2) + text)
        }
      }
      for index in 0..<3 {
        let format = UInt8(index)
        let rest = [UInt8](repeating: 0, count: 12)
        switch version {
        case .biff2: writer.record(0x0043, [0, 0, format, 0])
        case .biff3: writer.record(0x0243, [0, format] + rest)
        case .biff4: writer.record(0x0443, [0, format] + rest)
        case .biff5, .biff8: writer.record(0x00E0, [0, 0, 164 + format, 0] + rest)
        }
      }
      writer.record(0x0022, [1, 0])
    }
    let stream = Self.workbook(version, globals: define) { sheet in
      if version < .biff5 { define(&sheet) }
      if version == .biff2 {
        sheet.record(0x0003, [0, 0, 0, 0, 2, 2, 0] + BIFFWriter.little(42_185.0))
      } else {
        sheet.record(0x0203, [0, 0, 0, 0, 2, 0] + BIFFWriter.little(42_185.0))
      }
    }
    let sheet = try Self.read(stream).sheet
    #expect(sheet.dateSystem == .base1904)
    #expect(sheet.displayedText(of: sheet.rows[0].cells[0]) == "2019-07-01")
  }

  @Test("the sheets of an Excel 4 workbook stand behind their names")
  func workbookOfExcel4() throws {
    var book = BIFFWriter(.biff4)
    book.begin(0x0100)
    for (index, name) in ["Jan", "Feb"].enumerated() {
      var sheet = BIFFWriter(.biff4)
      sheet.begin(0x10)
      sheet.record(0x0203, Self.number(Double(index + 1), 0, 0))
      sheet.end()
      book.record(
        0x008F, BIFFWriter.little(sheet.bytes.count, 4) + [UInt8(name.utf8.count)] + name.utf8)
      book.append(sheet)
    }
    book.end()
    let workbook = try BIFFReader(bareStream: book.bytes).workbook()
    #expect(workbook.sheets.map(\.name) == ["Jan", "Feb"])
    #expect(workbook.sheets.map { $0.rows[0].cells[0].value } == [1, 2])
  }
}
