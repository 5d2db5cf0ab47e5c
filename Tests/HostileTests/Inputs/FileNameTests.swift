import Foundation
import TestSupport
import Testing

@Suite("Names of files in any bytes")
struct FileNameTests {
  private static func shell(_ script: String, in folder: String) -> ProgramRun {
    ProgramRun(
      "/bin/bash", ["-c", "cd '\(folder)'; \(script)"],
      environment: ["T": ProgramRun.taizhang, "F": SampleFiles.submissions + "/12-信访局第一党支部.xlsx"])
  }

  /// 财政局 in GBK, as bash writes it.
  private static let gbk = #"$'\262\306\325\376\276\326'"#

  @Test("A name in GBK is read from a folder and by itself, and told in its characters")
  func otherEncoding() throws {
    try withTemporaryFolder { folder in
      let made = Self.shell(
        "mkdir in; cp \"$F\" in/\(Self.gbk).xlsx && mkdir in/\(Self.gbk) && cp \"$F\" in/\(Self.gbk)/b.xlsx",
        in: folder)
      // Some file systems take names in UTF-8 only.
      guard made.status == 0 else { return }
      for words in ["in", "in/\(Self.gbk).xlsx in/\(Self.gbk)"] {
        let run = Self.shell("\"$T\" cells --count \(words)", in: folder)
        #expect(run.status == 0, "\(run.errors)")
        #expect(
          run.output.split(separator: "\n").count == 2 && run.output.contains("财政局.xlsx"), "\(run.output)")
      }
      let fixed = Self.shell("\"$T\" fix in -o out --as-of 2025-12-31; ls -R out", in: folder)
      #expect(
        fixed.output.contains("财政局.xlsx") && fixed.output.contains("b.xlsx"),
        "\(fixed.output) \(fixed.errors)")
      let set = Self.shell("\"$T\" set in/\(Self.gbk).xlsx '概况!A1=1' -o o.xlsx", in: folder)
      #expect(set.status == 0, "\(set.errors)")
      let refused = Self.shell("\"$T\" set \"$F\" '概况!A1=1' -o \(Self.gbk).xlsx", in: folder)
      #expect(refused.status == 2 && refused.errors.contains("财政局.xlsx"), "\(refused.errors)")
      #expect(
        Self.shell("printf 'in/%s.xlsx\\n' \(Self.gbk) | \"$T\" tally --files-from -", in: folder).output
          .contains("财政局"))
    }
  }

  @Test("Two names that only look alike are two files, in folders, outputs and archives")
  func sameLook() throws {
    try withTemporaryFolder { folder in
      let one = "党员名册\n序号,姓名,性别\n1,张三,男\n"
      let two = "党员名册\n序号,姓名,性别\n1,李四,女\n"
      try FileManager.default.createDirectory(atPath: folder + "/in", withIntermediateDirectories: false)
      #expect(
        Self.shell(
          "printf '%s' '\(one)' > in/caf$'\\303\\251'.csv; printf '%s' '\(two)' > in/cafe$'\\314\\201'.csv",
          in: folder
        ).status == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/in")
      guard names.count == 2 else { return }
      func check(_ words: String) {
        let run = Self.shell(
          "\"$T\" fix \(words) --as-of 2025-12-31 -o out; \"$T\" cells out; rm -r out", in: folder)
        #expect(
          run.output.contains("张三") && run.output.contains("李四"), "\(words): \(run.output) \(run.errors)")
      }
      check("in")
      check("in/*")
      let tally = Self.shell("\"$T\" tally in", in: folder)
      #expect(tally.output.split(separator: "\n").count == 2 && tally.output.contains("(2).csv"))
      guard
        Self.shell(
          "python3 -c 'import zipfile,os\nz=zipfile.ZipFile(\"a.zip\",\"w\")\nfor n in os.listdir(\"in\"): z.write(\"in/\"+n,n)\nz.close()'",
          in: folder
        ).status == 0
      else { return }
      check("a.zip")
    }
  }

  @Test(
    "A tally with a byte order mark, blank lines or a bracket before it is told",
    arguments: ["\u{FEFF}", "\n\n", "["])
  func almostTally(_ lead: String) throws {
    try withTemporaryFolder { folder in
      #expect(Self.shell("\"$T\" tally \"$F\" -o t.jsonl", in: folder).status == 0)
      let text = try String(contentsOfFile: folder + "/t.jsonl", encoding: .utf8)
      try Data((lead + text).utf8).write(to: URL(fileURLWithPath: folder + "/x.jsonl"))
      let run = Self.shell("\"$T\" summarize x.jsonl -o s.xlsx --period 2025 --lang en", in: folder)
      #expect(run.status == 3 && run.errors.contains("byte 0"), "\(run.errors)")
    }
  }
}
