import Foundation
import TestSupport
import Testing
import XLSX

@Suite("The cells command")
struct CellsCommandTests {
  @Test("What is uncertain or astray in delimited text is told on standard error", arguments: [[], ["--count"]])
  func uncertain(options: [String]) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/名单.csv"
      try Data("1,5;2,5\n3,5;4,5\n6,5;\u{0}7,5\n".utf8).write(to: URL(fileURLWithPath: path))
      let run = ProgramRun(ProgramRun.taizhang, ["cells", path, "--lang", "en"] + options)
      #expect(run.status == 0)
      #expect(run.errors.contains("the delimiter is uncertain; columns are taken to be split at ';'"))
      #expect(run.errors.contains("line 3 (at byte 20) has a NUL byte"))
      let inspected = ProgramRun(ProgramRun.taizhang, ["inspect", path, "--format", "json"])
      #expect(inspected.output.contains("csv.uncertain-dialect"))
      #expect(inspected.errors.contains("分隔符看不准"))
    }
  }

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
