import Foundation
import OpenPackaging
import Spreadsheets
import TestSupport
import Testing

@Suite("Hostile inputs", .serialized)
struct HostileInputTests {
  @Test("Each is read, or refused by name, in bounded time", arguments: HostileInput.all)
  func outcome(input: HostileInput) throws {
    let bytes = try input.bytes()
    let begin = ContinuousClock.now
    var code: String?
    do throws(SpreadsheetError) {
      _ = try Spreadsheet(bytes: bytes, name: input.file)
    } catch {
      code = error.code
      #expect(!error.message.zh.isEmpty && !error.advice.zh.isEmpty)
    }
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    // Unoptimised and beside other tests; what takes long here takes forever where it matters.
    #expect(seconds < 60)
    switch input.outcome {
    case .reads, .readsInPart: #expect(code == nil)
    case .refused(let expected): #expect(code == expected)
    }
  }

  @Test("Each costs the command bounded memory and time, and never a signal", arguments: HostileInput.all)
  func cost(input: HostileInput) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + input.file
      try Data(try input.bytes()).write(to: URL(fileURLWithPath: path))
      let run = MeasuredRun(ProgramRun.taizhang, ["cells", "--count", path])
      switch input.outcome {
      case .reads: #expect(run.status == 0, "\(run.errors)")
      case .readsInPart: #expect(run.status == 3 && run.errors.contains(input.file), "\(run.errors)")
      case .refused: #expect(run.status == 3 || run.status == 0, "\(run.errors)")
      }
      #expect(run.peakMegabytes <= input.megabytes, "\(run.peakMegabytes) MB")
      #expect(run.seconds < 30)
    }
  }

  @Test("A file cut short at every KB is refused by name or read", arguments: truncated)
  func truncation(sample: String) throws {
    let whole = Array(try Data(contentsOf: SampleFiles.folder.appendingPathComponent(sample)))
    for length in stride(from: 0, to: whole.count, by: 1024) {
      do throws(SpreadsheetError) {
        _ = try Spreadsheet(
          bytes: Array(whole[..<length]), name: sample, options: ReadingOptions(password: "123456"))
      } catch {
        #expect(!error.code.isEmpty)
        #expect(error.code != "file.unreadable", "at \(length)")
      }
    }
  }

  private static let truncated = [
    "submissions/12-信访局第一党支部.xlsx", "submissions/07-水利局第一党支部.xls", "broken/加密.xlsx",
    "ledgers/教育培训-甲.csv",
  ]
}
