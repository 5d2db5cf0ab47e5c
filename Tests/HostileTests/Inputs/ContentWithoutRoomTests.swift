import Foundation
import TestSupport
import Testing

@Suite("Content that has no room in a workbook, and files that are none")
struct ContentWithoutRoomTests {
  private static func taizhang(_ words: [String]) -> ProgramRun {
    ProgramRun(ProgramRun.taizhang, words + ["--lang", "en"])
  }

  private static func file(_ text: String, _ body: (_ folder: String, _ path: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/a.csv"))
      try body(folder, folder + "/a.csv")
    }
  }

  @Test("A text longer than a cell's is told with its cell, and goes into delimited text")
  func longText() throws {
    try Self.file("name,remark\nLi,\(String(repeating: "x", count: 33_000))\n") { folder, path in
      for words in [["fix"], ["convert", "--raw"]] {
        let run = Self.taizhang(words + [path, "-o", folder + "/o.xlsx"])
        #expect(run.status == 3, "\(words): \(run.errors)")
        #expect(run.errors.contains("B2") && run.errors.contains("32,767"), "\(words): \(run.errors)")
        #expect(!run.errors.contains("xxx") && !FileManager.default.fileExists(atPath: folder + "/o.xlsx"))
      }
      #expect(Self.taizhang(["fix", path, "-o", folder + "/o.csv"]).status < 2)
      let text = try String(contentsOfFile: folder + "/o.csv", encoding: .utf8)
      #expect(text.contains("xxx"))
    }
  }

  @Test("Rows past the grid are told with the first of them")
  func manyRows() throws {
    try Self.file("a,b\n" + String(repeating: "x,y\n", count: 1_048_577)) { folder, path in
      let run = Self.taizhang(["fix", path, "-o", folder + "/o.xlsx"])
      #expect(run.status == 3 && run.errors.contains("1048577"), "\(run.errors)")
      #expect(!run.errors.contains("maintainers"))
    }
  }

  @Test("A pipe into which nobody writes is given up, one that is written into is read once for all")
  func pipes() throws {
    try withTemporaryFolder { folder in
      let pipe = folder + "/p.xlsx"
      #expect(mkfifo(pipe, 0o600) == 0)
      let begin = ContinuousClock.now
      let run = Self.taizhang(["cells", "--count", pipe])
      #expect(run.status == 3 && run.errors.contains(pipe), "\(run.errors)")
      #expect(ContinuousClock.now - begin < .seconds(60))
      let sample = SampleFiles.submissions + "/12-信访局第一党支部.xlsx"
      for words in [
        "cells --count", "inspect", "fix -o \(folder)/o.xlsx", "summarize --period 2025 -o \(folder)/s.xlsx",
      ] {
        let piped = ProgramRun(
          "/bin/bash", ["-c", "\"$T\" \(words) <(cat \"$F\")"],
          environment: ["T": ProgramRun.taizhang, "F": sample])
        #expect(piped.status < 2, "\(words): \(piped.errors)")
      }
    }
  }
}
