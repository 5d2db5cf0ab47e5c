import Foundation
import GRDB
import LedgerDatabase
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Ledgers as an SQLite database")
struct LedgerDatabaseTests {
  private func database(_ sheets: Sheet...) throws -> DatabaseQueue {
    let catalog = try LedgerCatalog.standard
    let file = LedgerReader(catalog: catalog).read(workbook: Workbook(sheets: sheets), path: "甲.xlsx")
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "ledgers-\(UUID().uuidString).sqlite")
    try LedgerDatabase.write([file], catalog: catalog, to: url.path)
    return try DatabaseQueue(path: url.path)
  }

  @Test("records keep their place, and their organisation where it is known")
  func records() throws {
    let queue = try database(
      Sheet(
        name: "组织",
        values: [["党组织名称", "组织类别", "书记", "本届选举时间"], ["机关第一党支部", "党支部", "张三", "2023-05-06"]]),
      Sheet(
        name: "名册",
        values: [
          ["姓名", "性别", "身份证号", "出生日期", "学历", "所在党支部", "人员类别", "入党时间"],
          ["张三", "男", "11010519491231002X", "1949-12-31", "本科", "机关第一党支部", "正式党员", "1975.7"],
        ]))
    try queue.read { database in
      let row = try #require(try Row.fetchOne(database, sql: "SELECT * FROM member"))
      #expect(row["joined"] == "1975-07")
      #expect(row["source_file"] == "甲.xlsx")
      #expect(row["source_row"] == 2)
      #expect(row["branch_id"] == 1)
      let change = try #require(
        try Row.fetchOne(database, sql: "SELECT * FROM change WHERE ledger = 'member' AND field = 'joined'"))
      #expect(change["original"] == "1975.7")
      #expect(change["cell"] == "H2")
    }
  }

  @Test("every view can be read, and dues are one row a payment")
  func views() throws {
    let months: [CellValue] = (1...12).map { .text("\($0)月") }
    let queue = try database(
      Sheet(
        name: "2025年党费",
        values: [
          ["姓名", "所在党支部", "月应缴"] + months,
          ["张三", "机关第一党支部", 50] + [CellValue](repeating: 50, count: 11) + ["减免"],
        ]))
    try queue.read { database in
      let views = try String.fetchAll(database, sql: "SELECT name FROM sqlite_master WHERE type = 'view'")
      #expect(views.count >= 10)
      for view in views { _ = try Row.fetchAll(database, sql: "SELECT * FROM \"\(view)\"") }
      #expect(try Double.fetchOne(database, sql: "SELECT SUM(paid) FROM dues_payment") == 550)
      #expect(try Int.fetchOne(database, sql: "SELECT COUNT(*) FROM dues_payment") == 12)
      #expect(try String.fetchOne(database, sql: "SELECT MAX(month) FROM dues_payment") == "2025-12")
    }
  }
}
