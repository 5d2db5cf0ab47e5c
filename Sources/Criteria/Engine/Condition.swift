import Foundation
import Ledgers
import SpreadsheetModel

/// What must hold of a record: fields with what they must be, all of them unless `any` says otherwise.
indirect enum Condition: Sendable {
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case field(FieldID, Matcher)
  /// A number of the organisation the record is, or belongs to.
  case measure(String, Matcher)
  /// What must hold of the person a record is about; false where no such person is listed.
  case person(Condition)
  case formula(RecordFormula)
}

/// What a field's value must be.
enum Matcher: Sendable, Hashable {
  /// One of these terms, numbers, dates or truth values.
  case oneOf([String])
  case present
  case blank
  case atLeast(Decimal)
  case above(Decimal)
  case atMost(Decimal)
  case below(Decimal)
  case onOrAfter(CivilDate)
  case onOrBefore(CivilDate)
  case contains([String])
  case endsWith([String])
  case startsWith([String])
  case all([Matcher])
  case not([Matcher])
}

extension Matcher {
  func matches(_ value: FieldValue) -> Bool {
    switch self {
    case .present: return value.isPresent
    case .blank:
      switch value {
      case .missing, .none, .notApplicable, .openEnd: return true
      default: return false
      }
    case .oneOf(let terms): return terms.contains { Matcher.equal($0, value) }
    case .atLeast(let limit): return value.decimal.map { $0 >= limit } ?? false
    case .above(let limit): return value.decimal.map { $0 > limit } ?? false
    case .atMost(let limit): return value.decimal.map { $0 <= limit } ?? false
    case .below(let limit): return value.decimal.map { $0 < limit } ?? false
    case .onOrAfter(let day): return value.day.map { $0 >= day } ?? false
    case .onOrBefore(let day): return value.day.map { $0 <= day } ?? false
    case .contains(let parts): return value.words.contains { word in parts.contains { word.has($0) } }
    case .endsWith(let parts): return value.words.contains { word in parts.contains { word.ends(with: $0) } }
    case .startsWith(let parts):
      return value.words.contains { word in parts.contains { word.begins(with: $0) } }
    case .all(let matchers): return matchers.allSatisfy { $0.matches(value) }
    case .not(let matchers): return !matchers.contains { $0.matches(value) }
    }
  }

  /// Whether the matcher can only be judged where the column exists.
  var needsColumn: Bool {
    switch self {
    case .blank, .not: true
    case .all(let matchers): matchers.contains { $0.needsColumn }
    default: false
    }
  }

  private static func equal(_ term: String, _ value: FieldValue) -> Bool {
    switch value {
    case .text(let text): return text == term
    case .list(let texts): return texts.contains(term)
    case .boolean(let flag): return term == (flag ? "是" : "否") || term == (flag ? "true" : "false")
    case .number(let number):
      return Decimal(string: term, locale: Locale(identifier: "en_US_POSIX")) == number
    case .date(let date): return date.description == term
    case .month(let month): return month.description == term
    case .year(let year): return String(year) == term
    case .missing, .none, .notApplicable, .openEnd, .unreadable: return false
    }
  }
}

extension FieldValue {
  /// The number of a number or a year.
  var decimal: Decimal? {
    switch self {
    case .number(let number): number
    case .year(let year): Decimal(year)
    default: nil
    }
  }

  /// The day, or the first day of a month or year.
  var day: CivilDate? {
    switch self {
    case .date(let date): date
    case .month(let month): month.firstDay
    case .year(let year): CivilDate(year: year, month: 1, day: 1)
    default: nil
    }
  }

  /// The last day a value can mean: a month's last day.
  var lastDay: CivilDate? {
    switch self {
    case .date(let date): date
    case .month(let month): month.lastDay
    case .year(let year): CivilDate(year: year, month: 12, day: 31)
    default: nil
    }
  }

  /// Text, or each text of a list.
  var words: [String] {
    switch self {
    case .text(let text): [text]
    case .list(let texts): texts
    default: []
    }
  }
}

/// A condition whose fields are found by position, for one ledger.
struct BoundCondition: Sendable {
  private indirect enum Step: Sendable {
    case all([Step])
    case any([Step])
    case not(Step)
    case field(Int, Matcher)
    case measure(Int, Matcher)
    case person([BoundCondition], name: Int, number: Int)
    case formula(RecordFormula.Bound)
    case never
  }
  private let step: Step
  /// The columns without which the condition cannot be judged.
  let neededFields: [Int]
  /// Every column the condition reads.
  let usedFields: [Int]

  init(_ condition: Condition, definition: LedgerDefinition, context: CheckContext) {
    var needed: [Int] = []
    var used: [Int] = []
    func bind(_ condition: Condition) -> Step {
      switch condition {
      case .all(let parts): return .all(parts.map(bind))
      case .any(let parts): return .any(parts.map(bind))
      case .not(let part): return .not(bind(part))
      case .field(let field, let matcher):
        guard let index = definition.index(of: field) else { return .never }
        used.append(index)
        if matcher.needsColumn { needed.append(index) }
        return .field(index, matcher)
      case .measure(let id, let matcher):
        return context.measureIndex(id).map { .measure($0, matcher) } ?? .never
      case .formula(let formula): return .formula(formula.bound(in: context))
      case .person(let part):
        guard let person = context.subjects.person else { return .never }
        let bound = context.tables(person.ledger).map {
          BoundCondition(part, definition: $0.definition, context: context)
        }
        return .person(
          bound, name: definition.index(of: person.name) ?? -1,
          number: person.number.flatMap { definition.index(of: $0) } ?? -1)
      }
    }
    step = bind(condition)
    neededFields = needed
    usedFields = used
    requiredFields = Set(used.filter { definition.fields[$0].isRequired })
  }

  /// Fields that every record of the ledger has to fill, so that a blank proves nothing.
  private let requiredFields: Set<Int>

  /// A column that a table lacks and without which nothing can be told of its records; `nil` if it has all.
  func missingColumn(of table: IndexedTable) -> Int? {
    neededFields.first { !table.hasField[$0] } ?? requiredFields.filter { !table.hasField[$0] }.min()
  }

  /// Whether a field it reads holds what nobody can be sure of: unreadable, a term of no list, or blank
  /// where the ledger wants it filled.
  func isDoubtful(for record: LedgerRecord) -> Bool {
    usedFields.contains { isDoubtful($0, in: record) }
  }

  private func isDoubtful(_ index: Int, in record: LedgerRecord) -> Bool {
    guard index < record.fields.count else { return false }
    let field = record.fields[index]
    return field.value == .unreadable || field.change?.kind == .unknownTerm
      || field.value == .missing && field.cell != nil && requiredFields.contains(index)
  }

  /// What can be said of a record of a table: `nil` where a column that the table lacks, or a value that nobody
  /// can be sure of, would have to tell. Unknown is not 'not'.
  func verdict(on row: Int, of table: IndexedTable, in context: CheckContext) -> Bool? {
    let record = table.table.records[row]
    func verdict(_ step: Step) -> Bool? {
      switch step {
      case .all(let parts):
        let verdicts = parts.map(verdict)
        return verdicts.contains(false) ? false : verdicts.contains(nil) ? nil : true
      case .any(let parts):
        let verdicts = parts.map(verdict)
        return verdicts.contains(true) ? true : verdicts.contains(nil) ? nil : false
      case .not(let part): return verdict(part).map { !$0 }
      case .field(let index, let matcher):
        // What a layout never had is not there, whatever else it may be.
        if case .present = matcher, !table.hasField[index] { return false }
        guard table.hasField[index], !isDoubtful(index, in: record) else { return nil }
        return matcher.matches(table.value(index, ofRecord: row))
      case .measure(let index, let matcher):
        return context.measure(index, of: table.organisations[row]).map { matcher.matches(.number($0.value)) }
      case .person(let bound, let name, let number):
        guard
          let (position, home) = Self.person(
            name, number, record, organisation: table.organisations[row], context),
          position.table < bound.count
        else { return nil }
        return bound[position.table].verdict(on: position.row, of: home, in: context)
      case .formula(let formula): return formula.isTrue(for: record)
      case .never: return nil
      }
    }
    return verdict(step)
  }

  /// The record of the person that a record is about.
  private static func person(
    _ name: Int, _ number: Int, _ record: LedgerRecord, organisation: Int, _ context: CheckContext
  ) -> (position: RecordPosition, home: IndexedTable)? {
    func text(_ index: Int) -> String? {
      index >= 0 && index < record.fields.count ? record.fields[index].value.words.first : nil
    }
    guard let ledger = context.subjects.person?.ledger,
      let position = context.persons.person(
        number: text(number), name: text(name), organisation: organisation)
    else { return nil }
    return (position, context.tables(ledger)[position.table])
  }

  func holds(for record: LedgerRecord, organisation: Int?, in context: CheckContext) -> Bool {
    func holds(_ step: Step) -> Bool {
      switch step {
      case .all(let parts): return parts.allSatisfy(holds)
      case .any(let parts): return parts.contains(where: holds)
      case .not(let part): return !holds(part)
      case .field(let index, let matcher):
        guard index < record.fields.count else { return false }
        return matcher.matches(record.fields[index].value)
      case .measure(let index, let matcher):
        guard let organisation, let value = context.measure(index, of: organisation)?.value else {
          return false
        }
        return matcher.matches(.number(value))
      case .person(let bound, let name, let number):
        guard
          let (position, home) = Self.person(
            name, number, record, organisation: organisation ?? -1, context),
          position.table < bound.count
        else { return false }
        return bound[position.table].holds(
          for: home.table.records[position.row], organisation: home.organisations[position.row], in: context)
      case .formula(let formula): return formula.isTrue(for: record)
      case .never: return false
      }
    }
    return holds(step)
  }
}
