import Foundation
import SpreadsheetModel
import Testing

@testable import CSV

@Suite("Reading in windows")
struct StreamingTests {
  /// A file of some megabytes with quoted line breaks, so that rows cross every window's end.
  static func rows(_ count: Int) -> [[String]] {
    (0..<count).map { i in
      ["\(i)", "党员\(i)", i % 7 == 0 ? "两\n行,\"引\"\(i)" : "备注\(i)", i % 5 == 0 ? "" : "x", "末"]
    }
  }

  @Test(
    "rows, counts and texts hold over window ends, in every encoding",
    arguments: [
      (TextEncoding.utf8, LineEnd.lf), (.utf8, .crlf), (.gb18030, .crlf), (.utf16LittleEndian, .cr),
    ])
  func windows(encoding: TextEncoding, lineEnd: LineEnd) throws {
    let rows = Self.rows(40_000)
    var writer = CSVWriter(options: .init(encoding: encoding, lineEnd: lineEnd))
    for row in rows { writer.append(row) }
    let bytes = try writer.encoded()
    #expect(bytes.count > 2 * TextStream.readSize)
    let url = FileManager.default.temporaryDirectory.appending(path: "windows-\(encoding)-\(lineEnd).csv")
    try Data(bytes).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    let reader = try CSVReader(contentsOf: url)
    var read = try reader.rows()
    var index = 0
    while try read.advance() {
      #expect(read.index == index)
      let fields = (0..<read.count).map { read.text($0) }
      if fields != rows[index] {
        #expect(fields == rows[index])
        return
      }
      index += 1
    }
    #expect(index == rows.count)
    #expect(try reader.countCells() == rows.joined().count { !$0.isEmpty })
    #expect(read.problems().isEmpty)
  }

  @Test("an unclosed quote far from the end costs its own row only")
  func unclosed() throws {
    var text = ""
    for row in 0..<60_000 { text += row == 30_000 ? "\"lost,\(row)\n" : "plain \(row),\(row)\n" }
    var problems = CSVProblems()
    let reader = try CSVReader(bytes: Array(text.utf8), name: "x")
    let sheet = try reader.sheet(reporting: &problems)
    #expect(sheet.rows.count == 60_000)
    #expect(sheet.rows[30_000].cells.map(\.value) == ["\"lost", "30000"])
    #expect(problems.all.map(\.place.row) == [30_000])
    #expect(problems.all.map(\.place.line) == [30_001])
    #expect(try reader.countCells() == 120_000)
  }

  @Test("random bytes never stop the reader, and counting agrees with reading", arguments: 0..<10)
  func fuzz(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed) &+ 1000)
    let alphabet = Array("a1,;|\t\"'\\\n\r =-党员，\u{0}é".utf8) + [0xFF, 0xFE, 0x81, 0x30, 0xB5, 0xB3]
    for _ in 0..<25 {
      let count = Int.random(in: 0...600, using: &random)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      for mode in [CSVReadingOptions.Mode.lenient, .strict] {
        do throws(CSVError) {
          let reader = try CSVReader(
            bytes: bytes, name: "x", options: .init(invalidBytes: .replace, mode: mode))
          var problems = CSVProblems()
          let sheet = try reader.sheet(reporting: &problems)
          let cells = sheet.rows.reduce(0) { $0 + $1.cells.count }
          if mode == .lenient { #expect(try reader.countCells() == cells) }
        } catch {
          #expect(mode == .strict, "\(error)")
        }
      }
    }
  }

  @Test("a row past the limit is an error, not a growing buffer")
  func rowLimit() {
    let bytes = Array("a,b\n".utf8) + [UInt8](repeating: 0x78, count: 3_000_000)
    let error = #expect(throws: CSVError.self) {
      try CSVReader(bytes: bytes + [0x0A], name: "x", options: .init(rowByteLimit: 1 << 20)).sheet()
    }
    #expect(error?.code == .rowTooLong)
  }
}
