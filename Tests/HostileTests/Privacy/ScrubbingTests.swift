import Foundation
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing
import XLSX

@Suite("What leaves with a file unseen")
struct ScrubbingTests {
  /// A workbook with everything in it (`Scripts/make-private-workbook`).
  static func fixture() throws -> String {
    try #require(Bundle.module.url(forResource: "Fixtures/private", withExtension: "xlsx")).path
  }

  @Test("Inspect tells hidden content, authors, comments, links, caches and what printers left")
  func traces() throws {
    let traces = try XLSXReader(contentsOf: URL(fileURLWithPath: Self.fixture())).privateTraces()
    let told = traces.map { "\($0.kind.rawValue) \($0.sheet ?? "-") \($0.detail) \($0.count)" }
    #expect(
      told == [
        "hiddenRows 名册 4 5", "hiddenColumns 名册 D-E 8", "fileLink 名册 mailto:zhangsan@example.org 1",
        "comments 名册 批注作者 1", "printerSettings 名册  1", "outsidePrintArea 名册 G12 1", "hiddenSheet 列表  1",
        "veryHiddenSheet 旧数据  1", "externalLink - file:///D:/保密/外部.xlsx 1",
        "cachedExternalData - file:///D:/保密/外部.xlsx 2", "savedPath - C:\\Users\\保存者乙\\桌面\\ 1",
        "author - 作者甲 1", "lastModifiedBy - 保存者乙 1", "company - 保密单位 1", "customProperty - 联系人 1",
        "thumbnail - docProps/thumbnail.jpeg 1",
      ])
  }

  @Test("The command tells them in text and in JSON")
  func command() throws {
    let text = ProgramRun(ProgramRun.taizhang, ["inspect", "--privacy", try Self.fixture(), "--lang", "zh"])
    #expect(text.status == 0)
    #expect(text.output.contains("深度隐藏的工作表"))
    let json = ProgramRun(
      ProgramRun.taizhang, ["inspect", "--privacy", "--format", "json", try Self.fixture()])
    #expect(json.output.contains("\"cachedExternalData\""))
    let plain = ProgramRun(ProgramRun.taizhang, ["inspect", "--format", "json", try Self.fixture()])
    #expect(plain.output.contains("\"privacy\" : null"))
  }

  @Test("Scrubbed, a workbook says nothing of it, and shows what it showed")
  func scrubbed() throws {
    try withTemporaryFolder { folder in
      let output = folder + "/out.xlsx"
      let run = ProgramRun(
        ProgramRun.taizhang, ["convert", "--scrub", try Self.fixture(), "-o", output, "--lang", "zh"])
      #expect(run.status == 0, "\(run.errors)")
      let reader = try XLSXReader(contentsOf: URL(fileURLWithPath: output))
      // What must stay: the list behind a drop-down, the cells a visible sum adds up, what shows on screen.
      let left = try reader.privateTraces().map { "\($0.kind.rawValue) \($0.detail) \($0.count)" }
      #expect(
        left == [
          "hiddenRows 4 1", "hiddenColumns E 3", "outsidePrintArea G12 1", "hiddenSheet  1",
        ])
      for (name, bytes) in try Self.parts(of: output) {
        let text = String(decoding: bytes, as: UTF8.self)
        for secret in Self.secrets {
          #expect(!text.contains(secret) && !text.contains(Self.numbered(secret)), "\(secret) in \(name)")
        }
      }
      let sheet = try reader.sheet(reader.sheets[0])
      func value(_ cell: String) -> CellValue? { CellReference(a1: cell).flatMap { sheet[$0]?.value } }
      #expect(value("A2") == .text("张三丰"))
      #expect(value("C9") == .number(84), "a formula into another workbook keeps its result")
      #expect(value("D2") == nil)
      #expect(value("E4") == .number(4))
      let links = try reader.details(of: reader.sheets[0]).links
      #expect(links.count == 1)
      #expect(XLSXLinter.lint(path: output).isEmpty)
    }
  }

  @Test(
    "openpyxl reads the scrubbed workbook and finds its check, its sum and no authors",
    .enabled(if: Judges.hasOpenpyxl, Judges.missing))
  func judged() throws {
    try withTemporaryFolder { folder in
      let output = folder + "/out.xlsx"
      let fixture = try Self.fixture()
      #expect(
        ProgramRun(ProgramRun.taizhang, ["convert", "--scrub", fixture, "-o", output]).status == 0)
      let program = """
        import sys, openpyxl
        b = openpyxl.load_workbook(sys.argv[1])
        s = b['名册']
        print(b.sheetnames, b.properties.creator, b.properties.lastModifiedBy, s['C8'].value, s['C9'].value,
          s.data_validations.dataValidation[0].formula1, s['A2'].comment, s.row_dimensions[4].hidden, len(b.defined_names))
        """
      let run = Judges.python(program, output)
      #expect(
        run.output
          == "['名册', '列表'] None None =SUM(E2:E5) 84 列表!$A$1:$A$2 None True 0\n", "\(run.errors)")
    }
  }

  @Test("A workbook with nothing to take out is copied byte for byte; other formats are refused by name")
  func nothingToDo() throws {
    try withTemporaryFolder { folder in
      var book = XLSXWriter()
      book.sheet("甲") { $0.write(row: 0, ["a", "b"]) }
      let input = folder + "/in.xlsx"
      try book.save(to: URL(fileURLWithPath: input))
      let first = folder + "/first.xlsx"
      #expect(ProgramRun(ProgramRun.taizhang, ["convert", "--scrub", input, "-o", first]).status == 0)
      let second = folder + "/second.xlsx"
      #expect(ProgramRun(ProgramRun.taizhang, ["convert", "--scrub", first, "-o", second]).status == 0)
      #expect(FileManager.default.contents(atPath: first) == FileManager.default.contents(atPath: second))
      try Data("a,b\n1,2\n".utf8).write(to: URL(fileURLWithPath: folder + "/in.csv"))
      let refused = ProgramRun(
        ProgramRun.taizhang, ["convert", "--scrub", folder + "/in.csv", "-o", folder + "/x.xlsx"])
      #expect(refused.status == 3)
      #expect(!FileManager.default.fileExists(atPath: folder + "/x.xlsx"))
    }
  }

  private static let secrets = [
    "隐私甲", "隐藏行人", "批注里的话", "批注作者", "作者甲", "保存者乙", "保密单位", "保密的人", "保密打印机", "缓存的人", "旧数据", "zhangsan",
    "外部.xlsx",
  ]

  /// The text in numeric references, as producers write it that keep to ASCII.
  private static func numbered(_ text: String) -> String {
    text.unicodeScalars.map { "&#\($0.value);" }.joined()
  }

  private static func parts(of path: String) throws -> [(String, [UInt8])] {
    let archive = try ZIPArchive(path: path)
    return try archive.entries.map { ($0.name, try archive.bytes(of: $0)) }
  }
}
