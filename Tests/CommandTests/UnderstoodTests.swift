import Foundation
import TestSupport
import Testing

@Suite("What of a file was understood, in check and inspect")
struct UnderstoodTests {
  private static let roster = """
    党员名册,,,,,
    党支部：机关第一党支部,,,,,
    序号,姓名,性别,联系电话,入党时间,备用
    1,张三,男,13800138000,2001-07-01,
    2,李四,女,13800138001,2002-07-01,x
    合计,2人,,,,
    "填表人：王五，电话13800138002",,,,,
    """

  private func taizhang(_ arguments: String...) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private func understood(_ command: String) throws -> [String: Any] {
    try withTemporaryFolder { folder in
      let path = folder + "/名册.csv"
      try Self.roster.write(toFile: path, atomically: true, encoding: .utf8)
      let output = taizhang(command, path, "--format", "json").output
      let document = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
      let file = try #require((document["files"] as? [[String: Any]])?.first)
      let content = file["content"] as? [String: Any] ?? file
      return try #require(content["understood"] as? [String: Any])
    }
  }

  @Test(
    "columns, headers not understood and every skipped row with its masked text",
    arguments: ["check", "inspect"])
  func tells(_ command: String) throws {
    let found = try understood(command)
    #expect(found["columns"] as? Int == 5)
    #expect(found["unmapped"] as? [String] == ["备用"])
    let rows = try #require(found["skippedRows"] as? [[String: Any]])
    #expect(rows.map { $0["row"] as? Int } == [6, 7])
    #expect(rows.map { $0["why"] as? String } == ["total", "note"])
    #expect(rows.allSatisfy { $0["sheet"] as? String == "名册" })
    let texts = rows.compactMap { $0["text"] as? String }
    #expect(texts.first == "合计 | 2人")
    #expect(texts.last?.hasPrefix("填表人：王五，电话138") ?? false)
    #expect(!texts.joined().contains("13800138002"))
  }

  @Test("inspect tells a person each row with its text")
  func text() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/名册.csv"
      try Self.roster.write(toFile: path, atomically: true, encoding: .utf8)
      let output = taizhang("inspect", path, "--lang", "zh").output
      #expect(output.contains("第 6 行（合计）：合计 | 2人"))
      #expect(output.contains("第 7 行（说明）：填表人：王五"))
      #expect(!output.contains("13800138002"))
    }
  }
}
