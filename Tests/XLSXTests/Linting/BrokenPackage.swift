import Foundation
import OpenPackaging
import SpreadsheetModel
import XLSX

/// A sound workbook with one fault put in.
struct BrokenPackage: Sendable {
  /// What is done to a part: every occurrence of a text replaced; the part must have it.
  struct Change: Sendable {
    var part: String
    var old: String
    var new: String
  }

  var name: String
  var rule: LintRule
  var changes: [Change] = []
  var added: [String: String] = [:]
  var removed: Set<String> = []

  init(
    _ rule: LintRule, _ name: String, _ changes: (String, String, String)..., added: [String: String] = [:],
    removed: Set<String> = []
  ) {
    self.rule = rule
    self.name = name
    self.changes = changes.map { Change(part: $0.0, old: $0.1, new: $0.2) }
    self.added = added
    self.removed = removed
  }

  /// The package, its parts from the sound workbook; `nil` if a change found nothing to change.
  func bytes() throws -> [UInt8]? {
    let sound = try OPCPackage(bytes: Self.sound().bytes())
    let zip = ZIPWriter()
    var done = Set<Int>()
    for entry in sound.archive.entries where !removed.contains(entry.name) {
      var text = try String(decoding: sound.bytes(of: entry.name), as: UTF8.self)
      for (index, change) in changes.enumerated() where change.part == entry.name {
        if text.contains(change.old) { done.insert(index) }
        text = text.replacingOccurrences(of: change.old, with: change.new)
      }
      try zip.add(entry.name, bytes: Array(text.utf8))
    }
    for (name, text) in added.sorted(by: { $0.key < $1.key }) { try zip.add(name, bytes: Array(text.utf8)) }
    return done.count == changes.count ? try zip.finish() : nil
  }

  /// A workbook with a little of everything.
  static func sound() -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("甲") { sheet in
      sheet.write(row: 0, ["姓名", "基数", "比例"])
      sheet.write(
        row: 1, [" 张三", 100, true], style: CellStyle(font: Font(name: "黑体", size: 12, color: .rgb(0x112233))))
      sheet.write(row: 2, ["李四", .formula("SUM(B2:B2)", result: 100), .error(.notAvailable)])
      sheet["A4"] = .formula(
        CellFormula("UNIQUE(A2:A3)", result: .text("x"), reach: .dynamic(CellRange(a1: "A4:A5") ?? .a1)))
      sheet.set("B4", 0.5, style: CellStyle(numberFormat: NumberFormat(code: "0.000\"元\"")))
      sheet.merge("E1:F1")
      sheet.merge("E2:F2")
      sheet.filter("A1:C3")
      sheet.list("D2:D9", ["是", "否"])
      sheet.validate("D12", CellValidation(.whole(.between("1", "9"))))
      sheet.conditionalFormat("B2:B9", .value(.greater("60"), CellStyle(fill: .solid(0xFF0000))))
      sheet.conditionalFormat("B2:B9", .dataBar(.init()))
      sheet.conditionalFormat("B2:B9", .iconSet(.init(.threeArrows)))
      sheet.sparklines(.line, over: "B2:C3", in: 7)
      sheet.note("A2", "查", author: "甲")
      sheet.note("A3", "再查", author: "甲")
      sheet.link("A2", Hyperlink(address: "https://example.org/"))
      sheet.link("A3", Hyperlink(sheet: "乙", cell: CellReference(row: 0, column: 0)))
      sheet.chart(.column, over: "A1:B3", at: "J2", title: "图")
      sheet.image(Gallery.png, at: "J20")
      sheet.width(0, 12)
      sheet.width(2, 14)
      sheet.freeze(below: 1)
      sheet.zoom = 90
      sheet.page = .landscapeA4
      sheet.page.scale = 80
      sheet.page.header = "&C页眉"
      sheet.page.rowBreaks = [30]
      sheet.tabColor = .rgb(0xFF0000)
    }
    book.sheet("乙") { sheet in
      sheet.table(
        WorksheetTable(name: "人员", columns: [.init("姓名", total: .label("合计")), .init("金额", total: .sum)]),
        at: "A1",
        rows: [["张三", 1], ["李四", 2]])
    }
    book.define("范围", as: "甲!$A$1:$A$3")
    return book
  }
}
