import Diagnostics
import Ledgers
import SpreadsheetModel
import Testing
import XLSX

@testable import Reports

@Suite("The record of corrections")
struct CorrectionRecordTests {
  @Test("More corrections than a sheet may have links are all listed; the last of them have no link")
  func manyCorrections() throws {
    let count = SheetWriter.linkLimit + 100
    let corrections = (0..<count).map { row in
      Correction(
        sheet: "名册", cell: CellReference(row: row, column: 0), before: "", after: "男", rule: "DATA-014",
        reason: Phrase(zh: "写法", en: "spelling"), safety: .safe)
    }
    var book = XLSXWriter()
    book.sheet("更正记录") { sheet in
      CorrectionRecordSheet(language: .zh, corrections: corrections, showsPersonal: true).write(to: &sheet)
    }
    let reader = try XLSXReader(bytes: book.bytes())
    #expect(try reader.details(of: reader.sheets[0]).links.count == SheetWriter.linkLimit)
    let rows = try reader.rows(of: reader.sheets[0])
    var listed = 0
    while try rows.advance() { listed += 1 }
    #expect(listed == count + 2)
  }
}
