import OpenPackaging
import TestSupport
import Testing

@testable import XLSX

@Suite("Damaged workbooks")
struct MutationTests {
  /// Reads all there is to read; an error is an answer, too.
  static func readEverything(_ bytes: [UInt8]) {
    do throws(XLSXError) {
      let reader = try XLSXReader(bytes: bytes)
      _ = try reader.workbook()
    } catch {
      _ = error.description
    }
  }

  @Test("A workbook with bytes changed or missing throws or reads, and never traps", arguments: Fixture.names)
  func archives(name: String) throws {
    let whole = try Fixture.bytes(name)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<60 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      if Int.random(in: 0..<4, using: &generator) == 0 {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &generator))
      }
      Self.readEverything(bytes)
    }
  }

  @Test(
    "Parts with bytes changed, swapped or missing throw or read alike by scanner and parser",
    arguments: 0..<12)
  func parts(seed: UInt64) throws {
    // The archive stays sound, so that the damage reaches the scanners.
    let base = SheetReadingTests.cases.map(\.rows).joined()
    var generator = SeededGenerator(seed: seed)
    let alphabet = Array("<>/&;='\" crstvf019A\u{0}é".utf8)
    for _ in 0..<40 {
      var sheet = Array(OddWorkbook(rows: base).sheet.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<sheet.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: sheet[place] = alphabet.randomElement(using: &generator) ?? 0
        case 1: sheet.remove(at: place)
        default: sheet.insert(alphabet.randomElement(using: &generator) ?? 0, at: place)
        }
      }
      var workbook = OddWorkbook(rows: "")
      workbook.sheetBytes = sheet
      workbook.sharedStrings = SheetReadingTests.sharedStrings
      let bytes = try workbook.bytes()
      let scanned = try? SheetReading(bytes, scans: true)
      let parsed = try? SheetReading(bytes, scans: false)
      // The scanner lets some slips of well-formedness pass; what both read must be the same.
      if let scanned, let parsed {
        #expect(scanned.text == parsed.text, "\(String(decoding: sheet, as: UTF8.self))")
      }
      if parsed != nil { #expect(scanned != nil) }
    }
  }

  @Test("Encrypted workbooks with bytes changed throw, and never trap")
  func encrypted() throws {
    let whole = try Fixture.bytes("encrypted-standard")
    var generator = SeededGenerator(seed: 9)
    for _ in 0..<25 {
      var bytes = whole
      for _ in 0..<3 {
        bytes[Int.random(in: 0..<1600, using: &generator)] = .random(in: 0...255, using: &generator)
      }
      _ = try? OPCPackage(bytes: bytes, password: "Secret")
    }
  }
}
