import Foundation
import Spreadsheets
import TestSupport
import Testing

@Suite("Pipes and devices never keep the program waiting")
struct PipeTests {
  @Test(
    "devices, folders and what lies in /proc are refused by name",
    arguments: ["/dev/zero", "/dev/null", "/proc/self/mem", "/tmp"])
  func devices(path: String) {
    let error = #expect(throws: SpreadsheetError.self) { try Spreadsheet(path: path) }
    #expect(["file.not-regular", "file.is-folder", "file.unreadable"].contains(error?.code ?? ""))
    #expect(throws: SpreadsheetError.self) { try SpreadsheetPass(path: path) }
    #expect(throws: CSVError.self) { try CSVReader(path: path, name: "x").sheet() }
    #expect(throws: XLSXError.self) { try XLSXReader(contentsOf: URL(fileURLWithPath: path)) }
  }

  @Test("a named pipe is read to its end; one into which nobody writes is told after some seconds")
  func namedPipe() throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("pipe-\(UUID().uuidString)").path
    try #require(mkfifo(path, 0o600) == 0)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let silent = #expect(throws: SpreadsheetError.self) { try Spreadsheet(path: path) }
    #expect(silent?.code == "file.silent-pipe")
    // The package reader itself reads files only.
    #expect(throws: XLSXError.self) { try XLSXReader(contentsOf: URL(fileURLWithPath: path)) }
    // A thread of its own: tests that wait for programs may hold every thread that tasks run on.
    Thread.detachNewThread {
      let handle = FileHandle(forWritingAtPath: path)
      try? handle?.write(contentsOf: Data("姓名,数\n王,1\n".utf8))
      Thread.sleep(forTimeInterval: 0.3)
      try? handle?.write(contentsOf: Data("李,2\n".utf8))
      try? handle?.close()
    }
    let spreadsheet = try Spreadsheet(path: path)
    #expect(spreadsheet.workbook.sheets.first?.rows.count == 3)
  }
}
