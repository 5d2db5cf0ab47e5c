import Reports
import SpreadsheetModel
import Testing

@Suite("Periods")
struct PeriodTests {
  @Test(
    "A year, a quarter and a month are read as the command line writes them",
    arguments: [
      ("2025", "2025-01-01", "2025-12-31"), ("2025Q3", "2025-07-01", "2025-09-30"),
      ("2025q1", "2025-01-01", "2025-03-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ])
  func reads(text: String, first: String, last: String) throws {
    let period = try #require(Period(text))
    #expect(period.firstDay?.description == first)
    #expect(period.lastDay?.description == last)
  }

  @Test(
    "Anything else is no period",
    arguments: ["", "25", "2025Q5", "2025Q0", "2025-13", "2025-00", "2025/03", "20255", "１２３４"])
  func refuses(text: String) {
    #expect(Period(text) == nil)
  }
}
