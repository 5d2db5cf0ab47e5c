import Criteria
import Diagnostics
import Reports
import SpreadsheetModel

/// Makes the summary over all inputs.
public struct Summarizing: Sendable {
  /// How files are read and checked.
  public var checking: Checking
  /// The time the summary is about.
  public var period: Period
  /// The summary's language.
  public var language: Language
  /// The office's name for the headings.
  public var office: String
  /// The summary of the period before, to compare with.
  public var previous: PreviousSummary?

  /// Creates the job.
  public init(
    checking: Checking, period: Period, language: Language, office: String = "",
    previous: PreviousSummary? = nil
  ) {
    self.checking = checking
    self.period = period
    self.language = language
    self.office = office
    self.previous = previous
  }

  /// Reads, checks and counts.
  public func run(
    _ inputs: [InputFile], missing: [InputFailure], jobs: Int,
    progress: (@Sendable (Int) -> Void)? = nil
  ) async -> (outcome: Checking.Outcome, summary: Summary) {
    if checking.goesInParts(inputs),
      let made = await runInParts(inputs, missing: missing, jobs: jobs, progress: progress)
    {
      return made
    }
    let outcome = await checking.run(inputs, jobs: jobs, progress: progress)
    return (outcome, summary(of: outcome, missing: missing))
  }

  /// Counts what was read and checked before.
  public func summary(of outcome: Checking.Outcome, missing: [InputFailure] = []) -> Summary {
    let unreadable = reasons(missing + outcome.failures.map(\.failure))
    let input = SummaryInput(
      period: period, asOf: checking.asOf, language: language, submission: outcome.submission,
      report: outcome.report, unreadable: unreadable, office: office, previous: previous)
    return Summary(input, pack: checking.pack)
  }

  /// What the summary says of inputs that could not be read.
  func reasons(_ failures: [InputFailure]) -> [(path: String, reason: String)] {
    failures.map { (path: $0.path, reason: $0.message.template(language)) }
  }
}
