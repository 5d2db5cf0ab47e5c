import Foundation
import SpreadsheetModel

/// Values as short texts, a letter for the kind in front: `t张三`, `n12.5`, `d2025-03-01`.
///
/// A value read back equals the one written.
enum StoredValue {
  /// Between the items of a list; no cleaned text holds a control character.
  private static let separator = "\u{1F}"

  /// The text of a value; `nil` for a missing one.
  static func text(_ value: FieldValue) -> String? {
    switch value {
    case .missing: nil
    case .none: "0"
    case .notApplicable: "/"
    case .openEnd: ">"
    case .unreadable: "?"
    case .text(let text): "t" + text
    case .number(let number): "n\(number)"
    case .date(let date): "d\(date)"
    case .month(let month): "m\(month)"
    case .year(let year): "y\(year)"
    case .boolean(let truth): truth ? "b1" : "b0"
    case .list(let items): "l" + items.joined(separator: separator)
    }
  }

  /// The value of a text; `nil` where it is the text of none.
  static func value(_ text: String?) -> FieldValue? {
    guard let text else { return .missing }
    let rest = text.dropFirst()
    switch text.first {
    case "0" where rest.isEmpty: return FieldValue.none
    case "/" where rest.isEmpty: return .notApplicable
    case ">" where rest.isEmpty: return .openEnd
    case "?" where rest.isEmpty: return .unreadable
    case "t": return .text(String(rest))
    case "n": return Decimal(string: String(rest)).map(FieldValue.number)
    case "d": return CivilDate(iso: rest).map(FieldValue.date)
    case "m": return CivilMonth(iso: rest).map(FieldValue.month)
    case "y": return Int(rest).map(FieldValue.year)
    case "b": return rest == "1" ? .boolean(true) : rest == "0" ? .boolean(false) : nil
    case "l": return .list(rest.isEmpty ? [] : rest.components(separatedBy: separator))
    default: return nil
    }
  }

  /// What a cell of this value usually shows, so that only what differs has to be kept beside it.
  static func usualOriginal(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): text
    case .number(let number): "\(number)"
    case .date(let date): date.description
    case .month(let month): month.description
    case .year(let year): String(year)
    default: ""
    }
  }

  /// The text of a cell's value; `nil` for an empty cell.
  static func text(_ value: CellValue) -> String? {
    switch value {
    case .empty: nil
    case .number(let number): "n\(number)"
    case .text(let text): "t" + text
    case .boolean(let truth): truth ? "b1" : "b0"
    case .error(let error): "e" + error.spelling
    }
  }

  /// The cell's value of a text; `nil` where it is the text of none.
  static func cellValue(_ text: String) -> CellValue? {
    let rest = text.dropFirst()
    switch text.first {
    case "n": return Double(rest).map(CellValue.number)
    case "t": return .text(String(rest))
    case "b": return .boolean(rest == "1")
    case "e": return .error(CellError(spelling: String(rest)))
    default: return nil
    }
  }
}
