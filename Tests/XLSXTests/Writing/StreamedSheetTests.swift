import Foundation
import SpreadsheetModel
import Testing
import XLSX

@Suite("A streamed sheet")
struct StreamedSheetTests {
  struct Interrupted: Error {}

  static func book(rows count: Int) -> XLSXWriter {
    var book = XLSXWriter()
    let money = book.style(CellStyle(numberFormat: NumberFormat(code: "0.00")))
    book.sheet("流水") { rows in
      try rows.write(["序号", "姓名", "日期", "金额", "备注"])
      for index in 0..<count {
        try rows.write(
          [
            .number(Double(index)), .text("党员\(index % 100)"),
            CivilDate(daysSince1970: index % 20_000).map { .date($0) } ?? nil, .number(Double(index) / 4),
            .text("第\(index)条备注，各不相同 \(index &* 2_654_435_761)"),
          ], styles: [.default, .default, .default, money])
      }
      try rows.write([.formula("SUM(A2:A9)")], row: count + 5)
    } layout: { sheet in
      sheet.width(0...4, 14)
      sheet.freeze(below: 1)
      sheet.filter("A1:E\(count + 1)")
    }
    return book
  }

  @Test("holds its rows, and passes the lint, when the texts no longer fit into the table of texts")
  func contents() throws {
    let bytes = try Self.book(rows: 120_000).bytes()
    let workbook = try XLSXReader(bytes: bytes)
    var count = 0
    var last: Row?
    let info = try #require(workbook.sheet(named: "流水"))
    let reader = try workbook.rows(of: info)
    while let row = try reader.nextRow() {
      count += row.cells.isEmpty ? 0 : 1
      last = row
      if row.index == 70_001 {
        #expect(row[1]?.value == .text("党员0"))
        #expect(row[3]?.value == .number(17_500))
        #expect(row[4]?.value == .text("第70000条备注，各不相同 \(70_000 * 2_654_435_761)"))
      }
    }
    #expect(count == 120_002)
    #expect(last?.index == 120_005)
    #expect(last?[0]?.formula == "SUM(A2:A9)")
  }

  @Test("passes the lint")
  func lint() throws {
    #expect(try XLSXLinter.lint(bytes: Self.book(rows: 50).bytes()).isEmpty)
  }

  @Test("whatever its source throws leaves no file behind")
  func failure() throws {
    var book = XLSXWriter()
    book.sheet("流水") { rows in
      for index in 0..<50_000 { try rows.write([.number(Double(index)), "文字"]) }
      throw Interrupted()
    }
    try withTemporaryFile { file in
      #expect(throws: Interrupted.self) { try book.save(to: file) }
      let left = try FileManager.default.contentsOfDirectory(atPath: file.deletingLastPathComponent().path)
      #expect(left.isEmpty)
    }
  }

  @Test("rows must ascend, and values fit")
  func order() {
    var book = XLSXWriter()
    book.sheet("流水") { rows in
      try rows.write([1], row: 5)
      try rows.write([2], row: 5)
    }
    #expect { try book.bytes() } throws: { error in
      let error = error as? XLSXWriteError
      return error?.code == .rowOrder && error?.cell == CellReference(row: 5, column: 0)
    }
    var other = XLSXWriter()
    other.sheet("流水") { rows in try rows.write([1, .number(.nan)]) }
    #expect { try other.bytes() } throws: { error in
      let error = error as? XLSXWriteError
      return error?.code == .invalidNumber && error?.cell == CellReference(row: 0, column: 1)
    }
  }
}
