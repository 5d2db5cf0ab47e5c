import Foundation
import OpenPackaging
import TestSupport
import Testing

@Suite("Personal data is masked in every format", .serialized)
struct MaskingTests {
  /// ID and telephone numbers of nobody; one ID has a wrong check digit, so that it is found fault with.
  private static let identifiers = ["110101199003070039", "11010119850512123X", "13912345678", "13700001111"]

  private static let roster = """
    第一党支部党员名册
    序号,姓名,性别,身份证号,出生日期,入党时间,联系电话,党员类型
    1,张三丰,男,110101199003070039,1991-03-07,2015-07-01,13912345678,正式党员
    2,李四光,女,11010119850512123X,1985-05-12,2050-07-01,13700001111,正式党员
    3,李四光,女,11010119850512123X,1985-05-12,2010-07-01,13700001111,正式党员

    """

  /// Words of a call; `OUT` is the output that must hold no number whole.
  static let calls: [[String]] = [
    ["check", "--format", "text"], ["check", "--format", "json"], ["check", "--format", "sarif"],
    ["check", "--format", "html", "-o", "OUT.html"], ["check", "--format", "xlsx", "-o", "OUT.xlsx"],
    ["fix", "--diff"], ["fix", "--suggested", "--diff"], ["summarize", "-o", "OUT.xlsx", "--period", "2025"],
    ["inspect"], ["inspect", "--format", "json", "--privacy"],
  ]

  @Test("No output, log or error holds an ID or telephone number whole", arguments: calls)
  func masked(call: [String]) throws {
    try withTemporaryFolder { folder in
      let input = folder + "/名册.csv"
      try Data(Self.roster.utf8).write(to: URL(fileURLWithPath: input))
      let words = [call[0], input] + call.dropFirst().map { $0.replacing("OUT", with: folder + "/out") }
      let run = ProgramRun(ProgramRun.taizhang, words + ["--as-of", "2025-12-31"])
      #expect((0...1).contains(run.status), "\(run.errors)")
      var texts = ["standard output": run.output, "standard error": run.errors]
      for name in ["out.html", "out.xlsx"] {
        guard let data = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
        if name.hasSuffix("html") {
          texts[name] = String(decoding: data, as: UTF8.self)
        } else {
          let archive = try ZIPArchive(bytes: Array(data))
          for entry in archive.entries {
            texts[entry.name] = String(decoding: try archive.bytes(of: entry), as: UTF8.self)
          }
        }
      }
      for (place, text) in texts {
        for identifier in Self.identifiers {
          #expect(!text.contains(identifier), "\(identifier) in \(place)")
        }
      }
    }
  }

  @Test("Asked for, they are shown")
  func shown() throws {
    try withTemporaryFolder { folder in
      let input = folder + "/名册.csv"
      try Data(Self.roster.utf8).write(to: URL(fileURLWithPath: input))
      let words = ["check", input, "--format", "json", "--as-of", "2025-12-31", "--show-personal"]
      #expect(ProgramRun(ProgramRun.taizhang, words).output.contains("110101199003070039"))
    }
  }

  @Test("Errors about a broken file quote nothing of it")
  func errors() throws {
    try withTemporaryFolder { folder in
      let input = folder + "/名册.csv"
      let broken = Self.roster + "4,王五,男,110101199003070047,\"没有收尾\u{0}" + String(repeating: "甲", count: 50)
      try Data(broken.utf8 + [0xFF, 0xC3]).write(to: URL(fileURLWithPath: input))
      for command in ["check", "cells", "inspect"] {
        let run = ProgramRun(ProgramRun.taizhang, [command, input])
        for identifier in Self.identifiers { #expect(!run.errors.contains(identifier), "\(command)") }
      }
    }
  }
}
