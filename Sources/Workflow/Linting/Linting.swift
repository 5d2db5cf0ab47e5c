import Diagnostics
import Foundation
import Spreadsheets
import XLSX

/// Looks a workbook over for what Excel would repair or refuse.
///
/// - Throws: where the input is no XLSX workbook, or cannot be read at all.
public func lint(_ file: InputFile) throws(InputFailure) -> [LintFinding] {
  let file = try file.held()
  let findings =
    switch file.source {
    case .file(let url): XLSXLinter.lint(path: url.path)
    case .bytes(let bytes):
      XLSXLinter.lint(bytes: bytes, fileEnding: (file.path as NSString).pathExtension.lowercased())
    default: throw notLintable(file.path)
    }
  // What does not even open as a package is told by the door, which knows what the file is instead.
  guard findings.contains(where: { $0.rule.severity == .error }) else { return findings }
  do throws(InputFailure) {
    guard try file.open(ReadingOptions()).format == .xlsx else { throw notLintable(file.path) }
  } catch {
    if error.code.hasPrefix("xlsx.") || error.code.hasPrefix("package.") || error.code.hasPrefix("xml.") {
      return findings
    }
    throw error
  }
  return findings
}

private func notLintable(_ path: String) -> InputFailure {
  InputFailure(
    path: path, code: "lint.not-a-workbook",
    message: Phrase(zh: "不是 .xlsx 工作簿文件", en: "not a file with an .xlsx workbook"),
    advice: Phrase(
      zh: "lint 只查 .xlsx；其他格式可先 convert --raw", en: "lint looks at .xlsx only; convert --raw first"))
}

/// What `lint` prints.
public struct LintDocument: JSONDocument, Sendable {
  /// Names this format and its version.
  public let schema = "taizhang.lint/1"
  /// The files in order.
  public var files: [File]

  private enum CodingKeys: String, CodingKey { case schema, files }

  /// Creates a document.
  public init(files: [File]) {
    self.files = files
  }

  /// One file.
  public struct File: Encodable, Sendable {
    /// The path as the user gave it.
    public var path: String
    /// What was found.
    public var findings: [Entry]

    /// Describes the findings of a file.
    public init(path: String, findings: [LintFinding], language: Language) {
      self.path = path
      self.findings = findings.map { Entry($0, language: language) }
    }
  }

  /// One finding.
  public struct Entry: Encodable, Sendable {
    /// The rule.
    public var rule: String
    /// `error`, `warning` or `info`.
    public var severity: String
    /// The part of the package.
    public var part: String
    /// The sheet.
    @Nullable public var sheet: String?
    /// The cell.
    @Nullable public var cell: String?
    /// The line of the part's XML.
    @Nullable public var line: Int?
    /// The column, in bytes.
    @Nullable public var column: Int?
    /// What is wrong there.
    public var detail: String
    /// Why Excel objects.
    public var reason: String
    /// What mends it.
    public var remedy: String

    init(_ finding: LintFinding, language: Language) {
      rule = finding.rule.rawValue
      severity = finding.rule.severity.rawValue
      part = finding.part
      _sheet = Nullable(wrappedValue: finding.sheet)
      _cell = Nullable(wrappedValue: finding.cell?.description)
      _line = Nullable(wrappedValue: finding.place?.line)
      _column = Nullable(wrappedValue: finding.place?.column)
      detail = finding.detail
      reason = finding.rule.reason.template(language)
      remedy = finding.rule.remedy.template(language)
    }
  }

  /// The findings of a file for a person.
  public static func text(_ path: String, _ findings: [LintFinding], _ language: Language) -> String {
    if findings.isEmpty {
      return Phrase(zh: "\(path)：没有问题\n", en: "\(path): nothing to complain about\n").template(language)
    }
    var text = path + "\n"
    for finding in findings {
      let entry = Entry(finding, language: language)
      let place = entry.sheet.map { sheet in entry.cell.map { "\(sheet)!\($0)" } ?? sheet }
      let source = finding.source
      text += "  \(entry.severity) \(entry.rule)  \(place ?? source)  \(entry.detail)"
      text += place == nil || finding.place == nil ? "\n" : "  (\(source))\n"
      text += "    \(entry.reason)\n    → \(entry.remedy)\n"
    }
    return text
  }
}
