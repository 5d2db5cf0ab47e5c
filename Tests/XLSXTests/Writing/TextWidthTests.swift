import SpreadsheetModel
import Testing

@testable import XLSX

@Suite("Widths without a font")
struct TextWidthTests {
  @Test(
    "a Chinese character is two digits wide",
    arguments: [("1234", 4.0), ("党员", 4), ("（一）", 6), ("第1支部", 7), ("", 0), ("é\u{301}", 1), ("①", 2)])
  func width(text: String, width: Double) {
    #expect(TextWidth.of(text) == width)
  }

  @Test("a column takes the width of its longest content, a merged title left out")
  func fitting() {
    var sheet = SheetWriter(
      name: "表", styles: StylePool(defaultFont: Font(name: "宋体", size: 11)), dateSystem: .base1900)
    sheet.merge("A1:C1", "很长很长的标题不应撑开第一列的宽度")
    sheet.write(row: 1, ["姓名", .text(String(repeating: "长", count: 90)), .number(1_234_567.5)])
    sheet.fitWidth(limit: 40)
    let columns = ColumnFitting.columns(of: sheet.content, styles: sheet.styles)
    #expect(columns[0]?.width == 6)
    #expect(columns[1]?.width == 40)
    #expect(columns[2]?.width == 10.6)
  }
}
