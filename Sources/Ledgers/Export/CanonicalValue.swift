import Foundation
import SpreadsheetModel

/// How cleaned values are written into canonical tables, and told apart again when read back.
enum CanonicalValue {
  /// The cell of a value: dates as dates, numbers as numbers, everything else as text; the classes of
  /// absence keep a word of their own.
  static func cell(_ field: RecordField, kind: FieldKind, dateSystem: DateSystem = .base1900) -> (
    CellValue, NumberFormat?
  ) {
    switch field.value {
    case .missing: return (.empty, nil)
    case .none, .notApplicable, .openEnd: return (.text(word(for: field)), nil)
    case .text(let text): return (.text(text), kind.isDigits ? .text : nil)
    case .number(let number): return (.number(number.nearestDouble), format(of: kind))
    case .date(let date):
      guard let serial = dateSystem.serial(of: date) else { return (.text(date.description), nil) }
      return (.number(serial), .isoDate)
    case .month(let month): return (.text(month.description), .text)
    case .year(let year): return (.number(Double(year)), nil)
    case .boolean(let truth): return (.text(truth ? "是" : "否"), nil)
    case .list(let names): return (.text(names.joined(separator: "、")), nil)
    case .unreadable: return (.empty, nil)
    }
  }

  /// The text of a value, for CSV: dates as `YYYY-MM-DD`, exact decimals.
  static func text(_ field: RecordField) -> String {
    switch field.value {
    case .missing: ""
    case .none, .notApplicable, .openEnd: word(for: field)
    case .text(let text): text
    case .number(let number): "\(number)"
    case .date(let date): date.description
    case .month(let month): month.description
    case .year(let year): String(year)
    case .boolean(let truth): truth ? "是" : "否"
    case .list(let names): names.joined(separator: "、")
    case .unreadable: ""
    }
  }

  /// The word for a value that is not there: the one that was written, where it is read as the same
  /// again, else one that is.
  private static func word(for field: RecordField) -> String {
    let written = CleanText(field.original).text
    switch (field.value, Absence(written)) {
    case (.none, .some(.none)), (.notApplicable, .notApplicable), (.openEnd, .openEnd): return written
    case (.none, _): return "无"
    case (.openEnd, _): return "长期"
    default: return "—"
    }
  }

  private static func format(of kind: FieldKind) -> NumberFormat? {
    switch kind {
    case .money: NumberFormat(code: "0.00")
    case .rate: NumberFormat(code: "0.0#%")
    default: nil
    }
  }
}

extension FieldKind {
  /// Whether the kind is written in digits that are no number: they are kept as text.
  public var isDigits: Bool {
    switch self {
    case .idNumber, .phone, .identifier: true
    default: false
    }
  }
}
