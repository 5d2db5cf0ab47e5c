import ArgumentParser
import Foundation

/// Runs the command and turns every way it can end into the contract's exit status.
@main
enum Main {
  static func main() async {
    // A closed pipe ends the writing, not the process by a signal.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Taizhang.parseAsRoot()
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
    let code = Taizhang.exitCode(for: error)
    let message = Taizhang.fullMessage(for: error)
    if code == .success {
      FileHandle.standardOutput.write(Data((inThisLanguage(message) + "\n").utf8))
      return ExitStatus.done.rawValue
    }
    FileHandle.standardError.write(Data((inThisLanguage(message) + "\n").utf8))
    return ExitStatus.usage.rawValue
  }

  /// The parser's own headings in the language of this run.
  private static func inThisLanguage(_ message: String) -> String {
    guard words("zh", "en") == "zh" else { return message }
    let headings = [
      ("USAGE: ", "用法："), ("OVERVIEW: ", "说明："), ("ARGUMENTS:", "参数："), ("OPTIONS:", "选项："),
      ("SUBCOMMANDS:", "命令："), ("Error: ", "错误："), ("Usage: ", "用法："),
      ("Show help information.", "显示帮助"), ("Show the version.", "显示版本"),
      ("(default: ", "（默认 "), ("(values: ", "（可选 "),
      ("See 'taizhang help <subcommand>' for detailed help.", "各命令的详细用法：taizhang help 命令名"),
    ]
    return headings.reduce(message) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
