import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite("What terminals, pages and logs are shown")
struct ShownTextTests {
  private static func shell(_ script: String, in folder: String) -> ProgramRun {
    ProgramRun("/bin/bash", ["-c", "cd '\(folder)'; \(script)"], environment: ["T": ProgramRun.taizhang])
  }

  private static let roster =
    "党员名册\n序号,姓名,身份证号,联系电话,备注\n1,张三,110101199003070030,13800138000,\u{1B}]0;x\u{07}\u{1B}[2J\u{9B}31m\u{202E}\n"

  @Test("Controls stand in letters, and only colours of our own stay where they are asked for")
  func controls() {
    #expect(
      "a\u{1B}[2Jb\u{9B}\u{202E}\u{7F}c\td\n".showingControls() == "a\\u{1B}[2Jb\\u{9B}\\u{202E}\\u{7F}c\td\n"
    )
    #expect(
      "\u{1B}[31m红\u{1B}[0m\u{1B}[8m".showingControls(keepsColours: true) == "\u{1B}[31m红\u{1B}[0m\\u{1B}[8m")
    #expect("党员\u{FEFF}名册".showingControls() == "党员\u{FEFF}名册")
  }

  @Test("Nothing of a file or its name reaches a terminal as a control, in text and in HTML")
  func raw() throws {
    try withTemporaryFolder { folder in
      let name = folder + "/a\u{1B}[31m.csv"
      try Data(Self.roster.utf8).write(to: URL(fileURLWithPath: name))
      for words in [
        "check", "check --format html", "check --color always", "inspect", "fix --diff", "convert -o o.xlsx",
        "cells --count", "lint", "convert --raw -o .",
      ] {
        let run = Self.shell("\"$T\" \(words) a*.csv --as-of 2025-12-31 nothing$'\\e'.csv", in: folder)
        let shown = (run.output + run.errors).unicodeScalars.split(
          separator: "\u{1B}", omittingEmptySubsequences: false
        )
        .dropFirst()
        let isColoured = words.contains("always")
        #expect(
          shown.allSatisfy { isColoured && $0.starts(with: "[".unicodeScalars) && $0.contains("m") },
          "\(words)")
        for scalar in ["\u{07}", "\u{9B}", "\u{202E}"] where words != "cells --count" {
          #expect(!(run.output + run.errors).unicodeScalars.contains(Unicode.Scalar(scalar)!), "\(words)")
        }
      }
    }
  }

  @Test("No message shows a number of a person, wherever it stands")
  func messages() throws {
    try withTemporaryFolder { folder in
      let long = "身份证110101199003070030 电话13800138000 " + String(repeating: "长", count: 33_000)
      try Data("姓名,备注\n张三,\(long)\n".utf8).write(to: URL(fileURLWithPath: folder + "/13800138000.csv"))
      for words in [
        "fix 1*.csv -o o.xlsx", "convert 1*.csv -o o.xlsx", "convert --raw 1*.csv -o o.xlsx",
        "cells 110101199003070030.csv", "check --criteria 13800138000.yaml 1*.csv",
        "set 1*.csv 'A!B2=13800138000' -o o.xlsx",
      ] {
        let run = Self.shell("\"$T\" \(words)", in: folder)
        #expect(run.status > 0 && !run.errors.isEmpty, "\(words)")
        #expect(
          !run.errors.contains("110101199003070030") && !run.errors.contains("13800138000"),
          "\(words): \(run.errors)")
      }
    }
  }

  @Test("A configuration that lies in the folder does not unmask; one that is named does")
  func plantedConfiguration() throws {
    try withTemporaryFolder { folder in
      try Data(Self.roster.replacing("0030,", with: "0031,").utf8).write(
        to: URL(fileURLWithPath: folder + "/r.csv"))
      try Data("show-personal: true\n".utf8).write(to: URL(fileURLWithPath: folder + "/taizhang.yaml"))
      let check = "\"$T\" check r.csv --format json --as-of 2025-12-31 --lang en"
      let planted = Self.shell(check, in: folder)
      #expect(!planted.output.contains("110101199003070031"))
      #expect(planted.errors.contains("--show-personal"), "\(planted.errors)")
      for word in ["--show-personal", "--config taizhang.yaml"] {
        let asked = Self.shell("\(check) \(word)", in: folder)
        #expect(asked.output.contains("110101199003070031"), "\(word): \(asked.output.prefix(2000))")
        #expect(!asked.errors.contains("--show-personal"))
      }
    }
  }
}
