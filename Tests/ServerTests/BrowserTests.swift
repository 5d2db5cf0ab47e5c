import Foundation
import TestSupport
import Testing

@Suite("The clerk's page from outside", .serialized)
struct BrowserTests {
  private static let scripts = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Browser").path
  private static let hasBrowser =
    ProgramRun("chromedriver", ["--version"]).status == 0 && ProgramRun("chromium", ["--version"]).status == 0
    && Judges.hasOpenpyxl

  private func python(_ script: String, _ arguments: [String]) -> ProgramRun {
    Judges.script(Self.scripts + "/" + script, arguments)
  }

  @Test(
    "The command prints its address, answers this machine alone, and Ctrl-C leaves nothing behind",
    .enabled(if: Judges.hasPython, Judges.missing))
  func live() {
    let run = python("live.py", [ProgramRun.taizhang])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(
    "In Chromium a clerk drops a ledger, chooses a fix by keyboard and takes a workbook away that openpyxl opens",
    .enabled(if: hasBrowser))
  func visit() throws {
    try withTemporaryFolder { folder in
      let ledger = SampleFiles.submissions + "/02-财政局第一党支部.xlsx"
      let run = python("visit.py", [ProgramRun.taizhang, ledger, folder])
      #expect(run.status == 0, "\(run.errors)")
    }
  }

  @Test(
    "The pages of a check and a summary run over no edge, from the narrowest telephone to a wide screen",
    .enabled(if: hasBrowser))
  func pages() throws {
    try withTemporaryFolder { folder in
      let pages = ["check": ["--format", "html"], "summarize": ["--period", "2025"]].map { command, words in
        let page = "\(folder)/\(command).html"
        _ = ProgramRun(
          ProgramRun.taizhang,
          [command, SampleFiles.submissions, "--as-of", "2025-12-31", "-o", page] + words)
        return page
      }
      let run = python("pages.py", [folder] + pages)
      #expect(run.status == 0, "\(run.errors)")
    }
  }
}
