import Foundation
import TestSupport
import Testing

@Suite("Batches that are interrupted and resumed", .serialized)
struct ResumeTests {
  private static let commands = [
    ["tally"], ["convert", "--to", "jsonl"], ["summarize", "--period", "2025"],
    ["check", "--format", "json", "--as-of", "2025-12-31"],
  ]

  /// A folder of its own with the submissions, each several times.
  private func fill(_ folder: FaultFolder) throws {
    try FileManager.default.createDirectory(atPath: folder.file("in"), withIntermediateDirectories: false)
    for copy in 0..<4 {
      for (number, workbook) in SampleFiles.workbooks.enumerated() {
        try FileManager.default.copyItem(atPath: workbook, toPath: folder.file("in/\(copy)-\(number).xlsx"))
      }
    }
  }

  private func journal(_ folder: FaultFolder) -> [UInt8]? { folder.bytes(".~out.journal") }

  /// Kills a run as soon as a few files are noted, whatever the machine's speed.
  private func killOnceNoted(_ program: RunningProgram, in folder: FaultFolder) {
    for _ in 0..<6000 {
      if journal(folder)?.count(where: { $0 == 0x0A }) ?? 0 >= 6 { break }
      usleep(10_000)
    }
    program.end(by: SIGKILL, after: 0)
  }

  @Test("Killed and run again, a batch gives the same bytes and reads no file twice", arguments: commands)
  func killed(_ command: [String]) throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try fill(folder)
      let words = command + [folder.file("in"), "--jobs", "1", "-o"]
      let whole = ProgramRun(ProgramRun.taizhang, words + [folder.file("whole")])
      #expect(whole.status <= 1, "\(whole.errors)")
      let resuming = words + [folder.file("out"), "--resume"]
      let program = try RunningProgram(resuming)
      killOnceNoted(program, in: folder)
      let noted = try #require(journal(folder))
      let mode = try FileManager.default.attributesOfItem(atPath: folder.file(".~out.journal"))[
        .posixPermissions]
      #expect(mode as? Int == 0o600)
      #expect(folder.bytes("out") == nil)
      // As if the power had gone in the middle of a line.
      let lines = noted.split(separator: 0x0A).count - 1
      try Data(noted + Array(#"{"schema":"taizhang.tally/1","path":"in/0-"#.utf8)).write(
        to: URL(fileURLWithPath: folder.file(".~out.journal")))
      let again = ProgramRun(ProgramRun.taizhang, resuming)
      #expect(again.status == whole.status, "\(again.errors)")
      #expect(again.errors.contains("\(lines)"))
      #expect(lines >= 5)
      let isSame = folder.bytes("out") == folder.bytes("whole")
      #expect(isSame)
      #expect(folder.names.filter { $0.hasPrefix(".~") && !folder.unfinished.contains($0) }.isEmpty)
    }
  }

  @Test("A file that has changed since is read again, and so is every file under other options")
  func changed() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try fill(folder)
      let words = ["tally", folder.file("in"), "-o", folder.file("out"), "--resume", "--force"]
      let program = try RunningProgram(words)
      killOnceNoted(program, in: folder)
      let first = folder.file("in/0-0.xlsx")
      try FileManager.default.removeItem(atPath: first)
      try FileManager.default.copyItem(atPath: SampleFiles.workbooks[5], toPath: first)
      #expect(ProgramRun(ProgramRun.taizhang, words).status == 0)
      let direct = ProgramRun(ProgramRun.taizhang, ["tally", folder.file("in")])
      #expect(folder.bytes("out").map { String(decoding: $0, as: UTF8.self) } == direct.output)
    }
  }

  @Test("Corrected files that a killed run has written stay as they are, and the next run writes the others")
  func correcting() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try fill(folder)
      let words = ["fix", folder.file("in"), "--as-of", "2025-12-31", "-o"]
      let whole = ProgramRun(ProgramRun.taizhang, words + [folder.file("whole/")])
      #expect(whole.status <= 1, "\(whole.errors)")
      let resuming = words + [folder.file("out/"), "--resume"]
      let program = try RunningProgram(resuming)
      // Until two parts are done.
      func notes() -> String { String(decoding: folder.bytes(".~out.finished") ?? [], as: UTF8.self) }
      for _ in 0..<6000 {
        if notes().contains("\n=1 ") { break }
        usleep(10_000)
      }
      program.end(by: SIGKILL, after: 0)
      func places() throws -> [String: UInt64] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.file("out"))
        return try Dictionary(
          uniqueKeysWithValues: names.filter { !$0.hasPrefix(".~") }.map { name in
            let facts = try FileManager.default.attributesOfItem(atPath: folder.file("out/" + name))
            return (name, (facts[.systemFileNumber] as? UInt64) ?? 0)
          })
      }
      let before = try places()
      // Without --force: what stands there from the first run is no obstacle.
      let again = ProgramRun(ProgramRun.taizhang, resuming)
      #expect(again.status == whole.status, "\(again.errors)")
      let after = try places()
      #expect(before.count >= 5)
      // The parts that were done are not checked again.
      #expect(again.errors.contains("不再检查") || again.errors.contains("not checked again"))
      // The last may have been written and not yet noted as written.
      #expect(before.count { after[$0.key] != $0.value } <= 1)
      for name in try FileManager.default.contentsOfDirectory(atPath: folder.file("whole")) {
        let isSame = folder.bytes("out/" + name) == folder.bytes("whole/" + name)
        #expect(isSame, "\(name)")
      }
    }
  }
}
