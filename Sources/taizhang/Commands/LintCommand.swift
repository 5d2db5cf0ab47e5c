import ArgumentParser
import Foundation
import Workflow

/// `taizhang lint`: whether Excel will open a workbook without complaint.
struct LintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint",
    abstract: words("查出 Excel 会提示“部分内容有问题”的地方", "finds what Excel would repair or refuse"),
    discussion: words("例：taizhang lint 汇总.xlsx", "Example: taizhang lint summary.xlsx"))

  /// The formats of the answer.
  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(help: help("工作簿（.xlsx）、文件夹或 .zip 压缩包", "workbooks (.xlsx), folders or .zip archives"))
  var files: [String]

  @Option(help: help("输出格式", "output format"))
  var format: Format = .text

  @OptionGroup(title: words("通用选项", "Common options")) var common: CommonOptions

  func run() throws {
    let console = common.console
    let inputs = try Inputs(files, common)
    var status = inputs.status
    var document = LintDocument(files: [])
    for file in inputs.files {
      do throws(InputFailure) {
        let findings = try lint(file)
        document.files.append(.init(path: file.path, findings: findings, language: common.lang))
        if findings.contains(where: { $0.rule.severity == .error }) { status = max(status, .findings) }
        if format == .text { console.show(LintDocument.text(file.path, findings, common.lang)) }
      } catch {
        console.tell(error.text(common.lang))
        status = max(status, .unreadableInput)
      }
    }
    if format == .json { console.write(try document.json()) }
    try status.end()
  }
}
