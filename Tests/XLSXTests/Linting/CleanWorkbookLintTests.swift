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
