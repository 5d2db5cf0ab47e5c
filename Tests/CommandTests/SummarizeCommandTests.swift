import Foundation
import TestSupport
import Testing

@Suite("Summarising on the command line")
struct SummarizeCommandTests {
  private func summarize(_ input: String, to output: String) -> ProgramRun {
    ProgramRun(
      ProgramRun.taizhang, ["summarize", input, "-o", output, "--period", "2025", "--lang", "zh"])
  }

  @Test("Where nothing could be read no summary is written, the reasons are told and an old one stays")
  func nothingRead() throws {
    try withTemporaryFolder { folder in
      let input = folder + "/台账"
      try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
      for output in ["\(folder)/汇总.xlsx", "\(folder)/汇总.html"] {
        let empty = summarize(input, to: output)
        #expect(empty.status == 3 && empty.errors.contains("没有可以汇总的台账"), "\(empty.errors)")
        #expect(!FileManager.default.fileExists(atPath: output))
      }
      try Data("PK\u{3}\u{4} no archive".utf8).write(to: URL(fileURLWithPath: input + "/坏.xlsx"))
      let broken = summarize(input, to: folder + "/汇总.xlsx")
      #expect(broken.status == 3 && broken.errors.contains("坏.xlsx"), "\(broken.errors)")
      #expect(broken.errors.contains("未写 \(folder)/汇总.xlsx"), "\(broken.errors)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/汇总.xlsx"))
    }
  }

  @Test("What could not be read is told in a summary of the rest")
  func partlyRead() throws {
    try withTemporaryFolder { folder in
      let input = folder + "/台账"
      try FileManager.default.createDirectory(atPath: input, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        atPath: SampleFiles.submissions + "/13-体育中心第一党支部.xlsx", toPath: input + "/13.xlsx")
      try Data("PK\u{3}\u{4} no archive".utf8).write(to: URL(fileURLWithPath: input + "/坏.xlsx"))
      let run = summarize(input, to: folder + "/汇总.html")
      #expect(run.status == 3, "\(run.errors)")
      #expect(try String(contentsOfFile: folder + "/汇总.html", encoding: .utf8).contains("坏.xlsx"))
    }
  }
}
