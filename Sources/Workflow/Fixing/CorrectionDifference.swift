import Diagnostics
import Reports
import SpreadsheetModel

/// `fix --diff`: the changes as a person reads them, before and after, cell by cell.
public struct CorrectionDifference {
  private let language: Language
  private let usesColor: Bool
  private let showsPersonal: Bool

  /// Creates a writer.
  public init(language: Language, usesColor: Bool, showsPersonal: Bool) {
    self.language = language
    self.usesColor = usesColor
    self.showsPersonal = showsPersonal
  }

  /// The changes of one file.
  public func text(_ file: Fixing.Corrected) -> String {
    func words(_ zh: String, _ en: String) -> String { Phrase(zh: zh, en: en).template(language) }
    func paint(_ text: String, _ code: String) -> String {
      usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
    func shown(_ text: String) -> String {
      let text = showsPersonal ? text : PersonalData.maskingNumbers(in: text)
      return text.isEmpty ? words("（空）", "(empty)") : text
    }
    var result = paint(file.input.path, "1") + "\n"
    for correction in file.corrections {
      result += "  \(correction.sheet)!\(correction.cell)  \(correction.rule)  "
      result += shown(correction.reason.template(language)) + "\n"
      result += paint("    - " + shown(correction.before), "31") + "\n"
      result += paint("    + " + shown(correction.after), "32") + "\n"
    }
    let errors = file.problems.filter { $0.diagnostic.severity == .error }.count
    let warnings = file.problems.filter { $0.diagnostic.severity == .warning }.count
    result += words(
      "  改 \(file.corrections.count) 处；另有错误 \(errors) 处、提醒 \(warnings) 处要人处理\n",
      "  \(file.corrections.count) changes; \(errors) errors and \(warnings) warnings need a person\n")
    return result
  }
}
