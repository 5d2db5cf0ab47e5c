import SpreadsheetModel

/// A term of office: from the election to the day by which the next one is due.
///
/// Every rule, figure and list that speaks of terms reads this one, so that none contradicts another.
public struct Term: Hashable, Sendable {
  /// How a term stands on a day.
  public enum State: Sendable, Hashable, CaseIterable {
    case overdue, dueSoon, running
    /// Neither an end nor an election and its years are known.
    case unknown
  }

  /// The days on which the election may have been held: one, or those of the month where no more is written.
  public var elected: ClosedRange<CivilDate>?
  /// Years the term runs, as the ledger says or else as the rule for the kind of organisation does.
  public var years: Int?
  /// The end that the ledger states.
  public var statedEnd: CivilDate?
  /// The day to which a superior has let the election be postponed.
  public var postponedTo: CivilDate?

  /// Creates a term.
  public init(
    elected: ClosedRange<CivilDate>? = nil, years: Int? = nil, statedEnd: CivilDate? = nil,
    postponedTo: CivilDate? = nil
  ) {
    self.elected = elected
    self.years = years
    self.statedEnd = statedEnd
    self.postponedTo = postponedTo
  }

  /// The anniversary of the election on which the term ends.
  public var computedEnd: CivilDate? {
    guard let years, (1...20).contains(years) else { return nil }
    return elected?.upperBound.adding(years: years)
  }

  /// The end that holds: the stated one unless it lies before the election, else the computed one, and no earlier
  /// than a postponement allows; `nil` where nothing tells.
  public var end: CivilDate? {
    let stated = statedEnd.flatMap { end in elected.map { end > $0.lowerBound } ?? true ? end : nil }
    guard let end = stated ?? computedEnd else { return nil }
    return max(end, postponedTo ?? end)
  }

  /// How the term stands.
  ///
  /// - Parameters:
  ///   - day: the day looked from.
  ///   - months: how long before its end a term is due soon.
  public func state(on day: CivilDate, months: Int = 6) -> State {
    guard let end else { return .unknown }
    if day > end { return .overdue }
    guard let opens = end.adding(months: -months) else { return .running }
    return day >= opens ? .dueSoon : .running
  }
}
