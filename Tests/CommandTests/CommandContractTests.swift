import Foundation
import TestSupport
import Testing

@Suite("The command line contract")
struct CommandContractTests {
  private func taizhang(_ arguments: String...) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test("Wrong words end with status 2, a missing file with 3, each with one line that says what to do")
  func statuses() {
    let wrong = taizhang("check")
    #expect(wrong.status == 2)
    #expect(!wrong.errors.isEmpty && wrong.output.isEmpty)
    let missing = taizhang("cells", "/nowhere/名册.xlsx")
    #expect(missing.status == 3)
    #expect(missing.errors.contains("/nowhere/名册.xlsx"))
    #expect(missing.output.isEmpty)
    #expect(taizhang("--help").status == 0)
  }

  @Test("A batch goes on past files that cannot be read")
  func goesOn() throws {
    try withTemporaryFolder { folder in
      try Data().write(to: URL(fileURLWithPath: folder + "/a-empty.xlsx"))
      try Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]).write(
        to: URL(fileURLWithPath: folder + "/b-picture.xlsx"))
      let whole = try Data(contentsOf: URL(fileURLWithPath: SampleFiles.workbooks[1]))
      try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: folder + "/c-truncated.xlsx"))
      try whole.write(to: URL(fileURLWithPath: folder + "/d-good.xlsx"))
      let run = taizhang("check", folder, "--format", "json", "--as-of", "2025-12-31")
      #expect(run.status == 3)
      let document = try json(run.output)
      let files = try #require(document["files"] as? [[String: Any]])
      #expect(files.map { $0["status"] as? String } == ["unreadable", "unreadable", "unreadable", "checked"])
      #expect(run.errors.split(separator: "\n").count == 3)
    }
  }

  @Test("check prints the contract's JSON, numbers of persons masked")
  func checkDocument() throws {
    let run = taizhang("check", SampleFiles.workbooks[2], "--format", "json", "--as-of", "2025-12-31")
    let document = try json(run.output)
    #expect(document["schema"] as? String == "taizhang.check/1")
    #expect(document["asOf"] as? String == "2025-12-31")
    for key in ["pack", "files", "coverage", "organisations", "totals"] { #expect(document[key] != nil) }
    let file = try #require((document["files"] as? [[String: Any]])?.first)
    let ledgers = try #require(file["ledgers"] as? [[String: Any]])
    #expect(ledgers.contains { $0["ledger"] as? String == "member" })
    let findings = try #require(file["findings"] as? [[String: Any]])
    #expect(!findings.isEmpty)
    for key in ["rule", "severity", "ledger", "sheet", "cell", "field", "value", "message", "fix"] {
      #expect(findings.allSatisfy { $0.keys.contains(key) })
    }
    #expect(!run.output.contains(/\d{17}[\dXx]/))
  }

  @Test("An output is replaced only with --force, and the input never")
  func outputs() throws {
    try withTemporaryFolder { folder in
      let input = SampleFiles.workbooks[1]
      let before = try Data(contentsOf: URL(fileURLWithPath: input))
      let target = folder + "/out.xlsx"
      #expect(taizhang("set", input, "党员名册!A1=x", "-o", target).status == 0)
      #expect(taizhang("set", input, "党员名册!A1=y", "-o", target).status == 4)
      #expect(taizhang("set", input, "党员名册!A1=y", "-o", target, "--force").status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: input)) == before)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out.xlsx"])
    }
  }

  @Test("set keeps the stored bytes of every other part and tells so")
  func receipt() throws {
    try withTemporaryFolder { folder in
      let run = taizhang(
        "set", SampleFiles.workbooks[1], "党员名册!B9=测试", "-o", folder + "/out.xlsx", "--receipt")
      let document = try json(run.output)
      let parts = try #require(document["parts"] as? [[String: String]])
      let patched = parts.filter { $0["action"] != "kept" }.compactMap { $0["name"] }
      #expect(patched == ["xl/worksheets/sheet2.xml", "xl/sharedStrings.xml"])
      let cells = try #require(document["cells"] as? [[String: Any]])
      #expect(cells.count == 1 && cells[0]["after"] as? String == "测试")
    }
  }

  @Test("Templates of all ledgers are made in both languages, and Excel takes them", arguments: ["zh", "en"])
  func templates(language: String) throws {
    try withTemporaryFolder { folder in
      let target = folder + "/template.xlsx"
      let made = taizhang("template", "--all", "--lang", language, "-o", target)
      #expect(made.status == 0, "\(made.errors)")
      #expect(taizhang("lint", target).status == 0)
    }
  }

  @Test("A filled template passes recognition without a mapping")
  func template() throws {
    try withTemporaryFolder { folder in
      let target = folder + "/template.xlsx"
      #expect(taizhang("template", "--all", "-o", target).status == 0)
      let document = try json(taizhang("inspect", target, "--format", "json").output)
      let files = try #require(document["files"] as? [[String: Any]])
      let content = try #require(files.first?["content"] as? [String: Any])
      let ledgers = try #require(content["ledgers"] as? [[String: Any]])
      #expect(ledgers.count >= 17)
      #expect(ledgers.allSatisfy { ($0["unmapped"] as? [String])?.isEmpty == true })
    }
  }
}
