import Ledgers
import Registers
import SpreadsheetModel

/// One person's dues of a year, as the rules on dues read them.
public struct PersonDues: Sendable, Hashable {
  /// The organisation; `nil` where none is known.
  public var organisation: String?
  /// The person's name, where the ledger gives one.
  public var name: String?
  /// The year.
  public var year: Int
  /// The months in which something was due or paid.
  public var accounts: [DuesYear.Account]
}

extension CriteriaPack {
  /// How the pack's rule on overdue elections reads terms.
  var termReading: TermReading? {
    rules.lazy.flatMap(\.clauses).compactMap { $0.check as? TermCheck }.first { $0.subject == .overdue }?
      .reading
  }

  /// How the pack's rule on months unpaid reads dues, and from which ledger.
  var duesReading: (ledger: LedgerID, reader: MonthLineReader)? {
    for rule in rules {
      for clause in rule.clauses {
        guard let check = clause.check as? StreakCheck, !check.tellsEarly,
          let ledger = clause.ledger ?? rule.ledger
        else { continue }
        return (ledger, check.reader)
      }
    }
    return nil
  }
}

extension CheckContext {
  /// The terms of the organisations judged, by name: of those on the list of organisations, and of others whose
  /// election is recorded.
  func terms(_ pack: CriteriaPack) -> [String: Term] {
    guard let reading = pack.termReading else { return [:] }
    let renewals = reading.renewals(self)
    var terms: [String: Term] = [:]
    for index in organisations.indices where isJudged(index) {
      if let (table, row) = record(of: index) {
        terms[organisations[index].name] = reading.term(ofRecord: row, in: table, self, renewals: renewals)
      } else if let renewed = renewals[index], var latest = renewed.latest {
        latest.postponedTo = renewed.postponed
        terms[organisations[index].name] = latest
      }
    }
    return terms
  }

  /// Everybody's dues, in the order of their ledgers.
  func dues(_ pack: CriteriaPack) -> [PersonDues] {
    guard let (ledger, reader) = pack.duesReading else { return [] }
    let nameField = subjects.person?.name
    return tables(ledger).flatMap { table -> [PersonDues] in
      let nameIndex = nameField.flatMap { table.definition.index(of: $0) }
      return (reader.lines(of: table, self) ?? []).map { line in
        let stay = Stay(line, self)
        let owed = Set(line.openRuns(stay, asOf: asOf).joined())
        // What is paid before a month has ended counts with what is due for it.
        let accounts = line.dues.accounts(owed: owed) { stay.isMember(ofMonth: $0, year: line.year) }
        return PersonDues(
          organisation: organisations.indices.contains(line.organisation)
            ? organisations[line.organisation].name : nil,
          name: nameIndex.flatMap { table.value($0, ofRecord: line.row).text }, year: line.year,
          accounts: accounts)
      }
    }
  }
}
