import Foundation
import SpreadsheetModel
import TestSupport
import Testing

@Suite("Displayed text")
struct DisplayedTextTests {
  struct Case: CustomStringConvertible, Sendable {
    var format: String
    var value: String
    var shown: String
    var description: String { "\(value) under \(format)" }

    var cellValue: CellValue {
      if value.hasPrefix("文字:") { return .text(String(value.dropFirst(3))) }
      if value.hasPrefix("#") { return .error(CellError(spelling: value)) }
      return Double(value).map { .number($0) } ?? .boolean(value == "TRUE")
    }
  }

  static func lines(of name: String) -> [[String]] {
    guard let url = Bundle.module.url(forResource: "Fixtures/\(name)", withExtension: "tsv"),
      let text = try? String(contentsOf: url, encoding: .utf8)
    else { return [] }
    return text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static let computed = lines(of: "formats").map { Case(format: $0[0], value: $0[1], shown: $0[2]) }
  static let documented = lines(of: "documented").map { Case(format: $0[0], value: $0[1], shown: $0[2]) }
  /// What Excel shows where LibreOffice shows something else.
  static let differences = Dictionary(
    lines(of: "format-differences").map { ("\($0[0])\t\($0[1])", $0[2]) },
    uniquingKeysWith: { first, _ in first })

  @Test("A value shows as in LibreOffice, or as in Excel where they are known to differ", arguments: computed)
  func agrees(_ test: Case) {
    let shown = NumberFormat(code: test.format).displayedText(of: test.cellValue, dateSystem: .base1900)
    #expect(shown == Self.differences["\(test.format)\t\(test.value)"] ?? test.shown)
  }

  @Test("A value shows as Excel documents it", arguments: documented)
  func follows(_ test: Case) {
    let shown = NumberFormat(code: test.format).displayedText(of: test.cellValue, dateSystem: .base1900)
    #expect(shown == test.shown)
  }

  @Test("Differences are few, told with a reason, and belong to a case")
  func differencesAreTold() {
    let known = Set(Self.computed.map { "\($0.format)\t\($0.value)" })
    for line in Self.lines(of: "format-differences") {
      #expect(known.contains("\(line[0])\t\(line[1])"))
      #expect(line.count == 4 && !line[3].isEmpty)
    }
    #expect(Self.computed.count >= 300)
  }

  @Test("The 1904 system counts from 1904 and has days before it")
  func base1904() {
    let date = NumberFormat(code: "yyyy-mm-dd")
    #expect(date.displayedText(of: .number(0), dateSystem: .base1904) == "1904-01-01")
    #expect(date.displayedText(of: .number(43_860), dateSystem: .base1904) == "2024-01-31")
    #expect(date.displayedText(of: .number(2_957_004), dateSystem: .base1904) == "########")
    let time = NumberFormat(code: "[h]:mm")
    #expect(time.displayedText(of: .number(-0.5), dateSystem: .base1904) == "-12:00")
  }

  @Test("No code and no number make rendering fail")
  func fuzz() {
    var random = SeededGenerator(seed: 20_260_523)
    let pieces = [
      "0", "#", "?", ".", ",", "%", "E+", "e-", "/", "@", "General", "y", "mm", "d", "h", "ss", "[h]", "[mm]",
      "[Red]", "[>5]", "[$¥-804]", "[DBNum1]", "[DBNum2]", "[$-404]", "\"", "\\", "_", "*", ";", "年", "aaa",
      "g",
      "e", "b", "AM/PM", "上午/下午", "[", "]", "8", "00000000", ".000",
    ]
    let numbers = [
      0, 1, -1, 0.5, -0.4, 45_322.999_999_9, 1e15, -1e300, .leastNonzeroMagnitude, 2_958_465.999_999_99,
      .greatestFiniteMagnitude,
      .infinity, .nan, 123_456_789.123_456_78,
    ]
    for _ in 0..<5_000 {
      let code = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let format = NumberFormat(code: code)
      for number in numbers {
        _ = format.displayedText(of: .number(number), dateSystem: .base1900)
        _ = format.displayedText(of: .number(-number), dateSystem: .base1904)
      }
      _ = format.displayedText(of: .text("文"), dateSystem: .base1900)
    }
  }
}
