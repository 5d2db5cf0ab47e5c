import Diagnostics
import Foundation
import Ledgers

/// `absentees`: as many names are listed as persons are missing from those expected.
///
/// Only lists of names are counted: a cell that tells a story (`因公出差两人`) says nothing that could be
/// counted.
struct AbsenteeCheck: Check {
  static let name = "absentees"
  static let keys = ["field", "whole", "present"]
  static let message = Phrase(
    zh: "{field}列了 {actual} 人，应到与实到相差 {expected} 人",
    en: "{field} names {actual}, {expected} are missing by the numbers")
  static let placeholders: Set<String> = ["field", "value", "actual", "expected"]
  /// Characters of the longest name taken for one.
  static let longestName = 4

  let field: FieldID
  let whole: FieldID
  let present: FieldID

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    whole = try scope.field(try reader.required("whole"))
    present = try scope.field(try reader.required("present"))
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [field, whole, present]) { run, unit in
      guard let text = unit.value(0).text, let whole = unit.value(1).number,
        let present = unit.value(2).number,
        present <= whole, let count = Self.count(text), Decimal(count) != whole - present
      else { return }
      run.report(
        unit, slot: 0,
        arguments: ["actual": Phrase(String(count)), "expected": Phrase((whole - present).plain)],
        notes: [run.note(unit, slot: 1), run.note(unit, slot: 2)])
    }
  }

  /// The number of names in a list, remarks in brackets left out; `nil` if it is no list of names.
  static func count(_ text: String) -> Int? {
    var plain = ""
    var depth = 0
    for character in text {
      switch character {
      case "(", "（": depth += 1
      case ")", "）": depth = max(0, depth - 1)
      default: if depth == 0 { plain.append(character) }
      }
    }
    let names = plain.split { "、，,；; \n".contains($0) }
    guard !names.isEmpty,
      names.allSatisfy({ name in
        (2...longestName).contains(name.count) && name.allSatisfy { $0.isLetter } && !name.contains("人")
      })
    else { return nil }
    return names.count
  }
}
