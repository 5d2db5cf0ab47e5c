import SpreadsheetModel
import Testing

@testable import Registers

@Suite("Terms of office")
struct TermTests {
  private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

  @Test("The end stated holds, else the election and its years, and leave to postpone moves it")
  func ends() throws {
    let elected = try day("2022-01-16")...day("2022-01-16")
    #expect(try Term(elected: elected, years: 3).end == day("2025-01-16"))
    #expect(try Term(elected: elected, years: 3, statedEnd: day("2025-03-01")).end == day("2025-03-01"))
    // An end before the election is a slip.
    #expect(try Term(elected: elected, years: 3, statedEnd: day("2021-03-01")).end == day("2025-01-16"))
    #expect(try Term(statedEnd: day("2025-03-01")).end == day("2025-03-01"))
    #expect(
      try Term(elected: elected, years: 3, postponedTo: day("2025-12-16")).end == day("2025-12-16"))
    // An earlier leave does not shorten a term.
    #expect(try Term(elected: elected, years: 3, postponedTo: day("2024-12-16")).end == day("2025-01-16"))
    #expect(Term(elected: elected).end == nil)
    #expect(Term(elected: elected, years: 0).end == nil)
    #expect(Term(elected: elected, years: 21).end == nil)
  }

  @Test("A month counts to its last day")
  func months() throws {
    let term = Term(elected: try day("2022-02-01")...day("2022-02-28"), years: 3)
    #expect(try term.end == day("2025-02-28"))
  }

  @Test("What is not known is neither overdue nor running")
  func states() throws {
    let term = Term(statedEnd: try day("2026-06-30"))
    #expect(term.state(on: try day("2025-12-29")) == .running)
    #expect(term.state(on: try day("2025-12-30")) == .dueSoon)
    #expect(term.state(on: try day("2026-06-30")) == .dueSoon)
    #expect(term.state(on: try day("2026-07-01")) == .overdue)
    #expect(Term().state(on: try day("2026-07-01")) == .unknown)
  }
}
