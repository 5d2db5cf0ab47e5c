import TestSupport
import Testing

@testable import XLSX

@Suite("Sheets of every shape of cell")
struct GeneratedReadingTests {
  private static let sheetsPerWorkbook: UInt64 = 100

  @Test(
    "Scanner, parser and what was written are one, whatever the shapes of the cells",
    arguments: 0..<UInt64(20))
  func cells(number: UInt64) throws {
    let first = number * Self.sheetsPerWorkbook
    let workbook = GeneratedWorkbook(seeds: first..<first + Self.sheetsPerWorkbook)
    let reader = try XLSXReader(bytes: workbook.bytes())
    for (info, sheet) in zip(reader.sheets, workbook.sheets) {
      let seed = first + UInt64(info.index)
      let scanned = try SheetReading(reader, info, scans: true)
      let parsed = try SheetReading(reader, info, scans: false)
      #expect(scanned.text == sheet.description, "scanner, seed \(seed): \(sheet.markup.suffix(3000))")
      #expect(parsed.text == sheet.description, "parser, seed \(seed): \(sheet.markup.suffix(3000))")
    }
  }

  @Test("Shared strings read as they were written, by scanner and by parser", arguments: 0..<UInt64(40))
  func sharedStrings(seed: UInt64) throws {
    let strings = GeneratedStrings(seed: seed, count: 60)
    var workbook = OddWorkbook(rows: "")
    workbook.sharedStrings = strings.part
    let reader = try XLSXReader(bytes: workbook.bytes())
    for scans in [true, false] {
      let read = try SharedStringsReader.read("odd/texts.part", of: reader.package, scans: scans)
      #expect((0..<read.count).map { read[$0] ?? "" } == strings.texts, "\(strings.items)")
    }
  }

  @Test("Most generated sheets are the scanner's, and some the parser's")
  func shares() throws {
    let workbook = GeneratedWorkbook(seeds: 0..<60)
    let reader = try XLSXReader(bytes: workbook.bytes())
    let handedOver = try reader.sheets.filter { try SheetReading(reader, $0, scans: true).didHandOver }.count
    #expect((1..<30).contains(handedOver))
    #expect(workbook.sheets.map(\.cells.count).reduce(0, +) > 400)
  }
}
