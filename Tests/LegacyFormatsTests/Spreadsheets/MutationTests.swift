import Foundation
import Spreadsheets
import Testing

@Suite("Damaged files never stop the program")
struct MutationTests {
  @Test(
    "flipped, cut and doubled bytes give content or an error",
    arguments: [
      "roster.xls", "roster-95.xls", "encrypted-silent.xls", "rich-1904.xls", "roster.html.xls",
      "template.xml.xls", "two-sheets.xlsx",
    ])
  func mutated(name: String) throws {
    Self.mutate(try OpeningTests.fixture(name), name: name)
  }

  @Test("so do texts in every encoding, and single-file web pages", arguments: TextEncoding.allCases)
  func texts(encoding: TextEncoding) throws {
    var writer = CSVWriter(options: .init(encoding: encoding))
    let western = [["Name", "Straße"], ["Müller", "\"a, b\" ; c"], ["Zoë", "x\ny"]]
    let chinese = [["姓名", "單位"], ["王小明", "\"甲, 乙\" ; 丙"], ["李大同", "x\ny"]]
    for row in encoding == .windows1252 ? western : chinese { writer.append(row) }
    Self.mutate(try writer.encoded(), name: "x.csv")
    Self.mutate(Array(MHTMLReaderTests.page.utf8), name: "x.mht")
  }

  static func mutate(_ original: [UInt8], name: String) {
    var state: UInt64 = 42
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(truncatingIfNeeded: state >> 33) % max(1, bound)
    }
    for _ in 0..<120 {
      var bytes = original
      for _ in 0...random(6) {
        switch random(4) {
        case 0: bytes[random(bytes.count)] = UInt8(random(256))
        case 1: bytes.removeLast(random(bytes.count - 1))
        case 2:
          let start = random(bytes.count)
          bytes.insert(contentsOf: bytes[start..<min(bytes.count, start + 64)], at: random(bytes.count))
        default:
          let start = random(bytes.count)
          for index in start..<min(bytes.count, start + 4) { bytes[index] = 0xFF }
        }
      }
      do throws(SpreadsheetError) {
        _ = try Spreadsheet(bytes: bytes, name: name).workbook.sheets.map(\.usedRange)
      } catch {
        #expect(!error.code.isEmpty)
      }
    }
  }
}
