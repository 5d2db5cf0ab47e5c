import Foundation
import Spreadsheets
import TestSupport
import Testing

/// Whether openpyxl is there to judge what was written.

@Suite("The bridge between CSV and workbooks never harms a value")
struct BridgeTests {
  /// What people and programs put into cells, and spreadsheet programs like to change.
  static let nasty = [
    "0", "00", "007", "0.10", "1.50", "1e5", "1E5", "1.5E10", "-0", "-", "—", "+86", "1-2", "3/4", "2019.7.1",
    "2019-07-01", "2019/7", "TRUE", "false", "#N/A", "NaN", "Infinity", "0x1F", "110101199003078515",
    "6222021234567890123", "13812345678", "123456789012345678901234567890", "0.30000000000000004", "1,234.50",
    "12%", "￥5", "=1+1", "@x", "-1+2", "'x", " lead", "trail ", "a\"b", "a,b", "多行\n文字", "_x0041_",
    "\u{200B}",
    "😀", "1 000", "1_000", "1.", ".5", "００７", "二〇一九", "1e-7", "1e400", "9007199254740993",
    "0.1234567890123456", "-5", "-0.50", "#REF!", "12:30", "Jan-1", "MAR1", "5E3", "<a>&amp;", "12345678",
    "12.5",
  ]

  static func table(seed: UInt64) -> [[String]] {
    var state = seed
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % bound
    }
    let kinds = (0..<6).map { _ in random(4) }
    let rows = (0..<24).map { _ in
      kinds.map { kind in
        switch kind {
        case 0: nasty[random(nasty.count)]
        case 1: String(random(99_999) - 999)
        case 2: "\(random(200) - 100).\(random(90) + 10)"
        default: random(12) == 0 ? nasty[random(nasty.count)] : String(random(100))
        }
      }
    }
    return [kinds.indices.map { "列\($0)" }] + rows
  }

  @Test(
    "openpyxl sees every value as it was written; back as CSV it is the same",
    .enabled(if: Judges.hasOpenpyxl, Judges.missing),
    arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func values(seed: UInt64) throws {
    let rows = Self.table(seed: seed)
    var writer = CSVWriter(options: .init(formulaGuard: .off))
    for row in rows { writer.append(row) }
    let text = try writer.encoded()
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/b.xlsx")
      try TextToWorkbook(CSVReader(bytes: text, name: "x")).write(to: url)
      // A number shows as its format says: General by its shortest digits, 0.00 with its decimals.
      let script = """
        import json, sys, openpyxl
        def shown(c):
            v, f = c.value, c.number_format
            if v is None: return ''
            if isinstance(v, str): return v if c.data_type == 's' else 'type ' + c.data_type
            if isinstance(v, bool): return 'bool'
            if f != 'General': return '%.*f' % (len(f.split('.')[1]), v)
            return str(int(v)) if v == int(v) else repr(v)
        print(json.dumps([[shown(c) for c in row] for row in openpyxl.load_workbook(sys.argv[1]).active.iter_rows()]))
        """
      let run = Judges.python(script, url.path)
      let seen = try JSONDecoder().decode([[String]].self, from: Data(run.output.utf8))
      #expect(seen == rows, "\(run.errors)")
      let workbook = try Spreadsheet(contentsOf: url)
      var back = CSVWriter(options: .init(formulaGuard: .off))
      back.append(try #require(workbook.workbook.sheets.first))
      #expect(try back.encoded() == text)
    }
  }

  @Test("saving through the one door keeps values, formulas, formats, merged ranges and notes")
  func saving() throws {
    let roster = try Spreadsheet(bytes: OpeningTests.fixture("roster.xls"), name: "roster.xls")
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/roster.xlsx")
      let report = try roster.save(to: url)
      #expect(report.guarded.isEmpty && report.leftOut.isEmpty)
      let saved = try Spreadsheet(contentsOf: url).workbook.sheets
      #expect(saved.map(\.name) == roster.workbook.sheets.map(\.name))
      #expect(saved.map(\.visibility) == roster.workbook.sheets.map(\.visibility))
      for (new, old) in zip(saved, roster.workbook.sheets) {
        #expect(new.rows.map { $0.cells.map(\.value) } == old.rows.map { $0.cells.map(\.value) })
        #expect(
          new.rows.map { $0.cells.map { new.displayedText(of: $0) } }
            == old.rows.map { $0.cells.map { old.displayedText(of: $0) } })
        #expect(new.mergedRanges == old.mergedRanges && new.notes == old.notes)
        #expect(new.hiddenColumns == old.hiddenColumns)
      }
      let error = #expect(throws: SpreadsheetError.self) { try roster.save(to: url) }
      #expect(error?.code == "file.exists")
      let unknown = #expect(throws: SpreadsheetError.self) {
        try roster.save(to: URL(fileURLWithPath: folder + "/x.doc"))
      }
      #expect(unknown?.code == "save.unknown-format")
    }
  }

  @Test("saving as delimited text tells which cells were guarded and which sheets left out")
  func savingText() throws {
    var roster = try Spreadsheet(bytes: OpeningTests.fixture("roster.xls"), name: "roster.xls")
    roster.workbook.sheets[0].rows[1].cells[0].value = "=1+1"
    try withTemporaryFolder { folder in
      let url = URL(fileURLWithPath: folder + "/roster.csv")
      let report = try roster.save(to: url)
      #expect(report.leftOut == ["字典"])
      #expect(report.guarded.map(\.text) == ["=1+1"])
      let text = try String(decoding: Data(contentsOf: url), as: UTF8.self)
      #expect(text.hasPrefix("\u{FEFF}") && text.contains("'=1+1"))
      #expect(throws: SpreadsheetError.self) {
        try roster.save(to: url, sheet: "没有", replacing: true)
      }
    }
  }
}
