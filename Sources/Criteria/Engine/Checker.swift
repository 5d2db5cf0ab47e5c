import Diagnostics
import Ledgers
import SpreadsheetModel

/// How a check is to be done.
public struct CheckOptions: Sendable {
  /// Years that counts for each period cover; those the ledgers are kept for unless given.
  public var years: [Int]?
  /// The rules to check; all that are on unless given.
  public var only: Set<String>?
  /// What an earlier run found: only what is new counts.
  public var baseline: Baseline?
  /// Whether words that name exactly what a standard's term does are to be rewritten as the term.
  public var wantsStandardTerms = false

  /// What is known of files that are checked in other parts.
  public var surroundings: CheckSurroundings?

  /// Creates options.
  public init(years: [Int]? = nil, only: Set<String>? = nil, baseline: Baseline? = nil) {
    self.years = years
    self.only = only
    self.baseline = baseline
  }
}

extension CriteriaPack {
  /// Checks a submission, one rule after the other.
  ///
  /// The same submission, day and options give the same report.
  /// - Parameters:
  ///   - submission: the ledgers.
  ///   - asOf: the day that 'overdue', age and unfinished periods look from.
  ///   - options: what is checked, and what is known already.
  public func check(
    _ submission: Submission, asOf: CivilDate, options: CheckOptions = CheckOptions()
  ) -> CheckReport {
    let job = CheckJob(self, submission, asOf: asOf, options: options)
    return ReportBuilder(job: job).report(rules.map(job.run))
  }

  /// Checks a submission with the rules spread over the processors; the report is the same.
  public func check(
    concurrently submission: Submission, asOf: CivilDate, options: CheckOptions = CheckOptions()
  ) async -> CheckReport {
    let job = CheckJob(self, submission, asOf: asOf, options: options)
    let runs = await withTaskGroup(of: (Int, RuleRun?).self) { group in
      for (index, rule) in rules.enumerated() {
        group.addTask { (index, job.run(rule)) }
      }
      var runs = [RuleRun?](repeating: nil, count: rules.count)
      for await (index, run) in group { runs[index] = run }
      return runs
    }
    return ReportBuilder(job: job).report(runs)
  }
}

/// A check under way: what all its rules look at, held once for all of them.
final class CheckJob: Sendable {
  let pack: CriteriaPack
  let submission: Submission
  let context: CheckContext
  let options: CheckOptions

  init(_ pack: CriteriaPack, _ submission: Submission, asOf: CivilDate, options: CheckOptions) {
    self.pack = pack
    self.submission = submission
    self.options = options
    context = CheckContext(submission, pack: pack, asOf: asOf, options: options)
  }

  /// A rule at work, `nil` for one that is off or not asked for.
  func run(_ rule: Rule) -> RuleRun? {
    guard options.only.map({ $0.contains(rule.id) }) ?? rule.isEnabled else { return nil }
    var run = RuleRun(rule: rule, job: self)
    run.evaluate()
    return run
  }
}
