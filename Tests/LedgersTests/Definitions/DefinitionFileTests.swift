import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("An office's own definitions")
struct DefinitionFileTests {
  /// Writes YAML files into a folder of their own and reads them over the standard catalog.
  private func catalog(_ files: [String: String]) throws -> LedgerCatalog {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "definitions-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      try text.write(to: folder.appendingPathComponent(name), atomically: true, encoding: .utf8)
    }
    return try LedgerCatalog(contentsOf: folder, addingTo: try .standard)
  }

  @Test("a synonym and a field are added without compiling")
  func additions() throws {
    let catalog = try catalog([
      "本局.yaml": """
      extends: member
      synonyms: [本局在编党员表]
      fieldSynonyms:
        job: [警务岗位]
      fields:
        - {id: police_no, title: {zh: 警号, en: Police number}, kind: identifier}
      """
    ])
    let sheet = Sheet(
      name: "表", values: [["姓名", "警号", "警务岗位", "入党时间"], ["张三", "037001", "刑侦", "2001.7.1"]])
    let table = try #require(LedgerReader(catalog: catalog).read(sheet: sheet, path: "甲").first)
    #expect(table.columns.map(\.field) == ["name", "police_no", "job", "joined"] || table.columns.count == 4)
    #expect(table.columns[2].field == "job")
  }

  @Test("a ledger of its own is recognised like the others")
  func ledger() throws {
    let catalog = try catalog([
      "场所.yaml": """
      ledger: venue
      title: {zh: 活动场所, en: Venues}
      keys:
        - [place]
      fields:
        - {id: place, title: {zh: 场所名称, en: Place}, kind: text, required: true}
        - {id: size, title: {zh: 面积平方米, en: Size}, kind: decimal, required: true}
        - {id: state, title: {zh: 使用状态, en: State}, kind: code, codes: venue_state}
      """,
      "状态.yaml": """
      codes: venue_state
      title: 使用状态
      terms:
        - {term: 在用, synonyms: [使用中]}
        - {term: 停用}
      """,
    ])
    let sheet = Sheet(name: "表", values: [["场所名称", "面积平方米", "使用状态"], ["党员活动室", "80平", "使用中"]])
    let table = try #require(LedgerReader(catalog: catalog).read(sheet: sheet, path: "甲").first)
    #expect(table.definition.id == "venue")
    #expect(table.records.first?.fields[2].value == .text("在用"))
  }

  @Test(
    "a fault is told with its line and column",
    arguments: [
      (
        "ledger: x\ntitle: y\nfields:\n  - {id: a, title: A, kind: txt}\n", DefinitionError.Code.unknownWord,
        4, 29
      ),
      ("ledger: x\ntitel: y\nfields: []\n", .unknownKey, 2, 1),
      ("ledger: x\nfields: []\n", .missingKey, 1, 1),
      ("ledger: x\ntitle: y\nfields: 5\n", .wrongType, 3, 9),
      (
        "ledger: x\ntitle: y\nfields:\n  - {id: a, title: A, kind: text}\n  - {id: a, title: B, kind: text}\n",
        .duplicate, 5, 5
      ),
      (
        "ledger: x\ntitle: y\nkeys:\n  - [b]\nfields:\n  - {id: a, title: A, kind: text}\n",
        .unknownReference, 4, 6
      ),
      ("ledger: [x\n", .syntax, 2, 1),
      ("extends: nothing\n", .unknownReference, 1, 10),
      ("extends: member\nfieldSynonyms:\n  nofield: [x]\n", .unknownReference, 3, 3),
    ])
  func faults(_ yaml: String, _ code: DefinitionError.Code, _ line: Int, _ column: Int) throws {
    do {
      _ = try catalog(["错误.yaml": yaml])
      Issue.record("no fault found in \(yaml)")
    } catch let error as DefinitionError {
      #expect(error.code == code)
      #expect(error.line == line, "\(error)")
      #expect(error.column == column, "\(error)")
      #expect(error.text(.zh) != error.text(.en))
    }
  }
}
