import Criteria
import Ledgers
import SpreadsheetModel

/// Reads inputs, recognises their ledgers and checks all of them together.
public struct Checking: Sendable {
  /// How files are read.
  public var loading: LedgerLoading
  /// The criteria.
  public var pack: CriteriaPack
  /// The day rules look from.
  public var asOf: CivilDate
  /// How the check is done.
  public var options: CheckOptions
  /// How many files are checked together.
  public var sizes = PartSizes()

  /// Creates a check.
  public init(
    loading: LedgerLoading, pack: CriteriaPack, asOf: CivilDate,
    options: CheckOptions = CheckOptions()
  ) {
    self.loading = loading
    self.pack = pack
    self.asOf = asOf
    self.options = options
  }

  /// What came of a check over many files.
  public struct Outcome: Sendable {
    /// The files read, in order; where they were checked part by part, only the records that findings stand in.
    public var submission: Submission
    /// By file read: how its ledgers were found.
    public var ledgers: [[LedgerDocument]]
    /// By file read: what of it was left unread.
    public var understood: [UnderstoodDocument]
    /// The inputs that could not be read, by their position among the inputs.
    public var failures: [(position: Int, failure: InputFailure)]
    /// What was found.
    public var report: CheckReport

    /// Puts together what came of a check.
    public init(
      submission: Submission, failures: [(position: Int, failure: InputFailure)], report: CheckReport
    ) {
      self.submission = submission
      ledgers = submission.files.map { $0.tables.map(LedgerDocument.init) }
      understood = submission.files.map(UnderstoodDocument.init)
      self.failures = failures
      self.report = report
    }

    init(_ files: CheckedFiles, failures: [(position: Int, failure: InputFailure)], report: CheckReport) {
      submission = Submission(files: files.quoted)
      ledgers = files.ledgers
      understood = files.understood
      self.failures = failures
      self.report = report
    }
  }

  /// Checks the inputs; the same inputs give the same outcome, however many jobs.
  public func run(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) async -> Outcome {
    if goesInParts(inputs) {
      var reports = PartReports(pack: pack, paths: inputs.map(\.path))
      var files = CheckedFiles()
      let failures = await runInParts(inputs, jobs: jobs, progress: progress) { part in
        reports.add(part.report, of: part.submission)
        files.add(part)
      }
      if let report = reports.whole() { return Outcome(files, failures: failures, report: report) }
    }
    let results = await loading.loadLedgers(inputs, jobs: jobs, progress: progress)
    var files: [LedgerFile] = []
    var failures: [(position: Int, failure: InputFailure)] = []
    for (position, result) in results.enumerated() {
      switch result {
      case .success(let file): files.append(file)
      case .failure(let failure): failures.append((position, failure))
      }
    }
    let submission = Submission(files: files)
    let report = await pack.check(concurrently: submission, asOf: asOf, options: options)
    return Outcome(submission: submission, failures: failures, report: report)
  }
}
