import Criteria
import Reports

extension Summarizing {
  /// Reads, checks and counts part by part; the figures are those of all files at once.
  func runInParts(
    _ inputs: [InputFile], missing: [InputFailure], jobs: Int, progress: (@Sendable (Int) -> Void)?
  ) async -> (outcome: Checking.Outcome, summary: Summary)? {
    var builder = SummaryBuilder(period: period, asOf: checking.asOf, language: language)
    let failures = await checking.runInParts(inputs, jobs: jobs, progress: progress) { part in
      builder.add(
        SummaryPart(
          submission: part.submission, report: part.report, files: Set(part.files.map(\.file.path)),
          isLast: part.isLast))
    }
    let unreadable = reasons(missing + failures.map(\.failure))
    guard
      let (summary, submission, report) = builder.summary(
        pack: checking.pack, unreadable: unreadable, office: office, previous: previous)
    else { return nil }
    return (Checking.Outcome(submission: submission, failures: failures, report: report), summary)
  }
}
