import Foundation
import TestSupport
import Testing

@Suite("Runs that are interrupted", .serialized)
struct InterruptionTests {
  /// Interrupts a conversion over an old output at many moments; what a look at the folder finds each time.
  static func interrupted(
    by signal: Int32, _ look: (FaultFolder, _ old: [UInt8], _ new: [UInt8]) throws -> Void
  ) throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.writeLargeTable(to: "in.csv")
      let words = ["convert", "--raw", folder.file("in.csv"), "-o", folder.file("out.xlsx"), "--force"]
      let begin = ContinuousClock.now
      #expect(try RunningProgram(words).wait() == 0)
      let milliseconds = UInt32(min((ContinuousClock.now - begin) / .milliseconds(1), 20_000))
      let new = try #require(folder.bytes("out.xlsx"))
      let old = Array("the old output".utf8)
      for step in 0..<24 {
        try Data(old).write(to: URL(fileURLWithPath: folder.file("out.xlsx")))
        try RunningProgram(words).end(by: signal, after: milliseconds * UInt32(step) / 22)
        try look(folder, old, new)
      }
    }
  }

  @Test(
    "Killed at any moment, a run leaves the old output or the new one, whole; what else it leaves can be told"
  )
  func killed() throws {
    try Self.interrupted(by: SIGKILL) { folder, old, new in
      let found = folder.bytes("out.xlsx")
      #expect(found == old || found == new)
      #expect(folder.names.filter { !["in.csv", "out.xlsx"].contains($0) } == folder.unfinished)
      for name in folder.unfinished {
        let mode = try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions]
        // It has the output's mode for the moment between being whole and being renamed.
        #expect([0o600, 0o644].contains(mode as? Int))
        try FileManager.default.removeItem(atPath: folder.file(name))
      }
    }
  }

  @Test("Interrupted or told to end, a run leaves nothing behind", arguments: [SIGINT, SIGTERM, SIGHUP])
  func interruptedPolitely(signal: Int32) throws {
    try Self.interrupted(by: signal) { folder, old, new in
      let found = folder.bytes("out.xlsx")
      #expect(found == old || found == new)
      #expect(folder.names == ["in.csv", "out.xlsx"])
    }
  }

  @Test("A run that is interrupted ends by that signal, so that a script ends, too")
  func status() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.writeLargeTable(to: "in.csv", rows: 400_000)
      let words = ["convert", "--raw", folder.file("in.csv"), "-o", folder.file("out.xlsx")]
      let program = try RunningProgram(words)
      while program.isRunning, folder.unfinished.isEmpty { usleep(500) }
      program.end(by: SIGTERM, after: 0)
      #expect(program.wait() == -SIGTERM)
      #expect(folder.names == ["in.csv"])
    }
  }
}
