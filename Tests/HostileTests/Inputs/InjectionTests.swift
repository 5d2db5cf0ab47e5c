import Foundation
import OpenPackaging
import TestSupport
import Testing

@Suite("What a spreadsheet program or a browser would run", .serialized)
struct InjectionTests {
  /// Texts that a spreadsheet program takes for formulas when it opens a file of CSV.
  private static let formulas = [
    "=cmd|'/c calc'!A0", "+1+cmd|'/c calc'!A0", "-1+1", "@SUM(1+1)", "\t=1+1", "＝1+1", "＋A1", "－1+1", "＠x",

    "=HYPERLINK(\"http://127.0.0.1/\"&A1)", "=IMPORTXML(\"http://127.0.0.1\",\"//a\")",
  ]

  private static func input(in folder: String) throws -> String {
    let rows = formulas.map { "\"\($0.replacing("\"", with: "\"\""))\"" }
    let path = folder + "/in.csv"
    try Data(("甲,乙\n" + rows.map { "\($0),1" }.joined(separator: "\n") + "\n").utf8)
      .write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("Exported to CSV each is kept from running, and told; asked for, it stands as it was")
  func exported() throws {
    try withTemporaryFolder { folder in
      let input = try Self.input(in: folder)
      let out = folder + "/out.csv"
      let run = ProgramRun(ProgramRun.taizhang, ["convert", "--raw", input, "-o", out, "--lang", "en"])
      #expect(run.status == 0)
      #expect(run.errors.contains("--no-formula-guard"))
      let text = try String(contentsOfFile: out, encoding: .utf8)
      let cells = text.split(whereSeparator: \.isNewline).dropFirst().map {
        $0.hasPrefix("\"") ? $0.dropFirst() : $0[...]
      }
      #expect(cells.count == Self.formulas.count)
      for cell in cells { #expect(cell.hasPrefix("'"), "\(cell)") }
      let open = ProgramRun(
        ProgramRun.taizhang, ["convert", "--raw", input, "-o", out, "--force", "--no-formula-guard"])
      #expect(open.status == 0)
      #expect(try String(contentsOfFile: out, encoding: .utf8).contains("\n\"=cmd|"))
    }
  }

  @Test("Taken into a workbook each stays text, never a formula")
  func imported() throws {
    try withTemporaryFolder { folder in
      let input = try Self.input(in: folder)
      let out = folder + "/out.xlsx"
      let run = ProgramRun(
        ProgramRun.taizhang, ["convert", "--raw", input, "-o", out])
      #expect(run.status == 0)
      let archive = try ZIPArchive(path: out)
      for entry in archive.entries where entry.name.contains("worksheets/sheet") {
        let part = String(decoding: try archive.bytes(of: entry), as: UTF8.self)
        #expect(!part.contains("<f"))
      }
      let cells = ProgramRun(ProgramRun.taizhang, ["cells", out, "--formulas"])
      #expect(cells.output.contains("=cmd|") && !cells.output.contains("\"formula\""))
    }
  }

  @Test(
    "Markup in cells and names is text in a page", arguments: [["check", "--format", "html"], ["summarize"]])
  func pages(call: [String]) throws {
    try withTemporaryFolder { folder in
      let attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>"
      let path = folder + "/<img src=x onerror=alert(3)>.csv"
      let roster = """
        第一党支部<script>alert(4)</script>党员名册
        序号,姓名,性别,身份证号,入党时间,党员类型
        1,\(attack.replacing("\"", with: "").replacing(",", with: "")),\(attack.replacing("\"", with: "")),11010119900307003X,2050-07-01,<b>x
        """
      try Data(roster.utf8).write(to: URL(fileURLWithPath: path))
      let out = folder + "/out.html"
      let run = ProgramRun(
        ProgramRun.taizhang, [call[0], path] + call.dropFirst() + ["-o", out, "--as-of", "2025-12-31"])
      #expect((0...1).contains(run.status), "\(run.errors)")
      let page = try String(contentsOfFile: out, encoding: .utf8)
      for piece in ["<script>alert", "<img src=x", "<b>x"] { #expect(!page.contains(piece), "\(piece)") }
      #expect(call[0] != "check" || page.contains("alert(3)"))
    }
  }
}
