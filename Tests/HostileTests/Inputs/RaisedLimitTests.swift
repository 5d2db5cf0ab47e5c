import CSV
import Foundation
import OpenPackaging
import Spreadsheets
import TestSupport
import Testing

@Suite("Limits that a caller raises", .serialized)
struct RaisedLimitTests {
  /// An input past a limit: what refuses it, and what lets it pass.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file = "a.xlsx"
    /// The code of the refusal.
    var code = "xlsx.limit-exceeded"
    /// The defaults, but for limits that no test can fill.
    var strict = ReadingOptions()
    var raised: ReadingOptions
    /// What refuses it when the limit is raised, where it is wrong beside.
    var rest: String?
    var bytes: @Sendable () throws -> [UInt8]
  }

  private static func limits(_ change: (inout PackageLimits) -> Void) -> ReadingOptions {
    var limits = PackageLimits.standard
    change(&limits)
    return ReadingOptions(limits: limits)
  }

  private static let blanks: @Sendable () throws -> [UInt8] = {
    let plain = HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")
    return try HostileWorkbook(sheet: plain.sheet + [UInt8](repeating: 0x20, count: 40 << 20)).packed()
  }

  private static let numbers: @Sendable () throws -> [UInt8] = {
    let rows = (1...2000).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>\($0)</v></c></row>" }
    return try HostileWorkbook(rows: rows.joined()).packed()
  }

  /// A part whose entry says that it has so many bytes, and has few.
  private static func claiming(_ size: Int) -> @Sendable () throws -> [UInt8] {
    {
      HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>").packed {
        $0.entries[4].isZIP64 = true
        $0.entries[4].claimedSize = size
      }
    }
  }

  static let cases: [Case] = [
    Case(testDescription: "entries of a package", raised: limits { $0.entries = 40_000 }) {
      HostileWorkbook(rows: "").packed { archive in
        for number in 0..<30_000 { archive.entries.append(RawArchive.Entry(name: "e\(number)", bytes: [])) }
      }
    },
    // Raised, what refuses it is the lie.
    Case(
      testDescription: "unpacked bytes of a part", raised: limits { $0.partBytes = 6 << 30 },
      rest: "xlsx.damaged", bytes: claiming(5 << 30)),
    Case(
      testDescription: "unpacked bytes of a package", strict: limits { $0.totalBytes = 20_000 },
      raised: ReadingOptions(), bytes: numbers),
    Case(
      testDescription: "unpacked to packed", raised: limits { $0.ratio = 1200 }, bytes: blanks),
    Case(
      testDescription: "size past which the ratio is asked", raised: limits { $0.ratioFloor = 64 << 20 },
      bytes: blanks),
    Case(testDescription: "depth of XML", raised: limits { $0.xmlDepth = 400 }) {
      let deep = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
      return try HostileWorkbook(rows: "", after: deep).packed()
    },
    Case(testDescription: "attributes of an element", raised: limits { $0.xmlAttributes = 4000 }) {
      let attributes = (0..<3000).map { "a\($0)=\"\"" }.joined(separator: " ")
      return try HostileWorkbook(rows: "", after: "<a \(attributes)/>").packed()
    },
    Case(testDescription: "one text", raised: limits { $0.textBytes = 32 << 20 }) {
      let text = String(repeating: "党", count: 6 << 20)
      return try HostileWorkbook(
        rows: "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
      ).packed()
    },
    Case(
      testDescription: "values of a sheet held in memory", strict: limits { $0.modelBytes = 10_000 },
      raised: ReadingOptions(), bytes: numbers),
    Case(
      testDescription: "what sheets have in common", strict: limits { $0.repeatedBytes = 10_000 },
      raised: ReadingOptions()
    ) { try HostileWorkbook.sharingNotes(of: 4, 1000).packed() },
    Case(
      testDescription: "a part held in memory", strict: limits { $0.bufferedPartBytes = 100 },
      raised: ReadingOptions(), bytes: numbers),
    Case(
      testDescription: "fields of a row of CSV", file: "a.csv", code: "csv.too-many-columns",
      raised: ReadingOptions(csv: .init(columnLimit: 2 << 20))
    ) { [UInt8](repeating: UInt8(ascii: ","), count: (1 << 20) + 10) + Array("1\n".utf8) },
    Case(
      testDescription: "bytes of a row of CSV", file: "a.csv", code: "csv.row-too-long",
      raised: ReadingOptions(csv: .init(rowByteLimit: 64 << 20))
    ) { Array("a,b\n1,".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 40 << 20) + Array("\n".utf8) },
    Case(
      testDescription: "values of a CSV file held in memory", file: "a.csv", code: "csv.sheet-too-large",
      strict: ReadingOptions(csv: .init(modelBytes: 100_000)), raised: ReadingOptions()
    ) { Array(String(repeating: "1,2\n", count: 10_000).utf8) },
  ]

  private func refusal(_ input: Case, _ options: ReadingOptions) throws -> String? {
    let bytes = try input.bytes()
    do throws(SpreadsheetError) {
      _ = try Spreadsheet(bytes: bytes, name: input.file, options: options)
      return nil
    } catch {
      #expect(!error.message.zh.isEmpty && !error.advice.en.isEmpty)
      return error.code
    }
  }

  @Test("Past its limit an input is refused by name; with the limit raised it is read", arguments: cases)
  func raised(input: Case) throws {
    #expect(try refusal(input, input.strict) == input.code)
    #expect(try refusal(input, input.raised) == input.rest)
  }
}
