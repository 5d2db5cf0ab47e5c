import Foundation
import SpreadsheetModel
import TestSupport
import Testing

@Suite("What the command says of itself")
struct HelpTests {
  private static let commands = [
    "inspect", "check", "fix", "summarize", "tally", "convert", "template", "cells", "set", "explain", "lint",
    "serve",
  ]

  private func taizhang(_ arguments: [String]) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, arguments, environment: ["LANG": "C.UTF-8", "LC_ALL": ""])
  }

  @Test("Chinese help has no English heading and no line wider than the terminal", arguments: commands)
  func chineseHelp(_ command: String) {
    let help = taizhang(["help", command])
    #expect(help.status == 0)
    for word in ["USAGE", "OPTIONS", "ARGUMENTS", "default:", "values:", "Show "] {
      #expect(!help.output.contains(word), "\(command): \(word)")
    }
    for line in help.output.split(separator: "\n") where !line.contains("用法：") {
      #expect(DisplayWidth.columns(of: line) <= 80, "\(line)")
    }
  }

  @Test("A command's own options come before those that all share", arguments: commands)
  func order(_ command: String) throws {
    let help = taizhang([command, "--help", "--lang", "en"])
    let own = try #require(help.output.range(of: "\nOPTIONS:"))
    let shared = try #require(help.output.range(of: "\nCOMMON OPTIONS:"))
    #expect(own.lowerBound < shared.lowerBound)
  }

  @Test(
    "A slip of the finger is told with what was probably meant",
    arguments: [
      (["chekc", "x"], "是不是要用 check"), (["check", "x", "--fromat", "json"], "是不是要用 --format"),
      (["check", "x", "--format", "yaml"], "可用的有"), (["summarize", "x"], "缺少 --output"),
    ])
  func slips(_ arguments: [String], _ advice: String) {
    let run = taizhang(arguments)
    #expect(run.status == 2)
    #expect(run.errors.contains(advice), "\(run.errors)")
  }

  @Test(
    "The manual names every command and its options",
    .enabled(if: Judges.hasPython, Judges.missing))
  func manual() throws {
    try withTemporaryFolder { folder in
      let script = SampleFiles.folder.deletingLastPathComponent().appendingPathComponent(
        "Scripts/make-manual")
      let page = folder + "/taizhang.1"
      let run = Judges.script(script.path, ["--lang", "en", ProgramRun.taizhang, "-o", page])
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(contentsOfFile: page, encoding: .utf8)
      for command in Self.commands { #expect(text.contains(".SS taizhang \(command)\n")) }
      for option in ["baseline", "as\\-of", "suggested", "receipt", "period"] {
        #expect(text.contains("\\fB\\-\\-\(option)\\fR"), "\(option)")
      }
    }
  }

  @Test(
    "Completions are the shell's own words, not wrapped for people",
    .enabled(if: ProgramRun("bash", ["--version"]).status == 0))
  func completions() throws {
    try withTemporaryFolder { folder in
      let script = taizhang(["--generate-completion-script", "bash"])
      let file = folder + "/taizhang.bash"
      try script.output.write(toFile: file, atomically: true, encoding: .utf8)
      #expect(ProgramRun("bash", ["-n", file]).status == 0)
      #expect(script.output.contains("summarize"))
    }
  }
}
