import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Makes one finding a column of dates written as text or in an odd style, and leaves a column its own style:
/// `2023.05` stays where nearly all of a column is written so, and what differs is to be written like the rest.
enum DateSpellings {
  static func fold(_ drafts: [FindingDraft], of rule: Rule) -> [FindingDraft] {
    struct Column: Hashable {
      var clause: Int
      var table: Int
      var field: Int
      var safety: FixSafety?
    }
    var columns: [Column: [Int]] = [:]
    for (index, draft) in drafts.enumerated() {
      guard rule.clauses[draft.clause].check is CleaningCheck, let table = draft.table, let row = draft.row,
        let field = draft.field, table.field(field, ofRecord: row).change?.kind == .dateForm
      else { continue }
      columns[
        Column(clause: draft.clause, table: table.order, field: field, safety: draft.fix?.safety),
        default: []
      ].append(index)
    }
    if columns.isEmpty { return drafts }
    var replaced: [Int: FindingDraft] = [:]
    var dropped: Set<Int> = []
    for (column, indices) in columns {
      guard let table = drafts[indices[0]].table else { continue }
      dropped.formUnion(indices)
      let own = DateStyle.own(ofColumn: column.field, table)
      let odd =
        indices.filter { own == nil || DateStyle(drafts[$0].value ?? "")?.separators != own?.separators }
      guard let first = odd.first ?? indices.first else { continue }
      if odd.isEmpty {
        // A column that is written alike throughout is a matter of taste, and of months it is the usual way.
        if own?.isOfMonths == true { continue }
        replaced[first] = whole(drafts[first], indices, table)
      } else {
        replaced[first] = joined(odd.map { written(drafts[$0], like: own, table, column.field) })
      }
    }
    return drafts.indices.compactMap { replaced[$0] ?? (dropped.contains($0) ? nil : drafts[$0]) }
  }

  /// A finding of a whole column that has a style of its own.
  private static func whole(_ draft: FindingDraft, _ indices: [Int], _ table: IndexedTable) -> FindingDraft {
    var draft = draft
    draft.fix = nil
    draft.occurrences = indices.count
    draft.message = Phrase(
      zh: "“{field}”列 \(indices.count) 处日期写成文本（如“{value}”），写法一致",
      en: "\(indices.count) dates of '{field}' are text, all written like '{value}'")
    return draft
  }

  /// One finding of many.
  private static func joined(_ drafts: [FindingDraft]) -> FindingDraft {
    var draft = drafts[0]
    guard drafts.count > 1 else { return draft }
    draft.occurrences = drafts.count
    draft.also = drafts.dropFirst().map { FindingCell(location: $0.location, fix: $0.fix) }
    draft.message = Phrase(
      zh: "“{field}”列 \(drafts.count) 处日期是文本或写法不一，如“{value}”应为 {expected}",
      en: "\(drafts.count) dates of '{field}' are text or oddly written; '{value}' should be {expected}")
    return draft
  }

  /// A finding whose fix writes the date as the rest of the column is written.
  private static func written(
    _ draft: FindingDraft, like own: DateStyle?, _ table: IndexedTable, _ field: Int
  ) -> FindingDraft {
    guard let own, let fix = draft.fix, let row = draft.row,
      let text = own.text(of: table.value(field, ofRecord: row))
    else { return draft }
    var draft = draft
    draft.fix = Diagnostic.Fix(safety: fix.safety, value: .text(text))
    draft.arguments["expected"] = Phrase(text)
    return draft
  }
}

/// How a date is written: what stands between and after its numbers, and whether they have two digits.
struct DateStyle: Hashable {
  /// After the year, the month and, where there is one, the day.
  let separators: [String]
  /// Whether months and days below ten have a leading zero.
  var isPadded: Bool

  /// The style of a text that is a year with its month, or month and day; `nil` for anything else.
  init?(_ text: String) {
    var separators: [String] = []
    var digits = 0
    var lengths: [Int] = []
    for character in text {
      if character.isASCII, character.isNumber {
        digits += 1
        continue
      }
      if digits > 0 {
        lengths.append(digits)
        separators.append("")
        digits = 0
      }
      guard !separators.isEmpty, !character.isWhitespace else { return nil }
      separators[separators.count - 1].append(character)
    }
    if digits > 0 {
      lengths.append(digits)
      separators.append("")
    }
    guard (2...3).contains(lengths.count), lengths[0] == 4, lengths.dropFirst().allSatisfy({ $0 <= 2 }) else {
      return nil
    }
    self.separators = separators
    isPadded = lengths.dropFirst().allSatisfy { $0 == 2 }
  }

  /// Whether it has no day.
  var isOfMonths: Bool { separators.count == 2 }

  /// The style in which at least three quarters of a column's values are written as text, if there is one.
  static func own(ofColumn field: Int, _ table: IndexedTable) -> DateStyle? {
    var counts: [[String]: (count: Int, padded: Int)] = [:]
    var values = 0
    for row in table.table.records.indices {
      let found = table.field(field, ofRecord: row)
      guard found.value.isPresent else { continue }
      values += 1
      guard found.change?.kind == .dateForm, let style = DateStyle(found.original) else { continue }
      counts[style.separators, default: (0, 0)].count += 1
      if style.isPadded { counts[style.separators]?.padded += 1 }
    }
    guard let best = counts.max(by: { ($0.value.count, $0.key.count) < ($1.value.count, $1.key.count) }),
      best.value.count > 1, best.value.count * 4 >= values * 3
    else { return nil }
    var style = DateStyle(separators: best.key)
    style.isPadded = best.value.padded * 2 > best.value.count
    return style
  }

  private init(separators: [String]) {
    self.separators = separators
    isPadded = false
  }

  /// A date in this style; `nil` where it says more or less than the style does.
  func text(of value: FieldValue) -> String? {
    func number(_ number: Int) -> String { isPadded && number < 10 ? "0\(number)" : String(number) }
    switch value {
    case .date(let day) where !isOfMonths:
      return
        "\(day.year)\(separators[0])\(number(day.month))\(separators[1])\(number(day.day))\(separators[2])"
    case .month(let month) where isOfMonths:
      return "\(month.year)\(separators[0])\(number(month.month))\(separators[1])"
    default: return nil
    }
  }
}
