import Workflow

/// Writes corrected workbooks and tells what became of each.
struct CorrectedWriting {
  let fixing: Fixing
  let console: Console
  /// What an interrupted run has written.
  let finished: FinishedOutputs?
  /// Where they go; `nil` where nothing is written.
  let places: OutputPlaces?

  /// Writes some files.
  ///
  /// - Returns: the paths, `nil` where one of them could not be written.
  func write(_ files: [Fixing.Corrected], _ status: inout ExitStatus) -> [String]? {
    guard let places else { return nil }
    var paths: [String]? = []
    for file in files {
      do throws(WorkbookFailure) {
        var output = try places.output(for: file.input, extension: file.workbookExtension)
        if let finished {
          paths?.append(output.path)
          if finished.holds(output) { continue }
          output.replaces = output.replaces || finished.mayReplace(output)
          finished.begin(output)
        }
        try fixing.write(file, to: output)
        finished?.add(output)
        tell(file, output)
      } catch {
        paths = nil
        status = max(status, console.tell(error))
      }
    }
    return paths
  }

  /// Lets an archive of the corrected workbooks appear.
  func finish(_ status: inout ExitStatus) {
    do throws(OutputFailure) { try places?.finish() } catch {
      status = max(status, console.tell(error))
    }
  }

  private func tell(_ file: Fixing.Corrected, _ output: Output) {
    console.note(
      Phrase(
        zh: "{path}：更正 {fixed} 处，尚有错误 {errors} 处、提醒 {warnings} 处",
        en: "{path}: {fixed} corrected, {errors} errors and {warnings} warnings remain"),
      [
        "path": output.path, "fixed": "\(file.corrections.count)",
        "errors": "\(file.problems.count { $0.diagnostic.severity == .error })",
        "warnings": "\(file.problems.count { $0.diagnostic.severity == .warning })",
      ])
    if file.losesEncryption {
      console.warn(
        Phrase(
          zh: "{path}：原件有密码，更正后的工作簿没有密码，请妥善保管",
          en: "{path}: the input has a password, the corrected workbook has none; keep it safe"),
        ["path": output.path])
    }
    if file.isEncrypted {
      console.note(Phrase(zh: "  已加密，密码与原件相同", en: "  encrypted with the password of the input"))
    }
  }
}
