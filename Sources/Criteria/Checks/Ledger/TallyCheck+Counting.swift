import Foundation
import Ledgers
import SpreadsheetModel

/// What counts for one organisation or person.
struct Tally {
  /// The sums by period; `nil` where no periods are told apart.
  var amounts: [Period?: Decimal] = [:]
  /// The sum of what lies in no known period.
  var undated: Decimal = 0
  /// The periods in which some amount is not known.
  var unsure: Set<Period?> = []
  /// Whether an amount in no known period is not known.
  var isUndatedUnsure = false

  /// Whether nothing at all was entered.
  var isEmpty: Bool { amounts.isEmpty && undated.isZero && unsure.isEmpty && !isUndatedUnsure }

  mutating func add(_ amount: Decimal?, in period: Period?, isDated: Bool) {
    switch amount {
    case let amount? where isDated: amounts[period, default: 0] += amount
    case let amount?: undated += amount
    case nil where isDated: unsure.insert(period)
    case nil: isUndatedUnsure = true
    }
  }

  /// Whether the sum of a period may be any, for an amount in it is not known.
  func isUnsure(in period: Period?) -> Bool { isUndatedUnsure || unsure.contains(period) }
}

/// What counts for each organisation or person.
struct Tallies {
  enum Subject: Hashable {
    case organisation(Int)
    case person(RecordPosition)
  }

  private var bySubject: [Subject: Tally] = [:]
  /// Organisations none of whose tables has what is needed for counting.
  var unknown: Set<Int> = []
  /// By organisation: the months that the ledgers it stands in cover.
  var coverage: [Int: LedgerCoverage] = [:]

  subscript(subject: Subject) -> Tally { bySubject[subject] ?? Tally() }

  /// Adds an amount, `nil` for one that is not known.
  ///
  /// - Parameters:
  ///   - period: the period; `nil` where no periods are told apart.
  ///   - isDated: whether the period is known.
  mutating func add(_ amount: Decimal?, in period: Period?, isDated: Bool, to subject: Subject) {
    bySubject[subject, default: Tally()].add(amount, in: period, isDated: isDated)
  }
}

/// What one file's tables say of what is counted.
private struct CountedFile {
  var coverage = LedgerCoverage()
  var organisations: Set<Int> = []
  /// What its records have where the condition looks first.
  var terms: Set<String> = []
  /// Whether it has any record that counts.
  var isMet = false

  /// Whether nothing that counts is missing there for want of another file: a ledger of talks alone says nothing
  /// of meetings.
  var decides: Bool { isMet || terms.count > 1 }
}

extension TallyCheck {
  /// What counts for each, and the organisations whose tables lack a column to count by.
  func tallies(_ run: inout RuleRun) -> Tallies {
    let context = run.context
    var tallies = Tallies()
    var files: [String: CountedFile] = [:]
    var (undecided, decided): (Set<Int>, Set<Int>) = ([], [])
    for source in sources {
      for table in context.tables(source.ledger) {
        let file = table.table.file
        if count(source, table, &tallies, &files[file, default: CountedFile()], &run) {
          decided.formUnion(table.organisations)
        } else if source.ledger == ledger {
          undecided.formUnion(table.organisations)
        }
      }
    }
    tallies.unknown.formUnion(undecided.subtracting(decided))
    for file in files.values where file.decides {
      for organisation in file.organisations {
        tallies.coverage[organisation, default: LedgerCoverage()].formUnion(file.coverage)
      }
    }
    return tallies
  }

  /// Counts a table's records; `false` where the table lacks the columns to tell.
  private func count(
    _ source: Source, _ table: IndexedTable, _ tallies: inout Tallies, _ file: inout CountedFile,
    _ run: inout RuleRun
  ) -> Bool {
    let context = run.context
    let definition = table.definition
    let bound = source.condition.map { BoundCondition($0, definition: definition, context: context) }
    let dateIndex = table.column(ofFirst: source.dates)
    let personIndex = person.flatMap { definition.index(of: $0) }
    let numberIndex = run.pack.subjects.person?.number.flatMap { definition.index(of: $0) }
    let sumIndex = table.column(ofFirst: sums)
    var slips = NameSlips()
    if coverage > 0, let personIndex { tallies.unknown.formUnion(thinlyNamed(table, personIndex)) }
    // A table that does not say who took part, or when, says nothing about anybody.
    let needed = (subject == .person ? [personIndex] : []) + (every == nil ? [] : [dateIndex])
    if let missing = needed.lazy.compactMap({ $0 }).first(where: { !table.hasField[$0] }) {
      if source.ledger == ledger {
        run.noteGap(RuleRun.Phrases.noColumn(table, definition.fields[missing].id), table: table)
      }
      return false
    }
    var isDecided = bound == nil
    file.organisations.formUnion(table.organisations.lazy.filter { $0 >= 0 })
    for row in table.table.records.indices {
      let organisation = table.organisations[row]
      // Without a condition every record counts; of one that cannot be judged nothing is known.
      guard let verdict = bound.map({ $0.verdict(on: row, of: table, in: context) }) ?? true else { continue }
      isDecided = true
      if let dateIndex { file.coverage.add(table.value(dateIndex, ofRecord: row)) }
      if let first = bound?.usedFields.first {
        file.terms.insert(table.value(first, ofRecord: row).display ?? "")
      }
      guard verdict else { continue }
      file.isMet = true
      let period = every.flatMap { length in
        dateIndex.flatMap { Period(length, of: table.field($0, ofRecord: row).value) }
      }
      let isDated = every == nil || period != nil
      let amount = sumIndex.map { Self.amount(table.field($0, ofRecord: row).value) } ?? 1
      if subject == .organisation {
        if organisation >= 0 {
          tallies.add(amount, in: period, isDated: isDated, to: .organisation(organisation))
        }
        continue
      }
      guard let personIndex else { continue }
      let names = table.field(personIndex, ofRecord: row).value.words
      if !names.isEmpty { tallies.add(1, in: period, isDated: isDated, to: .organisation(organisation)) }
      for name in names {
        let number = numberIndex.flatMap { table.field($0, ofRecord: row).value.text }
        // Of namesakes nobody can tell which is meant, so none of them is found wanting; a name that is a
        // letter away from only one is a slip with a finding of its own.
        var found = context.persons.persons(number: number, name: name, organisation: organisation)
        if found.isEmpty, let meant = slips.name(like: name, in: organisation, context) {
          found = context.persons.name(meant, in: organisation)
        }
        for position in found { tallies.add(amount, in: period, isDated: isDated, to: .person(position)) }
      }
    }
    if isDecided {
      file.coverage.addNames(of: table.table)
    } else if let bound, let missing = bound.usedFields.first(where: { !table.hasField[$0] }) {
      run.noteGap(RuleRun.Phrases.noColumn(table, definition.fields[missing].id), table: table)
    }
    return isDecided
  }

  /// Organisations too few of whose records name anybody: their lists of persons are not kept.
  private func thinlyNamed(_ table: IndexedTable, _ personIndex: Int) -> Set<Int> {
    var counts: [Int: (named: Int, all: Int)] = [:]
    for row in table.table.records.indices {
      counts[table.organisations[row], default: (0, 0)].all += 1
      if table.field(personIndex, ofRecord: row).value.isPresent {
        counts[table.organisations[row]]?.named += 1
      }
    }
    return Set(counts.filter { Decimal($0.value.named) < coverage * Decimal($0.value.all) }.keys)
  }

  /// What a cell adds to a sum; `nil` where it is blank or cannot be read.
  private static func amount(_ value: FieldValue) -> Decimal? {
    switch value {
    case .none, .notApplicable: 0
    default: value.number
    }
  }
}
