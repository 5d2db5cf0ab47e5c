import Foundation
import TestSupport
import Testing

@Suite("Sheets longer than memory")
struct LargeSheetTests {
  /// A workbook of one long sheet, made from text, and that text.
  private func withWorkbook(rows: Int, _ body: (_ folder: String, _ text: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      var text = "序号,姓名,备注\n"
      for row in 0..<rows { text += "\(row),党员\(row),\"备注，\n第\(row % 17)条\"\n" }
      try text.write(toFile: folder + "/in.csv", atomically: true, encoding: .utf8)
      let made = ProgramRun(
        ProgramRun.taizhang, ["convert", "--raw", folder + "/in.csv", "-o", folder + "/in.xlsx"])
      #expect(made.status == 0, "\(made.errors)")
      try body(folder, text)
    }
  }

  @Test("A workbook becomes text in memory that does not grow with its rows, and the text is what it was")
  func memory() throws {
    var peaks: [Int] = []
    for rows in [2000, 60_000] {
      try withWorkbook(rows: rows) { folder, text in
        let run = MeasuredRun(
          ProgramRun.taizhang,
          ["convert", "--raw", folder + "/in.xlsx", "-o", folder + "/out.csv", "--encoding", "utf-8"])
        #expect(run.status == 0, "\(run.errors)")
        peaks.append(run.peakMegabytes)
        let back = try String(contentsOfFile: folder + "/out.csv", encoding: .utf8)
        let isSame = back.replacing("\r\n", with: "\n") == text
        #expect(isSame)
      }
    }
    #expect(peaks[1] < peaks[0] + 40, "\(peaks)")
  }
}
