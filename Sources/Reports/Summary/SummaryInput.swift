import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel

/// What a summary is made from.
public struct SummaryInput: Sendable {
  /// The time it is about.
  public var period: Period
  /// The day that ages, terms and overdue work are counted on.
  public var asOf: CivilDate
  /// The language of the workbook.
  public var language: Language
  /// The ledgers of every file.
  public var submission: Submission
  /// What the check of these ledgers found.
  public var report: CheckReport
  /// Inputs that could not be read, with the reason.
  public var unreadable: [(path: String, reason: String)]
  /// Title of the office for the sheets' headings, such as `市直机关工委`; empty for none.
  public var office: String
  /// The summary of the period before, to compare with.
  public var previous: PreviousSummary?

  /// Creates the input of a summary.
  public init(
    period: Period, asOf: CivilDate, language: Language, submission: Submission, report: CheckReport,
    unreadable: [(path: String, reason: String)] = [], office: String = "",
    previous: PreviousSummary? = nil
  ) {
    self.period = period
    self.asOf = asOf
    self.language = language
    self.submission = submission
    self.report = report
    self.unreadable = unreadable
    self.office = office
    self.previous = previous
  }
}
