import Foundation
import Workflow

/// The inputs of a command, their failures already told.
struct Inputs {
  /// The files to read.
  let files: [InputFile]
  /// The paths that could not be looked up.
  let failures: [InputFailure]
  /// The status so far: 3 if a path could not be looked up.
  let status: ExitStatus

  /// - Parameters:
  ///   - output: a path to be written, which is no input where a folder holds it from before.
  ///   - withTallies: whether a tally stands for the files it was made of.
  ///   - common: the password and the limits of archives.
  init(
    _ paths: [String], without output: String? = nil, _ common: CommonOptions, withTallies: Bool = false
  ) throws {
    try self.init(RawArguments.paths(paths), without: output, common, withTallies: withTallies)
  }

  /// Looks up paths of any bytes.
  init(
    _ paths: [InputPath], without output: String? = nil, _ common: CommonOptions, withTallies: Bool = false
  ) throws {
    let console = common.console
    let search = InputSearch(paths: paths, without: output, reading: common.reading)
    for failure in search.failures { console.tell(failure.text(console.language)) }
    for note in search.notes { console.note(note.message, ["path": note.path]) }
    var files: [InputFile] = []
    var failures = search.failures
    for file in search.files {
      do throws(InputFailure) { files += withTallies ? try file.expanded() : [try file.withSheets()] } catch {
        console.tell(error.text(console.language))
        failures.append(error)
      }
    }
    self.files = files
    self.failures = failures
    status = failures.isEmpty ? .done : .unreadableInput
  }
}
