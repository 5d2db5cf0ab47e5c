import Foundation
import Testing

@testable import Registers

@Suite("Dues of a year")
struct DuesYearTests {
  private func year(_ states: [DuesYear.State], due: Decimal? = 10) -> DuesYear {
    DuesYear(states: states + [DuesYear.State](repeating: .open, count: 12 - states.count), due: due)
  }

  private func accounts(_ year: DuesYear, owed: Set<Int> = [], member: Range<Int> = 0..<12) -> [[Decimal?]] {
    year.accounts(owed: owed) { member.contains($0) }.map {
      [Decimal($0.month), $0.due, $0.paid, $0.arrears, $0.overpaid]
    }
  }

  @Test("A payment for a quarter is shared among its months, whether paid before or after")
  func quarters() {
    let late = year([.open, .open, .paid(30), .paid(30), .open, .open])
    #expect(late.madeUp() == [0: 2, 1: 2, 4: 3, 5: 3])
    #expect(accounts(late) == (1...6).map { [Decimal($0), 10, 10, 0, 0] })
  }

  @Test("What is beyond the months made up for is paid in excess, what is short is owed")
  func rest() {
    #expect(accounts(year([.paid(15), .paid(8)])) == [[1, 10, 15, 0, 5], [2, 10, 8, 2, 0]])
    #expect(accounts(year([.open, .paid(25)])) == [[1, 10, 10, 0, 0], [2, 10, 15, 0, 5]])
  }

  @Test("A waived month is owed by nobody, a month marked as paid is paid")
  func words() {
    #expect(
      accounts(year([.excused, .settled, .unpaid]), owed: [2]) == [[2, 10, 10, 0, 0], [3, 10, 0, 10, 0]])
  }

  @Test("A month in which nothing is entered and nothing is known to be owed has no account")
  func blanks() {
    #expect(accounts(year([.paid(10), .open])) == [[1, 10, 10, 0, 0]])
  }

  @Test("What was due is not known where nothing says so, and neither are arrears")
  func unknown() {
    #expect(
      accounts(year([.paid(12), .unpaid], due: nil), owed: [1]) == [
        [1, nil, 12, nil, nil], [2, nil, 0, nil, nil],
      ])
  }

  @Test("Before joining nothing is due; what was paid all the same counts")
  func outside() {
    #expect(
      accounts(year([.paid(10), .paid(10)]), member: 1..<12) == [[1, 0, 10, 0, 10], [2, 10, 10, 0, 0]])
  }

  @Test("Due less paid is arrears less overpaid, in every month")
  func balances() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<500 {
      let states = (0..<12).map { _ -> DuesYear.State in
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: .open
        case 1: .unpaid
        case 2: .excused
        case 3: .settled
        default: .paid(Decimal(Int.random(in: 1...60, using: &generator)))
        }
      }
      let year = DuesYear(states: states, due: Decimal(Int.random(in: 1...20, using: &generator)))
      let accounts = year.accounts(owed: Set(0..<12)) { $0 >= 2 }
      for account in accounts {
        guard let due = account.due, let arrears = account.arrears, let overpaid = account.overpaid else {
          Issue.record("no amount due")
          continue
        }
        #expect(due - account.paid == arrears - overpaid)
      }
      // No payment is lost or made by sharing it out.
      let paid = states.reduce(Decimal(0)) { if case .paid(let amount) = $1 { $0 + amount } else { $0 } }
      let settled = states.indices.reduce(Decimal(0)) { sum, month in
        states[month] == .settled && month >= 2 ? sum + (year.due ?? 0) : sum
      }
      #expect(accounts.reduce(0) { $0 + $1.paid } == paid + settled)
    }
  }
}
