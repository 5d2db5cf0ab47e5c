import Foundation
import SpreadsheetModel
import Testing
import XLSX

@Suite("The lint on sound workbooks")
struct CleanWorkbookLintTests {
  @Test("finds nothing in what we write", arguments: Gallery.all.map(\.name))
  func gallery(name: String) throws {
    let make = try #require(Gallery.all.first { $0.name == name }?.make)
    let findings = try XLSXLinter.lint(bytes: make().bytes())
    #expect(findings.isEmpty, "\(findings)")
  }

  @Test(
    "finds nothing in headings with escapes and line ends of any kind",
    arguments: ["a\r\nb", "a\nb", "_x0041_", "a_x0041_\n"])
  func headings(name: String) throws {
    var book = XLSXWriter()
    book.sheet("表") { sheet in
      sheet.table(
        WorksheetTable(
          name: "T", columns: [.init(name, total: .sum), .init("b", total: .label("合_x0041_计"))]),
        at: "A1", rows: [[1, 2]])
    }
    #expect(try XLSXLinter.lint(bytes: book.bytes()).isEmpty)
  }

  @Test(
    "finds nothing in an inline string without a text",
    arguments: ["", "<is/>", "<is><t/></is>", "<is><t></t></is>"])
  func emptyInline(content: String) throws {
    let bytes = try Editing.package(
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\">\(content)</c></row></sheetData>")
    #expect(XLSXLinter.lint(bytes: bytes).isEmpty)
  }

  /// For looking at what the lint says of other producers' files: `LINT_FOLDER=FOLDER swift test`.
  @Test(
    "prints what it finds in a folder",
    .enabled(if: ProcessInfo.processInfo.environment["LINT_FOLDER"] != nil))
  func folder() throws {
    let folder = ProcessInfo.processInfo.environment["LINT_FOLDER"] ?? ""
    let files = FileManager.default.enumerator(atPath: folder)
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".xlsx") || file.hasSuffix(".xlsm") else { continue }
      for finding in XLSXLinter.lint(path: folder + "/" + file) {
        print(
          "LINT \(finding.rule.rawValue) \(file) \(finding.part) \(finding.cell?.description ?? "") \(finding.detail)"
        )
      }
    }
  }
}
