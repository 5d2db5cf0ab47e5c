import Diagnostics

/// The type of a field or an expression, as a criterion's formula is checked.
public enum FormulaType: String, Hashable, Sendable, CaseIterable {
  /// A number or an amount.
  case number
  /// A day or a moment: a serial number to the evaluator, a type of its own to the checker.
  case date
  /// Text.
  case text
  /// `TRUE` or `FALSE`.
  case boolean
  /// Not known until it is computed.
  case any

  /// The type's name in messages.
  public var phrase: Phrase {
    switch self {
    case .number: Phrase(zh: "数字", en: "a number")
    case .date: Phrase(zh: "日期", en: "a date")
    case .text: Phrase(zh: "文字", en: "text")
    case .boolean: Phrase(zh: "真假值", en: "a truth value")
    case .any: Phrase(zh: "任意值", en: "any value")
    }
  }
}
