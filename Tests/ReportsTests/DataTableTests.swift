import Foundation
import OpenPackaging
import SpreadsheetModel
import Testing

@testable import Reports

@Suite("Rows that figures are counted from")
struct DataTableTests {
  private static let kinds = ["党课", "支部党员大会", "主题党日", "谈心谈话", "民主评议"]

  /// Row 7, say: an organisation, a kind, a number that no other row has, a text that no other row has.
  private static func row(_ number: Int) -> [CellValue] {
    [
      .text("第\(number / 50)支部"), .text(kinds[number % kinds.count]), .number(Double(number) + 0.5),
      number % 7 == 0 ? .empty : .text("记录第\(number)号“\u{1F600}”"), .boolean(number % 2 == 0),
    ]
  }

  private static let count = 1000

  private func table(_ spool: RowSpool, block: Int = 256, values: Int = 30) -> DataTable {
    var table = DataTable(
      sheet: "数据", headers: ["党组织", "类型", "数", "文字", "双数"], spool: spool,
      sizes: DataTable.Sizes(block: block, values: values))
    for number in 0..<Self.count { table.append(Self.row(number)) }
    return table
  }

  @Test(
    "rows read as they were added, wherever they wait",
    arguments: [
      (block: 256, values: 30), (block: 1, values: 1), (block: 1 << 20, values: 30),
      (block: 256, values: 1 << 20),
    ])
  func reading(sizes: (block: Int, values: Int)) throws {
    let spool = RowSpool()
    let table = table(spool, block: sizes.block, values: sizes.values)
    #expect(table.rows.count == Self.count)
    #expect(table.rows.map { table.values(of: $0) } == (0..<Self.count).map(Self.row))
    #expect(table.rows.map(\.number) == Array(0..<Self.count))
    try spool.check()
  }

  @Test("a folder that takes no file leaves the rows in memory")
  func unavailable() throws {
    let spool = RowSpool(folder: "/nowhere")
    let table = table(spool)
    #expect(table.rows.map { table.values(of: $0) } == (0..<Self.count).map(Self.row))
    try spool.check()
  }

  @Test("conditions hold of the same rows with an index and without")
  func conditions() {
    let plain = table(RowSpool())
    var indexed = plain
    indexed.makeIndex(of: 0)
    indexed.makeIndex(of: 1)
    for conditions in [
      [Condition(0, .equal(.text("第3支部")))], [Condition(0, .equal(.text("没有")))], [],
      [Condition(1, .equal(.text("党课"))), Condition(2, .more(500))],
      [Condition(0, .equal(.text("第3支部"))), Condition(1, .notEqual(.text("党课"))), Condition(3, .present)],
      [Condition(2, .equal(.number(777.5)))], [Condition(3, .equal(.text("记录第8号“\u{1F600}”")))],
    ] {
      let expected = (0..<Self.count).filter { number in
        conditions.allSatisfy { $0.holds(Self.row(number)[$0.column]) }
      }
      #expect(plain.rows(where: conditions).map(\.number) == expected)
      #expect(indexed.rows(where: conditions).map(\.number) == expected)
    }
  }

  @Test("a copy keeps its rows when rows are added to the other")
  func copies() {
    let original = table(RowSpool())
    var longer = original
    for number in 0..<500 { longer.append(Self.row(number)) }
    #expect(original.rows.map { original.values(of: $0) } == (0..<Self.count).map(Self.row))
    #expect(longer.rows.count == Self.count + 500)
    #expect(longer.rows.map { longer.values(of: $0) }.suffix(500) == (0..<500).map(Self.row)[...])
  }

  @Test("the file of rows has no name")
  func namelessFile() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    let spool = RowSpool(folder: folder.path)
    #expect(table(spool).rows.count == Self.count)
    #expect(spool.store(RowBlock()) != nil)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }

  @Test("rows that cannot be read again are told")
  func unreadable() throws {
    let spool = RowSpool()
    _ = table(spool)
    #expect(spool.block(at: 1 << 40, codes: 5, texts: 0).codes.isEmpty)
    #expect(throws: OutputError.self) { try spool.check() }
  }
}
