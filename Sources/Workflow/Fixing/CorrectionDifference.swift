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
    let mask = PersonalMask(showsPersonal: showsPersonal)
    func shown(_ text: String) -> String {
      text.isEmpty ? words("（空）", "(empty)") : Self.showingBlanks(in: mask.text(text))
    }
    var result = paint(file.input.path, "1") + "\n"
    var record: (sheet: String, row: Int)?
    let ordered = file.corrections.enumerated().sorted { left, right in
      let (one, other) = (left.element, right.element)
      return one.sheet == other.sheet
        ? (one.cell, left.offset) < (other.cell, right.offset) : left.offset < right.offset
    }
    for (_, correction) in ordered {
      if record?.sheet != correction.sheet || record?.row != correction.cell.row {
        record = (correction.sheet, correction.cell.row)
        let line = words("第 \(correction.cell.row + 1) 行", "row \(correction.cell.row + 1)")
        let key = correction.key.isEmpty ? "" : "  " + mask.text(correction.key)
        result += "  \(correction.sheet) · \(line)\(key)\n"
      }
      let header = correction.header.isEmpty ? "" : " " + correction.header
      let review = correction.safety == .safe ? "" : words("（请复核）", " (review)")
      result += "    \(correction.cell)\(header)：" + paint(shown(correction.before), "31") + " → "
      result += paint(shown(correction.after), "32") + paint("  \(correction.rule)\(review)", "2") + "\n"
    }
    let errors = file.problems.filter { $0.diagnostic.severity == .error }.count
    let warnings = file.problems.filter { $0.diagnostic.severity == .warning }.count
    result += words(
      "  改 \(file.corrections.count) 处；另有错误 \(errors) 处、提醒 \(warnings) 处要人处理\n",
      "  \(file.corrections.count) changes; \(errors) errors and \(warnings) warnings need a person\n")
    return result
  }

  /// A text whose line breaks and outer blanks can be seen, as they are what many corrections take out.
  private static func showingBlanks(in text: String) -> String {
    func isBlank(_ character: Character) -> Bool { character.isWhitespace }
    func marked(_ blanks: some StringProtocol) -> String {
      String(blanks.map { $0.isNewline ? "↵" : $0 == "\u{3000}" ? "□" : "␣" })
    }
    let leading = text.prefix(while: isBlank)
    let rest = text.dropFirst(leading.count)
    let trailing = String(rest.reversed().prefix(while: isBlank).reversed())
    let inner = rest.dropLast(trailing.count).map { $0.isNewline ? "↵" : $0 }
    return marked(leading) + String(inner) + marked(trailing)
  }
}
