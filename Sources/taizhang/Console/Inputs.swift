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
  init(
    _ paths: [String], without output: String? = nil, console: Console, withTallies: Bool = false
  ) throws {
    let search = InputSearch(paths: paths)
    for failure in search.failures { console.tell(failure.text(console.language)) }
    for path in search.leftOut {
      console.note(
        Phrase(zh: "未读（不是表格文件）：{path}", en: "not read (no table file): {path}"), ["path": path])
    }
    let own = output.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    let found = search.files.filter { file in
      guard let own, !paths.contains(file.path), case .file(let url) = file.source else { return true }
      return url.resolvingSymlinksInPath().path != own
    }
    var files: [InputFile] = []
    var failures = search.failures
    for file in found {
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
