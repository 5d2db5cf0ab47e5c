import Diagnostics
import Foundation
import Ledgers

/// `share`: a part is at least, or more than, or at most a share of a whole: a quorum, a majority.
struct ShareCheck: Check {
  static let name = "share"
  static let keys = ["part", "whole", "atLeast", "above", "atMost", "round", "plus"]
  static let message = Phrase(
    zh: "{field} {value}，{other} {whole}：{expected}", en: "{field} {value} of {other} {whole}: {expected}")
  static let placeholders: Set<String> = ["field", "value", "other", "whole", "expected", "limit", "share"]

  enum Rounding: String, CaseIterable { case up, down }
  let part: FieldID
  let whole: FieldID
  let relation: RangeCheck.Relation
  let share: Decimal
  let round: Rounding?

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    part = try scope.field(try reader.required("part"))
    whole = try scope.field(try reader.required("whole"))
    guard
      let relation = [RangeCheck.Relation.atLeast, .above, .atMost].first(where: {
        reader.node($0.rawValue) != nil
      })
    else {
      _ = try reader.required("atLeast")
      self.relation = .atLeast
      share = 0
      round = nil
      return
    }
    self.relation = relation
    share = try reader.required(relation.rawValue).decimal()
    round = try reader.word(ifAny: "round", as: Rounding.self)
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [part, whole]) { run, unit in
      guard
        let part = unit.value(0).number
          ?? Self.number(in: unit.value(0).text, greatest: relation == .atMost),
        let whole = unit.value(1).number, whole > 0
      else { return }
      let limit = share * whole
      let holds: Bool
      switch relation {
      case .atLeast: holds = part >= limit.rounded(round)
      case .above: holds = part > limit.rounded(round)
      case .atMost, .below: holds = part <= limit.rounded(round)
      }
      guard !holds else { return }
      let bound = limit.rounded(round).rounded(places: 2)
      run.report(
        unit, slot: 0,
        arguments: [
          "other": unit.table.definition.fields[unit.slots[1]].title, "whole": Phrase(whole.plain),
          "limit": Phrase(bound.plain), "share": Phrase(share.rounded(places: 4).plain),
          "expected": RangeCheck.words(relation, bound.plain),
        ], notes: [run.note(unit, slot: 1)])
    }
  }
}

extension ShareCheck {
  /// The least or greatest whole number in a text such as `李四28票、王五27票`.
  static func number(in text: String?, greatest: Bool) -> Decimal? {
    guard let text else { return nil }
    var numbers: [Decimal] = []
    var digits = ""
    for character in text + " " {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if !digits.isEmpty {
        if digits.count <= 9, let number = Int(digits) { numbers.append(Decimal(number)) }
        digits = ""
      }
    }
    return greatest ? numbers.max() : numbers.min()
  }
}

extension Decimal {
  fileprivate func rounded(_ rounding: ShareCheck.Rounding?) -> Decimal {
    guard let rounding else { return self }
    // 4/5 of 45 must be 36 and not 36.000…1, so the tiny remainder of a fraction goes first.
    var value = rounded(places: 9)
    var result = Decimal()
    NSDecimalRound(&result, &value, 0, rounding == .up ? .up : .down)
    return result
  }
}
