import Foundation
import OpenPackaging
import TestSupport
import Testing
import XLSX

@Suite("taizhang calculate")
struct CalculateCommandTests {
  private func taizhang(_ arguments: String...) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  /// A sheet of three amounts, their doubles, the sum of these, and the year of the day, no result stored.
  private func withFormulas(_ body: (_ folder: String, _ path: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      var book = XLSXWriter()
      book.sheet("表") { sheet in
        sheet.set("A1", 3)
        sheet.set("A2", 4)
        sheet.set("A3", 5)
      }
      try Data(book.bytes()).write(to: URL(fileURLWithPath: folder + "/plain.xlsx"))
      let path = folder + "/formulas.xlsx"
      let run = taizhang(
        "set", folder + "/plain.xlsx", "表!B1==A1*2", "表!B2==A2*2", "表!B3==A3*2", "表!D1==SUM(B1:B3)",
        "表!D2==YEAR(TODAY())", "--no-calculate", "-o", path)
      #expect(run.status == 0, "\(run.errors)")
      try body(folder, path)
    }
  }

  @Test("Results that a program left out are stored, and every one then agrees with what is computed")
  func stored() throws {
    try withFormulas { folder, path in
      #expect(!taizhang("cells", path).output.contains("\"ref\":\"D1\",\"kind\":\"number\""))
      let out = folder + "/out.xlsx"
      let run = taizhang("calculate", path, "-o", out, "--as-of", "2025-06-01")
      #expect(run.status == 0, "\(run.errors)")
      let cells = taizhang("cells", out).output
      #expect(cells.contains("\"ref\":\"D1\",\"kind\":\"number\",\"value\":24"), "\(cells)")
      #expect(cells.contains("\"ref\":\"D2\",\"kind\":\"number\",\"value\":2025"), "\(cells)")
      #expect(XLSXLinter.lint(path: out).isEmpty)
      #expect(taizhang("calculate", "--verify", out, "--as-of", "2025-06-01").status == 0)
    }
  }

  @Test("A stored result that is another is told; one that changes with the clock is no fault")
  func verified() throws {
    try withFormulas { folder, path in
      let (right, wrong) = (folder + "/right.xlsx", folder + "/wrong.xlsx")
      #expect(taizhang("calculate", path, "-o", right, "--as-of", "2025-06-01").status == 0)
      let later = taizhang("calculate", "--verify", right, "--as-of", "2026-06-01", "--format", "json")
      #expect(later.status == 0 && later.output.isEmpty, "\(later.output)")
      #expect(later.errors.contains("D2"), "\(later.errors)")
      let package = try OPCPackage(path: right)
      let zip = ZIPWriter()
      for entry in package.archive.entries {
        var text = String(decoding: try package.bytes(of: entry.name), as: UTF8.self)
        if entry.name.hasSuffix("sheet1.xml") { text = text.replacing("<v>24</v>", with: "<v>25</v>") }
        try zip.add(entry.name, bytes: Array(text.utf8))
      }
      try Data(zip.finish()).write(to: URL(fileURLWithPath: wrong))
      let run = taizhang("calculate", "--verify", wrong, "--as-of", "2025-06-01", "--format", "json")
      #expect(run.status == 1)
      let line = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      #expect(line?["sheet"] as? String == "表" && line?["ref"] as? String == "D1", "\(run.output)")
      #expect(line?["formula"] as? String == "SUM(B1:B3)")
      #expect(line?["stored"] as? Double == 25 && line?["calculated"] as? Double == 24, "\(run.output)")
    }
  }

  @Test("A change computes what depends on it")
  func changed() throws {
    try withFormulas { folder, path in
      let out = folder + "/out.xlsx"
      #expect(taizhang("set", path, "表!A1=10", "-o", out).status == 0)
      #expect(taizhang("cells", out).output.contains("\"ref\":\"D1\",\"kind\":\"number\",\"value\":38"))
    }
  }
}
