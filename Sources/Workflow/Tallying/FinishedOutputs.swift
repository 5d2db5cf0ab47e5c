import Diagnostics
import Foundation
import Synchronization

/// The outputs that a run over many files has written, noted beside them so that the next run over the same files
/// leaves them as they are.
///
/// A line is there whole or not at all. All of them count only for the same inputs under the same options, for
/// what one file becomes may depend on the others; and each only while its output is what was written.
public final class FinishedOutputs: Sendable {
  private static let partMark = "="
  private static let mark = "taizhang.finished/"
  private let file: OwnFile
  private let known: [String: String]
  /// By number: the states of the parts that are done.
  private let parts: [Int: Fixing.PartState]

  /// Opens or begins the notes of a run.
  ///
  /// - Parameters:
  ///   - output: the folder of the outputs.
  ///   - inputs: the inputs in order.
  ///   - options: what, beside the inputs, decides what is written.
  /// - Throws: `OutputFailure` where no notes can be written beside the output.
  public init(besides output: String, inputs: [InputFile], options: [String]) throws(OutputFailure) {
    let url = URL(fileURLWithPath: output)
    file = try OwnFile(
      url.deletingLastPathComponent()
        .appendingPathComponent(".~\(url.lastPathComponent.prefix(60)).finished").path)
    let digests = inputs.map { $0.path + "\n" + (InputDigest.digest(of: $0, salt: "") ?? "") }
    let run = Self.mark + "1 " + InputDigest.digest(of: options + digests)
    let text = String(decoding: (try? file.reading().readToEnd()) ?? Data(), as: UTF8.self)
    guard text.isEmpty || text.utf8.starts(with: Self.mark.utf8) else { throw OwnFile.foreign(file.path) }
    // A last line without an end was cut off in the middle of writing.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    let isSameRun = lines.first.map(String.init) == run
    var known: [String: String] = [:]
    var parts: [Int: Fixing.PartState] = [:]
    for line in lines.dropFirst() where isSameRun {
      let words = line.split(separator: " ", maxSplits: 1)
      guard words.count == 2 else { continue }
      if words[0].hasPrefix(Self.partMark), let number = Int(words[0].dropFirst(Self.partMark.count)) {
        parts[number] = try? JSONDecoder().decode(Fixing.PartState.self, from: Data(words[1].utf8))
      } else {
        known[String(words[1])] = String(words[0])
      }
    }
    self.known = known
    self.parts = parts
    if isSameRun {
      file.truncate(to: lines.reduce(0) { $0 + $1.utf8.count + 1 })
    } else {
      file.truncate(to: 0)
      append(run)
    }
  }

  /// What a part left that an earlier run has done, while all its outputs are what was written.
  public func part(_ number: Int) -> Fixing.PartState? {
    guard let state = parts[number], state.outputs.allSatisfy(holds) else { return nil }
    return state
  }

  /// How many outputs the parts have that are done.
  public var doneCount: Int { parts.values.reduce(0) { $0 + $1.outputs.count } }

  /// Notes that a part is done.
  public func add(_ state: Fixing.PartState, ofPart number: Int) {
    guard let bytes = try? JSONEncoder().encode(state) else { return }
    append("\(Self.partMark)\(number) " + String(decoding: bytes, as: UTF8.self))
  }

  /// Whether an earlier run has written the output, and it is still what was written.
  public func holds(_ output: Output) -> Bool { holds(output.path) }

  private func holds(_ path: String) -> Bool {
    guard let digest = known[path] else { return false }
    return InputDigest.digest(ofFile: path, salt: "") == digest
  }

  /// Whether an output that stands there is this run's own, written and not noted when the end came.
  public func mayReplace(_ output: Output) -> Bool { known[output.path] != nil }

  /// Notes that an output is about to be written, where none stands there yet.
  public func begin(_ output: Output) {
    if !FileManager.default.fileExists(atPath: output.path) { append("- " + output.path) }
  }

  /// Notes that an output is written.
  public func add(_ output: Output) {
    guard let digest = InputDigest.digest(ofFile: output.path, salt: "") else {
      return
    }
    append(digest + " " + output.path)
  }

  /// The work is done: nothing is left to go on with.
  public func finish() { file.remove() }

  private func append(_ line: String) {
    guard !line.contains("\n") else { return }
    _ = file.append(Array((line + "\n").utf8))
  }
}
