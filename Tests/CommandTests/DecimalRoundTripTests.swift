import Foundation
import TestSupport
import Testing

@Suite("Amounts through every format")
struct DecimalRoundTripTests {
  /// Amounts of money with at most two places and some with up to six, each once.
  private static func amounts(_ count: Int, places: ClosedRange<Int>) -> [String] {
    var generator = SeededGenerator(seed: 2025)
    var seen = Set<String>()
    while seen.count < count {
      let places = Int.random(in: places, using: &generator)
      var text = String(Int.random(in: 1...999_999, using: &generator))
      if places > 0 {
        text += "." + (1..<places).map { _ in String(Int.random(in: 0...9, using: &generator)) }.joined()
        text += String(Int.random(in: 1...9, using: &generator))
      }
      seen.insert(text)
    }
    return seen.sorted()
  }

  private func convert(_ input: String, to output: String, _ options: String...) throws {
    let run = ProgramRun(ProgramRun.taizhang, ["convert", input, "-o", output] + options)
    try #require(run.status == 0, "\(run.errors)")
  }

  private func lines(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split { $0.isNewline }
  }

  @Test("A hundred thousand numbers go from CSV to a workbook and back without a digit changed")
  func sheets() throws {
    try withTemporaryFolder { folder in
      let amounts = Self.amounts(100_000, places: 0...6)
      try ("数\n" + amounts.joined(separator: "\n") + "\n").write(
        toFile: folder + "/in.csv", atomically: true, encoding: .utf8)
      try convert(folder + "/in.csv", to: folder + "/book.xlsx", "--raw")
      try convert(folder + "/book.xlsx", to: folder + "/out.csv", "--raw")
      #expect(try lines(folder + "/out.csv").dropFirst().map(String.init) == amounts)
    }
  }

  @Test("Amounts of a ledger keep their digits in a workbook, CSV and JSON Lines")
  func ledgers() throws {
    try withTemporaryFolder { folder in
      let amounts = Self.amounts(2_000, places: 0...2)
      let rows = amounts.enumerated().map { "第一党支部,慰问\($0.offset),2025-03-01,支出,\($0.element)" }
      try (["党支部,用途,日期,收支,金额（元）"] + rows).joined(separator: "\n").write(
        toFile: folder + "/党建经费.csv", atomically: true, encoding: .utf8)
      try convert(folder + "/党建经费.csv", to: folder + "/a.xlsx")
      try convert(folder + "/a.xlsx", to: folder + "/b.csv")
      try convert(folder + "/a.xlsx", to: folder + "/c.jsonl")
      for name in ["b.csv", "c.jsonl"] {
        // By value: a CSV shows money with both of its places.
        let values = Set(
          try lines(folder + "/" + name).flatMap { $0.split { ",:}".contains($0) } }.compactMap {
            Decimal(string: String($0))
          })
        let missing = amounts.filter { text in Decimal(string: text).map { !values.contains($0) } ?? true }
        #expect(missing.prefix(3).isEmpty, "\(name): \(missing.count)")
      }
    }
  }
}
