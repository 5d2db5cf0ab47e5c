import Foundation
import TestSupport
import Testing

@Suite("Tallies of parts, put together")
struct TallyTests {
  private func taizhang(_ arguments: [String]) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  private static let inputs: [String] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: SampleFiles.submissions)) ?? []
    return names.sorted().map { SampleFiles.submissions + "/" + $0 }
  }()

  /// Two tallies of half the submissions each.
  private func withTallies(_ body: (_ folder: String, _ tallies: [String]) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let middle = Self.inputs.count / 2
      for (name, part) in [("a", Self.inputs[..<middle]), ("b", Self.inputs[middle...])] {
        let run = taizhang(["tally"] + part + ["-o", "\(folder)/\(name).jsonl"])
        #expect(run.status == 0, "\(run.errors)")
      }
      try body(folder, [folder + "/a.jsonl", folder + "/b.jsonl"])
    }
  }

  @Test("The summary of two tallies is, byte for byte, that of all files at once")
  func summary() throws {
    try withTallies { folder, tallies in
      let words = ["--period", "2025", "-o"]
      let whole = taizhang(["summarize", SampleFiles.submissions] + words + [folder + "/whole.xlsx"])
      let parts = taizhang(["summarize"] + tallies + words + [folder + "/parts.xlsx"])
      #expect(whole.status == parts.status)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/whole.xlsx"))
      #expect(try bytes == Data(contentsOf: URL(fileURLWithPath: folder + "/parts.xlsx")))
      #expect(bytes.count > 100_000)
    }
  }

  @Test("So is the check, and joined end to end the tallies are one")
  func check() throws {
    try withTallies { folder, tallies in
      let joined = try tallies.map { try Data(contentsOf: URL(fileURLWithPath: $0)) }.reduce(Data(), +)
      try joined.write(to: URL(fileURLWithPath: folder + "/all.jsonl"))
      let words = ["--format", "json", "--as-of", "2025-12-31"]
      let whole = taizhang(["check", SampleFiles.submissions] + words)
      #expect(whole.output.contains("\"findings\""))
      #expect(taizhang(["check", folder + "/all.jsonl"] + words).output == whole.output)
      #expect(taizhang(["tally", folder + "/all.jsonl"]).output == String(decoding: joined, as: UTF8.self))
    }
  }

  @Test(
    "Paths may come on standard input, as Spark's pipe gives them, and a file that is gone is told in its place"
  )
  func paths() throws {
    try withTemporaryFolder { folder in
      let list = folder + "/list.txt"
      try (Self.inputs.prefix(2).joined(separator: "\n") + "\n").write(
        toFile: list, atomically: true, encoding: .utf8)
      let run = taizhang(["tally", "--files-from", list])
      #expect(run.status == 0)
      #expect(
        run.output.split(separator: "\n").count
          == taizhang(["tally"] + Self.inputs.prefix(2)).output.split(separator: "\n").count)
      try Data("PK\u{3}\u{4} no archive".utf8).write(to: URL(fileURLWithPath: folder + "/broken.xlsx"))
      #expect(taizhang(["tally", folder + "/broken.xlsx", "-o", folder + "/broken.jsonl"]).status == 3)
      let direct = taizhang(["summarize", folder + "/broken.xlsx", "-o", folder + "/1.xlsx"])
      let tallied = taizhang(["summarize", folder + "/broken.jsonl", "-o", folder + "/2.xlsx"])
      #expect(direct.status == 3)
      #expect(tallied.status == 3)
      #expect(direct.errors.split(separator: "\n").first == tallied.errors.split(separator: "\n").first)
    }
  }

  @Test("What of a file could not be read is told by its tally, and again by what is made of that")
  func readingProblems() throws {
    try withTemporaryFolder { folder in
      try """
      <table><tr><td>姓名</td><td>性别</td><td>人员类别</td></tr><tr><td>张三丰</td><td>男</td><td>正式党员</td>\
      <td colspan=16384>空</td></tr></table>
      """.replacing("colspan=16384>空", with: String(repeating: "colspan=1000></td><td ", count: 17) + ">在外")
        .write(toFile: folder + "/a.xls", atomically: true, encoding: .utf8)
      let tallied = taizhang(["tally", folder + "/a.xls", "-o", folder + "/a.jsonl"])
      #expect(tallied.status == 3)
      #expect(tallied.errors.contains("在外"), "\(tallied.errors)")
      let words = ["--as-of", "2025-12-31"]
      let (direct, again) = (
        taizhang(["check", folder + "/a.xls"] + words), taizhang(["check", folder + "/a.jsonl"] + words)
      )
      #expect(direct.status == 3 && again.status == 3)
      #expect(again.errors.contains("在外"), "\(again.errors)")
      #expect(direct.output == again.output)
    }
  }

  @Test("A tally that is cut off anywhere is refused with its name, never counted in part")
  func cut() throws {
    try withTemporaryFolder { folder in
      let tally = Data(taizhang(["tally", Self.inputs[12]]).output.utf8)
      let path = folder + "/cut.jsonl"
      for count in stride(from: 40, to: tally.count, by: max(tally.count / 25, 1)) {
        try tally.prefix(count).write(to: URL(fileURLWithPath: path))
        let run = taizhang(["summarize", path, "-o", folder + "/out.xlsx", "--force"])
        #expect(run.status == 3, "\(count): \(run.errors)")
        #expect(run.errors.contains("cut.jsonl"), "\(count): \(run.errors)")
      }
    }
  }

  @Test(
    "A tally that says what cannot be is refused with a clear word, not a crash",
    arguments: [
      (#""schema":"taizhang.tally/1""#, #""schema":"taizhang.tally/2""#),
      (#""rows":["#, #""rows":[-1,"#), (#""rows":["#, #""rows":[9999999999,"#),
      (#""values":["#, #""values":["x","#), (#""headerRows":["#, #""headerRows":[7,"#),
      (#""column":0"#, #""column":-4"#), (#""column":0"#, #""column":99999999999999999999"#),
      (#""ledger":"member""#, #""ledger":"nobody""#), (#""field":"name""#, #""field":"nothing""#),
      (#""tables":["#, #""tables":[[],"#), (#""digest":""#, #""digest":{}""#),
    ])
  func hostile(_ sound: String, _ hostile: String) throws {
    try withTemporaryFolder { folder in
      let tally = taizhang(["tally", Self.inputs[1]]).output
      let changed = tally.replacing(sound, with: hostile)
      #expect(changed != tally)
      let path = folder + "/hostile.jsonl"
      try changed.write(toFile: path, atomically: true, encoding: .utf8)
      let run = taizhang(["summarize", path, "-o", folder + "/out.xlsx"])
      #expect(run.status == 3, "\(run.errors)")
      #expect(run.errors.contains("hostile.jsonl") || run.errors.contains("支部"), "\(run.errors)")
    }
  }
}
