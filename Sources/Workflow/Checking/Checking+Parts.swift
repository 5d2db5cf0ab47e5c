import Criteria
import Ledgers

extension Checking {
  /// How many files are checked together.
  public struct PartSizes: Sendable {
    /// Files up to this number are read once and checked all together.
    public var whole: Int
    /// Files read and checked together where there are more.
    public var part: Int

    /// Creates sizes.
    public init(whole: Int = 400, part: Int = 200) {
      self.whole = whole
      self.part = part
    }
  }

  /// Whether so many files are read twice and checked in parts: first to see which belong together, then part
  /// by part, so that memory does not hold the records of them all.
  func goesInParts(_ inputs: [InputFile]) -> Bool {
    inputs.count > sizes.whole && pack.allowsParts
      && !inputs.contains { $0.source == .standardInput }
  }

  /// Files that were read and checked together.
  struct Part {
    /// The files, with their places among all inputs.
    var files: [(position: Int, file: LedgerFile)]
    /// These files in full, and of all others the lists of organisations.
    var submission: Submission
    /// What was found.
    var report: CheckReport
    /// Whether it is the last part.
    var isLast: Bool
  }

  /// Reads and checks part by part.
  ///
  /// - Parameter use: what is done with each part; nothing else keeps it.
  /// - Returns: the inputs that could not be read.
  func runInParts(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)?, use: (Part) -> Void
  ) async -> [(position: Int, failure: InputFailure)] {
    let overview = await lookOver(inputs, jobs: jobs, progress: progress)
    var failures = overview.failures
    var known = CheckSurroundings()
    var done = inputs.count / 2
    for (number, part) in overview.parts.enumerated() {
      FreedMemory.giveBack()
      let here = overview.inputs(of: part)
      let begin = done
      let loaded = await loading.loadLedgers(here, jobs: jobs) { progress?(begin + $0 / 2) }
      done += here.count / 2
      var submission = Submission(files: overview.registers)
      var files: [(position: Int, file: LedgerFile)] = []
      for (place, result) in zip(part.files, loaded) {
        switch result {
        case .success(let file):
          submission.files[place] = file
          files.append((overview.places[place], file))
        case .failure(let failure): failures.append((overview.places[place], failure))
        }
      }
      var options = options
      options.surroundings = part.surroundings.after(known)
      let report = await pack.check(concurrently: submission, asOf: asOf, options: options)
      known.add(report)
      use(
        Part(files: files, submission: submission, report: report, isLast: number == overview.parts.count - 1)
      )
    }
    FreedMemory.giveBack()
    return failures.sorted { $0.position < $1.position }
  }

  /// What is known of files that are to be checked part by part.
  struct Overview {
    fileprivate var inputs: [InputFile] = []
    /// Of each file that could be read, its place among the inputs.
    fileprivate(set) var places: [Int] = []
    /// Their lists of organisations.
    fileprivate(set) var registers: [LedgerFile] = []
    /// The parts, in the order in which they are to be checked.
    fileprivate(set) var parts: [PartPlan.Part] = []
    /// The inputs that could not be read.
    fileprivate(set) var failures: [(position: Int, failure: InputFailure)] = []

    /// The files of a part.
    func inputs(of part: PartPlan.Part) -> [InputFile] { part.files.map { inputs[places[$0]] } }
  }

  /// Reads every file to see which belong together.
  func lookOver(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)?
  ) async -> Overview {
    let (loading, pack, asOf) = (loading, pack, asOf)
    let results = await mapInParallel(inputs, jobs: jobs, progress: { progress?($0 / 2) }) {
      (input: InputFile) -> Result<FileLinks, InputFailure> in
      Result { () throws(InputFailure) in FileLinks(try loading.ledgers(of: input), pack: pack, asOf: asOf) }
    }
    var overview = Overview()
    overview.inputs = inputs
    var links: [FileLinks] = []
    for (position, result) in results.enumerated() {
      switch result {
      case .success(let link):
        links.append(link)
        overview.places.append(position)
      case .failure(let failure): overview.failures.append((position, failure))
      }
    }
    overview.registers = links.map(\.register)
    overview.parts = PartPlan(links, pack: pack, size: sizes.part).parts
    return overview
  }
}
