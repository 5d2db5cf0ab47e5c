import Foundation
import TestSupport
import Testing

@Suite("Inputs that change while they are read", .serialized)
struct ChangingInputTests {
  @Test("A file that is rewritten, cut and lengthened all the while is read or refused, every time")
  func changing() throws {
    try withTemporaryFolder { path in
      let folder = FaultFolder(path: path)
      try folder.writeLargeTable(to: "in.csv", rows: 3000)
      #expect(
        ProgramRun(
          ProgramRun.taizhang, ["convert", "--raw", folder.file("in.csv"), "-o", folder.file("in.xlsx")]
        )
        .status == 0)
      let whole = try #require(folder.bytes("in.xlsx"))
      for step in 0..<10 {
        try Data(whole).write(to: URL(fileURLWithPath: folder.file("in.xlsx")))
        let program = try RunningProgram(["cells", folder.file("in.xlsx"), "--formulas"])
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: folder.file("in.xlsx")))
        for round in 0..<20 {
          usleep(UInt32(step) * 1500)
          switch round % 3 {
          case 0: try handle.truncate(atOffset: UInt64(whole.count * (round % 7) / 7))
          case 1:
            try handle.seek(toOffset: UInt64(round * 997 % whole.count))
            handle.write(Data(repeating: UInt8(round), count: 300))
          default:
            try handle.seek(toOffset: 0)
            handle.write(Data(whole))
          }
        }
        let status = program.wait()
        #expect(status == 0 || status == 3, "status \(status)")
      }
    }
  }
}
