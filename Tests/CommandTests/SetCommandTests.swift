import Foundation
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing
import XLSX

@Suite("taizhang set")
struct SetCommandTests {
  private func set(_ bytes: [UInt8], _ changes: String..., body: (ProgramRun, String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let (input, output) = (folder + "/in.xlsx", folder + "/out.xlsx")
      try Data(bytes).write(to: URL(fileURLWithPath: input))
      let run = ProgramRun(
        ProgramRun.taizhang, ["set", input] + changes + ["-o", output],
        environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
      try body(run, output)
    }
  }

  private static func workbook(_ strings: [UInt8]? = nil) throws -> [UInt8] {
    var book = XLSXWriter()
    book.sheet("Sheet1") { sheet in
      sheet.set("A1", "甲")
      sheet.merge("A3:B3")
    }
    guard let strings else { return try book.bytes() }
    let package = try OPCPackage(bytes: book.bytes())
    let zip = ZIPWriter()
    for entry in package.archive.entries {
      try zip.add(
        entry.name, bytes: entry.name == "xl/sharedStrings.xml" ? strings : package.bytes(of: entry.name))
    }
    return try zip.finish()
  }

  @Test(
    "a formula that is none ends with status 2 and its place",
    arguments: [
      ("IF(A1;1;2)", "第 6 个字符处：此处不应有“;”"), ("1+", "第 2 个字符处：公式没有写完"), ("SUM(A1", "公式没有写完"),
      ("\"a", "第 1 个字符处：文字缺少右引号"), ("SUM（A1）", "第 4 个字符处：“（”是全角字符"), (" ", "公式是空的"),
      ("A1#", "第 3 个字符处：此处不应有“#”"), ("无!A1", "没有工作表“无”"), ("{1", "公式没有写完"),
    ])
  func refused(formula: String, place: String) throws {
    try set(Self.workbook(), "Sheet1!C1==\(formula)") { run, output in
      #expect(run.status == 2)
      #expect(run.errors.contains(place) && run.errors.contains("Sheet1!C1"), "\(run.errors)")
      #expect(!FileManager.default.fileExists(atPath: output))
    }
  }

  @Test("newer functions are stored with their prefix")
  func prefixed() throws {
    try set(Self.workbook(), "Sheet1!C1==XLOOKUP(1,A1:A3,B1:B3)") { run, output in
      #expect(run.status == 0)
      #expect(XLSXLinter.lint(path: output).isEmpty)
    }
  }

  @Test("a value that a merged range hides is told")
  func covered() throws {
    try set(Self.workbook(), "Sheet1!B3=5") { run, _ in
      #expect(run.status == 0)
      #expect(run.errors.contains("Sheet1!B3"))
    }
  }

  @Test("a part that is broken is the file's fault: status 3, and its name stands apart")
  func brokenPart() throws {
    let head = "<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>你好</t><"
    try set(Self.workbook(Array(head.utf8)), "Sheet1!C1=x") { run, _ in
      #expect(run.status == 3)
      #expect(run.errors.contains("xl/sharedStrings.xml "), "\(run.errors)")
    }
  }

  @Test("a part in GB 2312 is edited as one in UTF-8")
  func encoding() throws {
    let head =
      "<?xml version=\"1.0\" encoding=\"GB2312\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><si><t>"
    let bytes = Array(head.utf8) + [0xC4, 0xE3, 0xBA, 0xC3] + Array("</t></si></sst>".utf8)
    try set(Self.workbook(bytes), "Sheet1!C1=x") { run, output in
      #expect(run.status == 0, "\(run.errors)")
      let sheet = try XLSXReader(URL(fileURLWithPath: output)).workbook().sheets[0]
      #expect(sheet.rows[0].cells.map(\.value) == [.text("你好"), .text("x")])
    }
    try set(Self.workbook(Array(head.utf8) + [0xC4]), "Sheet1!C1=x") { run, _ in #expect(run.status == 3) }
  }
}
