import Foundation
import TestSupport
import Testing

@Suite("Standard streams that cannot be written")
struct StreamFaultTests {
  private static let sample = SampleFiles.submissions + "/12-信访局第一党支部.xlsx"

  private static func shell(_ script: String) -> ProgramRun {
    ProgramRun("/bin/bash", ["-c", script], environment: ["T": ProgramRun.taizhang, "F": sample])
  }

  /// Every command that answers on standard output.
  private static let answers = [
    "cells \"$F\"", "cells --count \"$F\"", "inspect \"$F\"", "inspect --format json \"$F\"", "lint \"$F\"",
    "check \"$F\"", "check --format json \"$F\"", "check --format html \"$F\"", "fix --diff \"$F\"",
    "tally \"$F\"",
    "convert \"$F\" --to jsonl -o -", "criteria list", "criteria schema", "explain FEE-001", "--help",
  ]

  @Test("A full disk and a closed descriptor end with status 4 and one line", arguments: answers)
  func cutShort(_ words: String) {
    for place in ["> /dev/full", ">&-"] {
      let run = Self.shell("LC_ALL=en_GB.UTF-8 \"$T\" \(words) \(place)")
      #expect(run.status == 4, "\(words) \(place): \(run.errors)")
      #expect(
        run.errors.split(separator: "\n").count { $0.contains("standard output") } == 1, "\(run.errors)")
    }
  }

  @Test("A reader that goes away gets no more, and nobody is told", arguments: answers)
  func readerGone(_ words: String) {
    let run = Self.shell("\"$T\" \(words) | true; echo ${PIPESTATUS[0]}")
    #expect(
      ["0", "1"].contains(run.output.trimmingCharacters(in: .whitespacesAndNewlines)),
      "\(words): \(run.output)")
    #expect(!run.errors.contains("standard output") && !run.errors.contains("标准输出"), "\(run.errors)")
  }

  @Test("Without standard error the work is done as with it")
  func noErrors() throws {
    try withTemporaryFolder { folder in
      for place in ["2>&-", "2>/dev/full"] {
        let run = Self.shell(
          "\"$T\" fix \"$F\" -o '\(folder)/o.xlsx' --force --as-of 2025-12-31 \(place); echo $?; \"$T\" nothing \(place)"
        )
        #expect(run.output == "0\n" || run.output == "1\n", "\(place): \(run.output)")
        #expect(run.status == 2)
        #expect(FileManager.default.fileExists(atPath: folder + "/o.xlsx"))
      }
    }
  }

  @Test("What is written and what is read never take the place of a closed stream")
  func allClosed() throws {
    try withTemporaryFolder { folder in
      let run = Self.shell(
        "\"$T\" convert --raw \"$F\" -o '\(folder)/o.xlsx' <&- >&- 2>&-; \"$T\" cells --count '\(folder)/o.xlsx'"
      )
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("\"sheets\""))
      #expect(Self.shell("\"$T\" cells - <&-").status == 3)
    }
  }

  @Test("With too few files to open a run says so")
  func fewFiles() {
    for count in [4, 6, 8, 12, 23] {
      let run = Self.shell("ulimit -n \(count); \"$T\" check \"$F\" --lang en")
      #expect(run.status == 3 && run.errors.contains("ulimit -n"), "\(count): \(run.status) \(run.errors)")
    }
    #expect(Self.shell("ulimit -n 24; \"$T\" check \"$F\" --as-of 2025-12-31").status < 2)
  }
}
