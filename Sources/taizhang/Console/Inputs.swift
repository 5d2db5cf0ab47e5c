import Workflow

/// The inputs of a command, their failures already told.
struct Inputs {
  /// The files to read.
  let files: [InputFile]
  /// The paths that could not be looked up.
  let failures: [InputFailure]
  /// The status so far: 3 if a path could not be looked up.
  let status: ExitStatus

  init(_ paths: [String], console: Console) throws {
    let search = InputSearch(paths: paths)
    for failure in search.failures { console.tell(failure.text(console.language)) }
    for path in search.leftOut {
      console.note(
        Phrase(zh: "未读（不是表格文件）：{path}", en: "not read (no table file): {path}"), ["path": path])
    }
    files = search.files
    failures = search.failures
    status = search.failures.isEmpty ? .done : .unreadableInput
  }
}
