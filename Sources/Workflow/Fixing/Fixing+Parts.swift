import Criteria
import Ledgers

extension Fixing {
  /// What a part that is done leaves for the parts after it, and for the end.
  public struct PartState: Codable, Sendable {
    /// What was measured of its organisations.
    var measures: OrganisationMeasures
    /// Errors that remain in it.
    public var errors: Int
    /// The paths of the corrected files.
    public var outputs: [String]
  }

  /// Reads, checks and mends, part by part where there are many files.
  ///
  /// - Parameters:
  ///   - done: what a part left that an earlier run has done, by its number; it is passed over.
  ///   - use: is given each part's number and what came of it, and writes it; nothing else keeps it. It gives
  ///     the paths written, `nil` where not all of them could be.
  ///   - note: is given the state of each part of which all was written.
  /// - Returns: how many errors remain.
  public func run(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)? = nil,
    done: (Int) -> PartState?, use: (Outcome) -> [String]?, note: (Int, PartState) -> Void
  ) async -> Int {
    guard checking.goesInParts(inputs) else {
      if let state = done(0) { return state.errors }
      let outcome = await run(inputs, jobs: jobs, progress: progress)
      return finish(outcome, 0, use, note)
    }
    let overview = await checking.lookOver(inputs, jobs: jobs, progress: progress)
    var known = CheckSurroundings()
    var errors = 0
    var failures = overview.failures.map(\.failure)
    var read = inputs.count / 2
    for (number, part) in overview.parts.enumerated() {
      FreedMemory.giveBack()
      let here = overview.inputs(of: part)
      let begin = read
      read += here.count / 2
      if let state = done(number) {
        known.add(state.measures)
        errors += state.errors
        continue
      }
      var places: [Int] = []
      var loaded: [LedgerLoading.Loaded] = []
      let results = await checking.loading.load(here, jobs: jobs) { progress?(begin + $0 / 2) }
      for (place, result) in zip(part.files, results) {
        switch result {
        case .success(let file):
          places.append(place)
          loaded.append(file)
        case .failure(let failure): failures.append(failure)
        }
      }
      var options = checking.options
      options.surroundings = part.surroundings.after(known)
      let outcome = await run(loaded, failures: failures) { ledgers in
        var submission = Submission(files: overview.registers)
        for (place, file) in zip(places, ledgers) { submission.files[place] = file }
        return await checking.pack.check(concurrently: submission, asOf: checking.asOf, options: options)
      }
      failures = []
      known.add(outcome.report)
      errors += finish(outcome, number, use, note)
    }
    return errors
  }

  /// Has a part written and noted.
  private func finish(
    _ outcome: Outcome, _ number: Int, _ use: (Outcome) -> [String]?, _ note: (Int, PartState) -> Void
  ) -> Int {
    let errors = outcome.report.totals.errors
    if let outputs = use(outcome), outcome.failures.isEmpty {
      note(number, PartState(measures: outcome.report.measured, errors: errors, outputs: outputs))
    }
    return errors
  }
}
