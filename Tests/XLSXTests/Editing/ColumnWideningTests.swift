import Foundation
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

@Suite("Columns that widen for what is entered")
struct ColumnWideningTests {
  /// What stands before `sheetData` once a day, eleven characters of serial included, is entered.
  private func head(
    _ head: String, more: String = "", cells: [String] = ["C2"], content: CellContent? = nil
  ) throws -> String {
    let content = try content ?? .date(#require(CivilDate(year: 2019, month: 7, day: 1)))
    var editor = try XLSXEditor(bytes: Editing.package("\(head)<sheetData/>\(more)"))
    for cell in cells { try editor["S"].set(cell, to: content, widensColumn: true) }
    let sheet = try Editing.part("xl/worksheets/sheet1.xml", of: editor.save().bytes)
    let begin = try #require(sheet.range(of: "relationships\">"))
    let end = try #require(sheet.range(of: "<sheetData"))
    return String(sheet[begin.upperBound..<end.lowerBound])
  }

  private let wide = "width=\"10.7109375\" customWidth=\"1\""

  @Test("a column without a width of its own gets one, in the order of columns")
  func added() throws {
    #expect(try head("") == "<cols><col min=\"3\" max=\"3\" \(wide)/></cols>")
    #expect(
      try head("<sheetFormatPr defaultRowHeight=\"15\"/>", cells: ["E1", "C2"])
        == "<sheetFormatPr defaultRowHeight=\"15\"/><cols><col min=\"3\" max=\"3\" \(wide)/><col min=\"5\" max=\"5\" \(wide)/></cols>"
    )
    let (first, last) = ("<col min=\"1\" max=\"2\" width=\"4\"/>", "<col min=\"4\" max=\"9\" width=\"4\"/>")
    #expect(
      try head("<cols>\(first)\(last)</cols>")
        == "<cols>\(first)<col min=\"3\" max=\"3\" \(wide)/>\(last)</cols>")
    #expect(try head("<cols/>") == "<cols><col min=\"3\" max=\"3\" \(wide)/></cols>")
  }

  @Test("a run of columns is taken apart, each piece with the look, outline and marks of the whole")
  func split() throws {
    let rest = "style=\"2\" outlineLevel=\"1\" collapsed='1' bestFit=\"1\""
    func run(_ low: Int, _ high: Int, _ width: String) -> String {
      "<col min=\"\(low)\" max=\"\(high)\" \(rest) \(width)/>"
    }
    let old = "width=\"6\""
    #expect(
      try head("<cols>\(run(2, 5, old))</cols>")
        == "<cols>\(run(2, 2, old))\(run(3, 3, wide))\(run(4, 5, old))</cols>")
    #expect(
      try head("<cols>\(run(3, 5, old))</cols>", cells: ["C2", "E1"])
        == "<cols>\(run(3, 3, wide))\(run(4, 4, old))\(run(5, 5, wide))</cols>")
    #expect(
      try head("<cols><col min=\"3\" max=\"3\" customWidth=\"0\" width=\"6\"></col></cols>")
        == "<cols><col min=\"3\" max=\"3\" customWidth=\"1\" width=\"10.7109375\"></col></cols>")
  }

  @Test(
    "a column that is wide enough or hidden stays as it is, byte for byte",
    arguments: [
      "<cols><col min=\"1\" max=\"16384\" width=\"10.7109375\"/></cols>",
      "<cols><col min=\"3\" max=\"3\" width=\"4\" hidden=\"1\"/></cols>",
      "<cols><col min=\"3\" max=\"3\" width=\"0\" customWidth=\"1\"/></cols>",
      "<sheetFormatPr defaultColWidth=\"12\" defaultRowHeight=\"15\"/>",
      "<sheetFormatPr baseColWidth=\"10\" defaultRowHeight=\"15\"/>",
      "<sheetFormatPr defaultColWidth=\"12\" defaultRowHeight=\"15\"/><cols><col min=\"3\" max=\"3\" style=\"1\"/></cols>",
    ])
  func left(unchanged: String) throws {
    #expect(try head(unchanged) == unchanged)
  }

  @Test("text runs over and is left; a number is as wide as its format shows it")
  func shown() throws {
    #expect(try head("", content: .text("中国共产党某局机关第一支部委员会")) == "")
    #expect(try head("", content: .number(12_345_678)) == "")
    #expect(try head("", content: .number(12_345_678_901)).contains("width=\"11.7109375\""))
    #expect(try head("", content: .formula("1", result: .number(12_345_678_901))).contains("11.7109375"))
  }

  @Test("a cell that begins a merged range has the room of all its columns that are seen")
  func merged() throws {
    let merge = "<mergeCells><mergeCell ref=\"C2:D3\"/></mergeCells>"
    let roomy = "<cols><col min=\"3\" max=\"4\" width=\"6\"/></cols>"
    #expect(try head(roomy, more: merge) == roomy)
    #expect(
      try head(
        "<cols><col min=\"3\" max=\"3\" width=\"6\" hidden=\"1\"/><col min=\"4\" max=\"4\" width=\"5\"/></cols>",
        more: merge)
        == "<cols><col min=\"3\" max=\"3\" width=\"6\" hidden=\"1\"/><col min=\"4\" max=\"4\" \(wide)/></cols>"
    )
    #expect(
      try head("<cols><col min=\"3\" max=\"4\" width=\"4\"/></cols>", more: merge)
        == "<cols><col min=\"3\" max=\"3\" width=\"6.7109375\" customWidth=\"1\"/><col min=\"4\" max=\"4\" width=\"4\"/></cols>"
    )
  }

  @Test("a prefix of the part is that of the new elements")
  func prefixed() throws {
    let sheet = "<x:worksheet xmlns:x=\"\(Editing.main)\"><x:sheetData/></x:worksheet>"
    var editor = try XLSXEditor(bytes: Editing.package(sheet))
    try editor["S"].set("A1", to: 12_345_678_901, widensColumn: true)
    let (bytes, receipt) = try editor.save()
    let saved = try Editing.part("xl/worksheets/sheet1.xml", of: bytes)
    #expect(
      saved.contains("<x:cols><x:col min=\"1\" max=\"1\" width=\"11.7109375\" customWidth=\"1\"/></x:cols>"))
    #expect(receipt.widened == [WidenedColumn(sheet: "S", column: 0, width: 11.7109375)])
  }

  @Test("letters, weight and indent of the cell count, a look that shrinks or turns needs no room")
  func looks() throws {
    let day = try #require(CivilDate(year: 2019, month: 7, day: 1))
    func width(_ style: CellStyle) throws -> Double? {
      var editor = try XLSXEditor(bytes: Editing.package("<sheetData/>"))
      try editor["S"].restyle("A1", with: style)
      _ = try editor.plan()
      try editor["S"].set("A1", to: .date(day), widensColumn: true)
      return try editor.save().receipt.widened.first?.width
    }
    #expect(try width(CellStyle(font: Font(name: "宋体", size: 22))) == 20.7109375)
    #expect(try width(CellStyle(font: Font(name: "宋体", size: 11, isBold: true))) == 11.7109375)
    #expect(try width(CellStyle(alignment: Alignment(indent: 1))) == 12.7109375)
    #expect(try width(CellStyle(alignment: Alignment(wrapsText: true))) == 10.7109375)
    #expect(try width(CellStyle(alignment: Alignment(shrinksToFit: true))) == nil)
    #expect(try width(CellStyle(alignment: Alignment(rotation: 90))) == nil)
    #expect(try width(CellStyle(numberFormat: NumberFormat(code: "yyyy\"年\"m\"月\"d\"日\""))) == 12.7109375)
  }

  @Test(
    "openpyxl sees the new width and nothing else changed, and the lint finds nothing",
    .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func openpyxl() throws {
    try withTemporaryFile { file in
      let seen = """
        book = openpyxl.load_workbook(file)
        for s in book.worksheets:
            for d in s.column_dimensions.values():
                for i in range(d.min, d.max + 1):
                    print(s.title, i, d.width, d.hidden, d.outlineLevel, d.font.b, d.alignment.horizontal)
            print(s.sheet_format.defaultColWidth, [str(m) for m in s.merged_cells.ranges])
            for row in s:
                for c in row: print(s.title, c.coordinate, c.value, c.number_format, c.font.b)
        """
      let made = Judges.openpyxl(
        """
        from openpyxl.styles import Font
        book = openpyxl.Workbook(); s = book.active; s.title = '名册'
        s.append(['姓名', '性别', '出生日期', '入党时间']); s.append(['张三', '男', '1980.5.6', '2005.7.1'])
        s.column_dimensions.group('B', 'D', outline_level=1)
        s.column_dimensions['B'].width = 6; s.column_dimensions['B'].font = Font(bold=True)
        book.create_sheet('其他').append([1]); book.save(file)
        """, file)
      #expect(made.status == 0, "\(made.output)")
      let before = Judges.openpyxl(seen, file).output.split(separator: "\n").map(String.init)
      var editor = try XLSXEditor(path: file.path)
      let day = try #require(CivilDate(year: 1980, month: 5, day: 6))
      try editor["名册"].set("C2", to: .date(day), widensColumn: true)
      try editor.save(to: file.path, replacing: true)
      let after = Judges.openpyxl(seen, file).output.split(separator: "\n").map(String.init)
      #expect(
        zip(before, after).filter { $0 != $1 }.map(\.1)
          == ["名册 3 10.7109375 False 1 True None", "名册 C2 1980-05-06 00:00:00 yyyy-mm-dd False"])
      #expect(before.count == after.count && !before.isEmpty)
      #expect(XLSXLinter.lint(bytes: try [UInt8](Data(contentsOf: file))).isEmpty)
    }
  }
}
