import Foundation
import TestSupport
import Testing
import XLSX

@Suite("The cells command")
struct CellsCommandTests {
  @Test("Numbers at the ends of what whole numbers hold are told")
  func greatNumbers() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/in.xlsx"
      var book = XLSXWriter()
      book.sheet("S") { $0.append([.number(-0x1p63), .number(0x1p63), .number(-0x1p53 + 1)]) }
      try book.save(to: URL(fileURLWithPath: path))
      let run = ProgramRun(ProgramRun.taizhang, ["cells", path])
      #expect(run.status == 0, "\(run.errors)")
      for number in ["-9.223372036854776e+18", "9.223372036854776e+18", "-9007199254740991"] {
        #expect(run.output.contains(number), "\(run.output)")
      }
    }
  }
}
