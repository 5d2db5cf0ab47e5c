import ArgumentParser
import Foundation
import Workflow

/// Runs the command and turns every way it can end into the contract's exit status.
@main
enum Main {
  static func main() async {
    // A closed pipe ends the writing, not the process by a signal.
    signal(SIGPIPE, SIG_IGN)
    StandardStreams.openMissing()
    OpenFiles.allowMost()
    if case .failure(let error) = OfficeConfiguration.ofThisRun {
      StandardStreams.tell(error.text(.ofThisRun))
      exit(ExitStatus.usage.rawValue)
    }
    if let output = RawArguments.unnameableOutput {
      StandardStreams.tell(
        words("输出的名字不是 UTF-8：\(output.shown)", "the output's name is no UTF-8: \(output.shown)"))
      exit(ExitStatus.usage.rawValue)
    }
    do {
      var command = try Taizhang.parseAsRoot()
      // The server finishes what it has begun before it ends, and gives back what it needs no more.
      if !(command is ServeCommand) {
        Interruption.prepare()
        FreedMemory.keep()
        if !CommandLine.arguments.contains("--quiet") { ProgressLine.begin(.ofThisRun) }
      }
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(report(error))
    }
  }

  /// Tells what a parse or a command threw, and the status it stands for.
  private static func report(_ error: any Error) -> Int32 {
    if let status = error as? ExitCode { return status.rawValue }
    // A fault in a file of definitions or criteria has a place of its own; how to call the command is no help.
    if let fault = (error as? DefinitionError)?.text(.ofThisRun) ?? (error as? PackError)?.text(.ofThisRun) {
      StandardStreams.tell(fault)
      return ExitStatus.usage.rawValue
    }
    let code = Taizhang.exitCode(for: error)
    // Unwrapped: the parser counts characters, a terminal columns.
    var original = Taizhang.fullMessage(for: error, columns: 10_000)
    if code != .success, let advice = unknownCommand { original = advice }
    // A completion script is no text for people.
    let isForPeople = code != .success || original.hasPrefix("OVERVIEW: ") || original.hasPrefix("USAGE: ")
    let message =
      isForPeople
      ? ParserMessage(original: original).text(.ofThisRun, columns: ParserMessage.terminalColumns)
      : original
    if code == .success {
      StandardStreams.writeOutput(Array((message + "\n").utf8), .ofThisRun)
      return ExitStatus.done.rawValue
    }
    StandardStreams.tell(message)
    return ExitStatus.usage.rawValue
  }

  /// What to say where the first word is no command, as after a slip of the finger.
  private static var unknownCommand: String? {
    let names = Taizhang.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard let word = CommandLine.arguments.dropFirst().first, !word.hasPrefix("-"), word != "help",
      !names.contains(word)
    else { return nil }
    let nearest = nearestName(to: word, among: names).map { words("，是不是要用 \($0)？", "; did you mean \($0)?") }
    return words("错误：没有命令“\(word)”", "Error: there is no command '\(word)'") + (nearest ?? "")
      + words("\n全部命令：taizhang --help", "\nAll commands: taizhang --help")
  }
}
