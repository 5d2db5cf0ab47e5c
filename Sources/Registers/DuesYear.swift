import Foundation
import SpreadsheetModel

/// What a ledger says of one person's dues in the twelve months of a year.
///
/// Every rule and figure that speaks of dues owed reads this one.
public struct DuesYear: Sendable {
  /// What became of a month.
  public enum State: Equatable, Sendable {
    /// Nothing is entered.
    case open
    /// It is entered that nothing was paid: `0`, `未缴`.
    case unpaid
    case paid(Decimal)
    /// A word says that what was due was paid: `已缴`.
    case settled
    /// A word such as 减免.
    case excused

    /// Whether nothing was paid, as far as is entered.
    public var isOpen: Bool { self == .open || self == .unpaid }
  }

  /// A month's account, in yuan.
  public struct Account: Hashable, Sendable {
    /// The month, 1 to 12.
    public var month: Int
    /// What was due; `nil` where nothing tells.
    public var due: Decimal?
    /// What was paid for the month, whenever it was paid.
    public var paid: Decimal
    /// What is owed; `nil` where nobody knows what was due.
    public var arrears: Decimal? { due.map { max($0 - paid, 0) } }
    /// What was paid beyond what was due; `nil` where nobody knows what was.
    public var overpaid: Decimal? { due.map { max(paid - $0, 0) } }
  }

  /// By month, January first.
  public var states: [State]
  /// What is due a month, where the ledger says so.
  public var due: Decimal?

  /// Creates a year with nothing entered.
  public init(states: [State] = [State](repeating: .open, count: 12), due: Decimal? = nil) {
    self.states = states
    self.due = due
  }

  /// The months, counted from 0, that a payment of more than a month's due makes up for, each with the month in which
  /// it was paid: arrears just before it, or months in advance just after it.
  public func madeUp() -> [Int: Int] {
    // Most years have nothing to make up for, and dividing decimals is slow.
    guard states.contains(where: \.isOpen), let share, share > 0 else { return [:] }
    var made: [Int: Int] = [:]
    func isOpen(_ month: Int) -> Bool { states[month].isOpen && made[month] == nil }
    for month in states.indices {
      guard case .paid(let amount) = states[month], amount > share else { continue }
      // A cent of rounding a month does not make a month unpaid.
      let times = (amount / share + Decimal(sign: .plus, exponent: -2, significand: 2)).nearestDouble
      var extra = times < Double(states.count) ? Int(times) - 1 : states.count
      var before = month - 1
      while extra > 0, before >= 0, isOpen(before) {
        made[before] = month
        extra -= 1
        before -= 1
      }
      var after = month + 1
      while extra > 0, after < states.count, isOpen(after) {
        made[after] = month
        extra -= 1
        after += 1
      }
    }
    return made
  }

  /// What a month's dues are taken to be: as the ledger says, else the least that was paid for one.
  private var share: Decimal? {
    due ?? states.compactMap { if case .paid(let amount) = $0 { amount } else { nil } }.min()
  }

  /// The accounts of the months in which something was due or paid.
  ///
  /// - Parameters:
  ///   - owed: the months, counted from 0, that were to be paid and were not.
  ///   - isMember: whether a month is one that dues are due for.
  public func accounts(owed: Set<Int>, isMember: (Int) -> Bool) -> [Account] {
    let made = madeUp()
    var paid = states.map { state -> Decimal in if case .paid(let amount) = state { amount } else { 0 } }
    for (month, payer) in made {
      // The last months of a payment may get less than a month's due by the cents lost to rounding.
      let part = min(share ?? 0, paid[payer])
      paid[payer] -= part
      paid[month] += part
    }
    return states.indices.compactMap { month -> Account? in
      let dues = isMember(month) ? due : 0
      switch states[month] {
      case .paid: return Account(month: month + 1, due: dues, paid: paid[month])
      case .settled: return Account(month: month + 1, due: dues, paid: dues ?? 0)
      case .excused: return nil
      case .open, .unpaid:
        if made[month] != nil { return Account(month: month + 1, due: dues, paid: paid[month]) }
        return owed.contains(month) ? Account(month: month + 1, due: dues, paid: 0) : nil
      }
    }
  }
}
