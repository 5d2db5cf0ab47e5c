import Foundation
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing

@testable import XLSX

@Suite("What is not edited stays as it is")
struct LosslessTests {
  @Test("without an edit the file is the same byte for byte", arguments: Editing.fixtures)
  func untouched(name: String) throws {
    let bytes = try Editing.fixture(name)
    var editor = try XLSXEditor(bytes: bytes)
    for sheet in try editor.sheetNames { try? editor[sheet].removeNotes(by: "nobody") }
    let saved = try editor.save()
    #expect(saved.bytes == bytes)
    #expect(saved.receipt.parts.allSatisfy { $0.fate == .kept })
    try withTemporaryFile { file in
      let source = file.deletingLastPathComponent().appendingPathComponent("source.xlsx")
      try Data(bytes).write(to: source)
      var editor = try XLSXEditor(source)
      try editor.save(to: file, replacing: false)
      #expect(try [UInt8](Data(contentsOf: file)) == bytes)
      #expect(throws: EditError.self) { try editor.save(to: file, replacing: false) }
    }
  }

  @Test(
    "an edit changes the planned parts only; all others keep their stored bytes", arguments: Editing.fixtures)
  func planned(name: String) throws {
    let bytes = try Editing.fixture(name)
    var editor = try XLSXEditor(bytes: bytes)
    let sheet = try #require(try editor.sheetNames.first)
    try editor[sheet].set("Z99", to: "新")
    let saved = try editor.save()
    let before = try ZIPArchive(bytes: bytes)
    let after = try ZIPArchive(bytes: saved.bytes)
    #expect(after.entries.map(\.name) == before.entries.map(\.name))
    for (old, new) in zip(before.entries, after.entries) {
      let fate = saved.receipt.parts.first { $0.name == old.name }?.fate
      if ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"].contains(old.name) {
        #expect(fate == .patched, "\(old.name)")
      } else if fate == .patched {
        // Where the file does not ask for it yet, all is to be computed anew.
        #expect(old.name == "xl/workbook.xml")
      } else {
        #expect(fate == .kept, "\(old.name)")
        #expect(try before.rawBytes(of: old) == after.rawBytes(of: new), "\(old.name)")
      }
    }
  }

  @Test("the same edits give the same bytes, and made again change nothing", arguments: Editing.fixtures)
  func repeatable(name: String) throws {
    let bytes = try Editing.fixture(name)
    let first = try corrected(bytes)
    #expect(try corrected(bytes) == first)
    #expect(try corrected(first) == first)
  }

  /// What a correction does: values, looks, notes, a list of problems.
  private func corrected(_ bytes: [UInt8]) throws -> [UInt8] {
    var editor = try XLSXEditor(bytes: bytes)
    if try editor.sheetNames.contains("问题清单") { try editor.removeSheet("问题清单") }
    let sheet = try #require(try editor.sheetNames.first)
    try editor[sheet].removeNotes(by: "台账核查")
    try editor[sheet].set("B2", to: 12.5, style: .overlay(CellStyle(fill: .solid(0xE2EFDA))))
    try editor[sheet].note("B2", "原值 2", author: "台账核查")
    try editor[sheet].note("B3", "核对", author: "台账核查")
    try editor[sheet].note("A5", "核对", author: "台账核查")
    try editor[sheet].restyle("C3", with: CellStyle(fill: .solid(0xFFC7CE)))
    try editor[sheet].link("B4", Hyperlink(address: "https://example.org/?a=1&b=2"))
    try editor[sheet].validate("H2:H9", CellValidation(.list(["是", "否"])))
    try editor.addSheet("问题清单") { list in
      list.write(row: 0, ["序号", "问题"], style: list.style(CellStyle(fill: .solid(0xD9E1F2))))
      list.write(row: 1, [1, "身份证号校验位不符"])
      list.link("B2", Hyperlink(sheet: sheet, cell: CellReference(row: 1, column: 1)))
      list.freeze(below: 1)
      list.filter("A1:B2")
      list.validate("C2:C3", CellValidation(.list((1...90).map { "处理方式\($0)" })))
    }
    return try editor.save().bytes
  }

  @Test(
    "openpyxl sees the change and nothing else", .enabled(if: Judges.hasOpenpyxl, Judges.missing),
    arguments: Editing.fixtures)
  func judged(name: String) throws {
    let bytes = try Editing.fixture(name)
    try withTemporaryFile { file in
      try Data(bytes).write(to: file)
      var editor = try XLSXEditor(file)
      let sheet = try #require(try editor.sheetNames.first)
      try editor[sheet].set("B2", to: "改过的")
      let output = file.deletingLastPathComponent().appendingPathComponent("after.xlsx")
      try editor.save(to: output)
      let seen = Judges.openpyxl(
        """
        import warnings
        warnings.simplefilter('ignore')
        def cells(path):
            book = openpyxl.load_workbook(path)
            return {(s.title, c.coordinate): (str(getattr(c.value, 'text', c.value)), c.number_format, c.font.b, c.fill.fgColor.rgb)
                    for s in book.worksheets for row in s.iter_rows() for c in row}
        old, new = cells(file), cells(file.replace('book.xlsx', 'after.xlsx'))
        print(sorted((k, new.get(k)[0]) for k in old.keys() | new.keys() if old.get(k) != new.get(k)))
        """, file)
      #expect(seen.output == "[(('\(sheet)', 'B2'), '改过的')]\n")
    }
  }
}
