import Foundation
import Ledgers
import OpenPackaging
import SpreadsheetModel

/// Writes what many files hold into a tally, which `summarize` and `check` take in their place.
public struct Tallying: Sendable {
  /// How files are read.
  public var loading: LedgerLoading

  /// Creates the job.
  public init(loading: LedgerLoading) { self.loading = loading }

  /// Files read before their lines are written: memory holds no more.
  private static let batch = 64

  /// What came of it.
  public struct Outcome: Sendable {
    /// Files read.
    public var files = 0
    /// Files that could not be read; the tally says so too.
    public var failures: [InputFailure] = []
    /// What could not be read as it was written, by path.
    public var problems: [(path: String, problems: ReadingProblems)] = []
  }

  /// Reads the inputs and hands over their lines, in the order of the inputs.
  public func run(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)? = nil,
    write: ([UInt8]) throws(OutputFailure) -> Void
  ) async throws(OutputFailure) -> Outcome {
    var outcome = Outcome()
    let loading = loading
    for first in stride(from: 0, to: inputs.count, by: Self.batch) {
      let some = Array(inputs[first..<min(first + Self.batch, inputs.count)])
      let lines = await mapInParallel(some, jobs: jobs, progress: { progress?(first + $0) }) {
        (input: InputFile) -> Line in Line(loading.line(of: input))
      }
      for line in lines {
        if let failure = line.failure { outcome.failures.append(failure) } else { outcome.files += 1 }
        if !line.problems.isEmpty { outcome.problems.append((line.path, line.problems)) }
        try write(line.bytes)
      }
    }
    return outcome
  }

  /// A line as bytes, so that no records are held for it.
  private struct Line: Sendable {
    var bytes: [UInt8] = []
    var path: String
    var failure: InputFailure?
    var problems = ReadingProblems()

    init(_ line: TallyLine) {
      path = line.path
      switch line.result {
      case .success(let ledgers): problems = ledgers.problems
      case .failure(let failure): self.failure = failure
      }
      do { bytes = try line.bytes() } catch {
        failure = InputFailure(
          path: line.path, code: "tally.unfit", message: .workbookNotMade("\(error)"), advice: .reportThis)
      }
    }
  }

  /// Reads the inputs and writes their tally, whole or not at all.
  public func run(
    _ inputs: [InputFile], to output: Output, jobs: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) async throws(OutputFailure) -> Outcome {
    let file: AtomicFile
    do throws(OutputError) {
      file = try AtomicFile(output.path, replacing: output.replaces)
    } catch { throw OutputFailure(error) }
    let outcome = try await run(inputs, jobs: jobs, progress: progress) { (bytes) throws(OutputFailure) in
      do throws(OutputError) { try file.write(bytes) } catch { throw OutputFailure(error) }
    }
    do throws(OutputError) { try file.commit() } catch { throw OutputFailure(error) }
    return outcome
  }
}
