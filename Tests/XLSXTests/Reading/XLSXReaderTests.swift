import Foundation
import OpenPackaging
import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Reading workbooks")
struct XLSXReaderTests {
  @Test(
    "Every kind of value, from two producers", arguments: ["kinds-openpyxl", "kinds-libreoffice"])
  func kinds(name: String) throws {
    let workbook = try XLSXReader(contentsOf: Fixture.url(name)).workbook()
    let sheet = try #require(workbook.sheet(named: "党员名册"))
    func value(_ reference: String) -> CellValue? {
      CellReference(a1: reference).flatMap { sheet[$0]?.value }
    }
    #expect(value("A1") == "2025年党员名册")
    #expect(value("A3") == "张伟")
    #expect(value("C3") == 12.5)
    #expect(value("C4") == 0.3)
    #expect(value("D3") == true)
    #expect(value("D4") == false)
    #expect(value("A6") == "  空格  ")
    #expect(value("A7") == "第一行\n第二行")
    #expect(value("E4") == nil)
    let date = try #require(CellReference(a1: "B3").flatMap { sheet[$0] })
    #expect(sheet.date(of: date) == CivilDate(year: 2019, month: 7, day: 1))
    #expect(CellReference(a1: "C5").flatMap { sheet[$0] }?.formula == "SUM(C3:C4)")
    #expect(sheet.mergedRanges == [CellRange(a1: "A1:E1")].compactMap { $0 })
    #expect(sheet.hiddenColumns == [3])
    #expect(sheet.row(at: 3)?.isHidden == true)
    #expect(sheet.row(at: 2)?.isHidden == false)
    #expect(sheet.notes.keys.map(\.description) == ["A3"])
    #expect(sheet.notes.values.first?.contains("请核对身份证号") == true)
  }

  @Test("Tabs keep their order, kinds and visibility")
  func tabs() throws {
    let reader = try XLSXReader(contentsOf: Fixture.url("kinds-openpyxl"))
    #expect(reader.sheets.map(\.name) == ["党员名册", "汇总", "隐藏", "深藏", "图表"])
    #expect(reader.sheets.map(\.visibility) == [.visible, .visible, .hidden, .veryHidden, .visible])
    #expect(reader.sheets.map(\.kind) == [.worksheet, .worksheet, .worksheet, .worksheet, .chartsheet])
    #expect(reader.definedNames.contains { $0.name == "全体" && $0.formula == "党员名册!$A$3:$A$4" })
    #expect(reader.definedNames.contains { $0.name == "_xlnm.Print_Area" && $0.sheetIndex == 0 })
    #expect(throws: XLSXError.self) { try reader.rows(of: reader.sheets[4]) }
  }

  @Test("A long whole number keeps the digits its double cannot hold")
  func exactDigits() throws {
    let rows =
      "<row><c><v>110101199003071234</v></c><c><v>0.30000000000000004</v></c><c><v>123456789012345680</v></c></row>"
    let reader = try XLSXReader(bytes: OddWorkbook(rows: rows).bytes())
    let cells = try reader.workbook().sheets[0].rows[0].cells
    #expect(cells.map(\.exactDigits) == ["110101199003071234", nil, nil])
    #expect(cells[0].value == .number(110101199003071232))
  }

  @Test("Rich text is joined, escapes are decoded, results of formulas keep their kinds")
  func rich() throws {
    let sheet = try XLSXReader(contentsOf: Fixture.url("rich-xlsxwriter")).workbook().sheets[0]
    func cell(_ reference: String) -> Cell? { CellReference(a1: reference).flatMap { sheet[$0] } }
    #expect(cell("A1")?.value == "普通粗体 中间 红色")
    #expect(cell("A2")?.value == .text("_x0041_ 与 \u{1} 与 <&>"))
    #expect(cell("A3")?.value == " 前后空格 ")
    #expect(cell("B1")?.value == "结果")
    #expect(cell("B1")?.formula == "A1&\"!\"")
    #expect(cell("B2")?.value == .error(.divisionByZero))
    #expect(cell("B3")?.value == true)
    #expect(cell("B4")?.value == 6)
    #expect(cell("C1")?.formula == "TRANSPOSE(D1:E1)")
    #expect(cell("E1")?.value == 1e-300)
    #expect(cell("F1") == nil)
  }

  @Test("Dates may count from 1904")
  func date1904() throws {
    let sheet = try XLSXReader(contentsOf: Fixture.url("date1904-xlsxwriter")).workbook().sheets[0]
    let cell = try #require(sheet.rows.first?.cells.first)
    #expect(sheet.dateSystem == .base1904)
    #expect(sheet.date(of: cell) == CivilDate(year: 2021, month: 7, day: 1))
  }

  @Test("Strict documents read like transitional ones")
  func strict() throws {
    let sheet =
      "<worksheet xmlns=\"\(OddWorkbook.strictMain)\"><sheetData><row r=\"1\"><c r=\"A1\" t=\"d\"><v>2025-07-01</v></c></row></sheetData></worksheet>"
    let reader = try XLSXReader(bytes: OddWorkbook(sheet: sheet).bytes())
    #expect(try reader.workbook().sheets[0].rows[0].cells[0].value == 45839)
  }

  @Test(
    "Encrypted workbooks open with their password, and only with it",
    arguments: [("encrypted-agile", "密码123"), ("encrypted-standard", "Secret")])
  func encryption(name: String, password: String) throws {
    let url = try Fixture.url(name)
    let sheet = try XLSXReader(contentsOf: url, password: password).workbook().sheets[0]
    #expect(sheet.rows.map { $0.cells.map(\.value) } == [["保密"], [42]])
    func code(_ password: String?) -> XLSXError.Code? {
      do throws(XLSXError) {
        _ = try XLSXReader(contentsOf: url, password: password)
        return nil
      } catch { return error.code }
    }
    #expect(code(nil) == .passwordNeeded)
    #expect(code("wrong") == .wrongPassword)
  }

  @Test("A workbook that Excel encrypts by itself opens without asking, whatever password is given")
  func silentPassword() throws {
    let url = try Fixture.url("encrypted-silently")
    for password in [nil, "anything"] {
      #expect(try XLSXReader(contentsOf: url, password: password).cellCounts().cells == 2)
    }
  }

  @Test("A few cells in far corners cost little, whatever the sheet claims")
  func farCorners() throws {
    let rows =
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>"
    let markup = OddWorkbook(rows: rows).sheet.replacingOccurrences(
      of: "<sheetData>", with: "<dimension ref=\"A1:XFD1048576\"/><sheetData>")
    let sheet = try XLSXReader(bytes: OddWorkbook(sheet: markup).bytes()).workbook().sheets[0]
    #expect(sheet.rows.count == 2)
    #expect(sheet.usedRange == CellRange(a1: "A1:XFD1048576"))
  }

  @Test("What would take memory out of proportion is refused")
  func proportion() throws {
    func code(_ rows: String, _ limits: PackageLimits) throws -> XLSXError.Code? {
      let bytes = try OddWorkbook(rows: rows).bytes()
      do throws(XLSXError) {
        _ = try XLSXReader(bytes: bytes, limits: limits).workbook()
        return nil
      } catch { return error.code }
    }
    let crowded = "<row>" + String(repeating: "<c r='A1'><v>1</v></c>", count: 16_385) + "</row>"
    // Of cells told again and again the last counts, and they take the memory of one.
    #expect(try code(crowded, .standard) == nil)
    let long = "<row><c t='str'><v>" + String(repeating: "长", count: 400_000) + "</v></c></row>"
    #expect(try code(long, PackageLimits(textBytes: 300_000)) == .limitExceeded)
    #expect(try code("<!-- -->" + long, PackageLimits(textBytes: 300_000)) == .limitExceeded)
    #expect(try code(long, .standard) == nil)
    let many = String(repeating: "<row><c><v>1</v></c></row>", count: 2_000)
    #expect(try code(many, PackageLimits(modelBytes: 100_000)) == .limitExceeded)
  }

  @Test("Rows and cells out of order are put in order, the last of two counting")
  func order() throws {
    let rows =
      "<row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"A3\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\"><v>3</v></c><c r=\"A1\"><v>4</v></c></row>"
    let sheet = try XLSXReader(bytes: OddWorkbook(rows: rows).bytes()).workbook().sheets[0]
    #expect(sheet.rows.map(\.index) == [0, 2])
    #expect(sheet.rows[0].cells.map(\.value) == [4])
    #expect(sheet.rows[1].cells.map(\.value) == [2, 1])
  }

  @Test("Only the columns asked for are read, and reading may stop early")
  func projection() throws {
    let reader = try XLSXReader(contentsOf: Fixture.url("kinds-openpyxl"))
    let rows = try reader.rows(of: reader.sheets[0], columns: 1...2)
    var columns: Set<Int> = []
    while let row = try rows.nextRow() { columns.formUnion(row.cells.map(\.column)) }
    #expect(columns == [1, 2])
    let first = try reader.rows(of: reader.sheets[0])
    #expect(try first.nextRow()?.cells.first?.value == "2025年党员名册")
  }

  @Test("Totals count every kind")
  func counts() throws {
    let counts = try XLSXReader(contentsOf: Fixture.url("rich-xlsxwriter")).cellCounts()
    let sheet = try XLSXReader(contentsOf: Fixture.url("rich-xlsxwriter")).workbook().sheets[0]
    #expect(counts.cells == sheet.rows.flatMap(\.cells).count)
    #expect(counts.formulas == 5)
    #expect(counts.booleans == 2)
    #expect(counts.errors == 1)
  }
}
