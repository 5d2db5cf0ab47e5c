import Criteria
import Ledgers
import Reports

extension Summarizing {
  /// Files up to this number are read once and checked together.
  private static let wholeLimit = 400
  /// Files read and checked together where there are more.
  private static let partSize = 200

  /// Whether so many files are read twice and checked in parts: first to see which belong together, then part
  /// by part, so that memory does not hold the records of them all.
  func goesInParts(_ inputs: [InputFile]) -> Bool {
    inputs.count > Self.wholeLimit && !inputs.contains { $0.source == .standardInput }
  }

  /// Reads, checks and counts part by part; the figures are those of all files at once.
  func runInParts(
    _ inputs: [InputFile], missing: [InputFailure], jobs: Int, progress: (@Sendable (Int) -> Void)?
  ) async -> (outcome: Checking.Outcome, summary: Summary)? {
    var failures: [(position: Int, failure: InputFailure)] = []
    var links: [FileLinks] = []
    var read: [InputFile] = []
    let (loading, pack) = (checking.loading, checking.pack)
    for (position, result)
      in (await mapInParallel(inputs, jobs: jobs, progress: { progress?($0 / 2) }) {
        (input: InputFile) -> Result<FileLinks, InputFailure> in
        Result { () throws(InputFailure) in FileLinks(try loading.ledgers(of: input), pack: pack) }
      }).enumerated()
    {
      switch result {
      case .success(let link):
        links.append(link)
        read.append(inputs[position])
      case .failure(let failure): failures.append((position, failure))
      }
    }
    let plan = PartPlan(links, pack: pack, size: Self.partSize)
    var builder = SummaryBuilder(period: period, asOf: checking.asOf, language: language)
    var known = CheckSurroundings()
    var done = inputs.count / 2
    for (number, part) in plan.parts.enumerated() {
      let here = part.files.map { read[$0] }
      let begin = done
      let loaded = await loading.loadLedgers(here, jobs: jobs) { progress?(begin + $0 / 2) }
      done += here.count / 2
      var files = links.map(\.register)
      for (position, result) in zip(part.files, loaded) {
        switch result {
        case .success(let file): files[position] = file
        case .failure(let failure): failures.append((position, failure))
        }
      }
      let submission = Submission(files: files)
      var options = checking.options
      options.surroundings = part.surroundings.after(known)
      let report = await pack.check(concurrently: submission, asOf: checking.asOf, options: options)
      known.add(report)
      builder.add(
        SummaryPart(
          submission: submission, report: report, files: Set(here.map(\.path)),
          isLast: number == plan.parts.count - 1))
    }
    let unreadable = reasons(missing + failures.map(\.failure))
    guard
      let (summary, submission, report) = builder.summary(
        pack: pack, unreadable: unreadable, office: office, previous: previous)
    else { return nil }
    return (Checking.Outcome(submission: submission, failures: failures, report: report), summary)
  }
}
