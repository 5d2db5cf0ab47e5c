import Criteria
import Diagnostics
import Reports
import SpreadsheetModel

/// Makes the summary workbook over all inputs.
public struct Summarizing: Sendable {
  /// How files are read and checked.
  public var checking: Checking
  /// The time the summary is about.
  public var period: Period
  /// The workbook's language.
  public var language: Language
  /// The office's name for the headings.
  public var office: String

  /// Creates the job.
  public init(checking: Checking, period: Period, language: Language, office: String = "") {
    self.checking = checking
    self.period = period
    self.language = language
    self.office = office
  }

  /// Reads, checks and counts.
  public func run(
    _ inputs: [InputFile], missing: [InputFailure], jobs: Int,
    progress: (@Sendable (Int) -> Void)? = nil
  ) async -> (outcome: Checking.Outcome, summary: SummaryWorkbook) {
    let outcome = await checking.run(inputs, jobs: jobs, progress: progress)
    return (outcome, summary(of: outcome, missing: missing))
  }

  /// Counts what was read and checked before.
  public func summary(of outcome: Checking.Outcome, missing: [InputFailure] = []) -> SummaryWorkbook {
    let unreadable = (missing + outcome.failures.map(\.failure)).map {
      (path: $0.path, reason: $0.message.template(language))
    }
    let input = SummaryInput(
      period: period, asOf: checking.asOf, language: language, submission: outcome.submission,
      report: outcome.report, unreadable: unreadable, office: office)
    return SummaryWorkbook(input, pack: checking.pack)
  }
}
