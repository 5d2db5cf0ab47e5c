import Foundation
import Spreadsheets
import Testing

@Suite("From CSV to a workbook and back")
struct TextToWorkbookTests {
  static let text = """
    编号,身份证号,金额,人数,日期,邮编,比例,电话,备注
    001,110101199003078515,12.50,3,2023.10,100010,0.5,13800001234,=1+1
    002,110101198501017526,7.00,12,2023-05-06,100020,0.125,13900005678,无
    010,31010119770101001X,1030.25,150,20230506,200030,1,13700009012,-3

    """

  @Test("leading zeros, IDs, long numbers, codes and date-lookalikes stay text; whole columns become numbers")
  func types() throws {
    let columns = try TextToWorkbook(CSVReader(bytes: Array(Self.text.utf8), name: "x")).columns()
    #expect(columns.map(\.header).first == "编号")
    #expect(
      columns.map(\.type) == [
        .text(.leadingZeros), .text(.longNumbers), .number(decimals: 2), .number(decimals: nil),
        .text(.words),
        .text(.codes), .number(decimals: nil), .text(.codes), .text(.words),
      ])
  }

  @Test(
    "single columns",
    arguments: [
      (["1", "20", "300"], ColumnType.number(decimals: nil)), (["110101199003078515"], .text(.longNumbers)),
      (["1e5", "2"], .text(.words)), (["\"1,200\"", "3"], .text(.words)), (["+5"], .text(.leadingZeros)),
      (["-0", "1"], .text(.words)), (["23.1", "23.10"], .text(.trailingZeros)),
      (["1.", "2"], .text(.words)), (["20230506", "20240101"], .text(.codes)), (["", ""], .text(.empty)),
      (["０１"], .text(.words)), (["-12.5", "3"], .number(decimals: nil)),
      (["2023.10", "2019.07"], .text(.dates)), (["2023.1", "2019.7"], .text(.dates)),
      (["2023.10", "2019.17"], .number(decimals: 2)), (["0x10", "1"], .text(.words)),
      (["\"1,234.50\"", "2"], .text(.words)), (["12%", "3"], .text(.words)),
      (["+86 138", "1"], .text(.leadingZeros)),
      (["123456789012", "1"], .text(.longNumbers)), (["=\"0123\"", "1"], .text(.leadingZeros)),
    ])
  func column(cells: [String], type: ColumnType) throws {
    let text = "表头,x\n" + cells.map { "\($0),y\n" }.joined()
    let columns = try TextToWorkbook(CSVReader(bytes: Array(text.utf8), name: "x")).columns()
    #expect(columns[0].type == type)
  }

  @Test("the workbook holds every value, and gives the same CSV back")
  func roundTrip() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "bridge.xlsx")
    defer { try? FileManager.default.removeItem(at: url) }
    let reader = try CSVReader(bytes: Array(Self.text.utf8), name: "名册")
    try TextToWorkbook(reader).write(to: url, replacing: true)
    let spreadsheet = try Spreadsheet(contentsOf: url)
    let sheet = spreadsheet.workbook.sheets[0]
    #expect(sheet.name == "名册")
    #expect(sheet.rows[1].cells[0].value == "001")
    #expect(sheet.rows[1].cells[1].value == "110101199003078515")
    #expect(sheet.rows[1].cells[2].value == 12.5)
    #expect(sheet.rows[1].cells[8].value == "=1+1")
    var writer = CSVWriter(options: .init(writesByteOrderMark: false, lineEnd: .lf, formulaGuard: .off))
    writer.append(sheet)
    #expect(String(decoding: try writer.encoded(), as: UTF8.self) == Self.text)
    // A sheet in memory is typed by the same rules.
    let typed = TextToWorkbook.typed(try reader.sheet(), headerRow: 0)
    #expect(typed.rows.map { $0.cells.map(\.value) } == sheet.rows.map { $0.cells.map(\.value) })
  }
}
