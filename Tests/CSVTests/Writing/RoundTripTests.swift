import SpreadsheetModel
import Testing

@testable import CSV

@Suite("What is written is read back as it was")
struct RoundTripTests {
  /// What people put into cells and dialects, encodings and programs trip over.
  static let texts = [
    "=1+1", "+86 138", "-5人", "@abc", "'=1+1", "''=1+1", "'abc", "'abc'", "'", "''", "=\"007\"", "'=\"007\"",
    "=\"\"",
    "sep=;", "sep=", "a,b", "a;b", "a\tb", "\ta", "a|b", "甲，乙", "甲、乙", "王 建国", "王　建国", "x^y", "say \"hi\"",
    "\"",
    "\"\"", "\\\"", "C:\\", "C:\\\\\"x", ", \"x\"", "a\nb", "a\r\nb", "\n", " 前", "后 ", " ", "0123", "1,5",
    "-3.5", "-",
    "\u{1A}", "a\u{1A}", "\u{FEFF}a", "ID3", "PAR1", "<tr>", "𠮷", "é", "1\u{200B}", "＝1", "#", "TRUE",
  ]

  static func grid(seed: Int) -> [[String]] {
    var random = SeededGenerator(UInt64(seed) &+ 31)
    let columns = Int.random(in: 1...4, using: &random)
    return (0..<Int.random(in: 1...8, using: &random)).map { _ in
      (0..<columns).map { _ in
        Int.random(in: 0..<10, using: &random) == 0 ? "" : texts.randomElement(using: &random) ?? ""
      }
    }
  }

  /// The rows without the empty cells at their ends and the empty rows at the sheet's.
  static func trimmed(_ grid: [[String]]) -> [[String]] {
    var rows = grid.map { row in Array(row[..<(row.lastIndex { !$0.isEmpty }.map { $0 + 1 } ?? 0)]) }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows
  }

  @Test("by the writer's own options, guarded or not, in each encoding", arguments: 0..<12)
  func ownFiles(part: Int) throws {
    let encodings: [TextEncoding] = [.utf8, .gb18030, .utf16LittleEndian, .utf16BigEndian]
    for seed in part * 50..<part * 50 + 50 {
      let grid = Self.grid(seed: seed)
      let isGuarded = seed % 2 == 0
      let encoding = encodings[seed / 2 % encodings.count]
      var writer = CSVWriter(
        options: .init(
          encoding: encoding, lineEnd: LineEnd.allCases[seed % 3], quoting: seed % 5 == 0 ? .all : .minimal,
          formulaGuard: isGuarded ? .apostrophe : .off))
      for row in grid { writer.append(row) }
      let reader = try CSVReader(
        bytes: writer.encoded(), name: "x",
        options: .init(encoding: encoding, undoesMojibake: false, removesProgramMarks: isGuarded))
      var back: [[String]] = []
      for row in try reader.sheet().rows {
        while back.count < row.index { back.append([]) }
        var texts: [String] = []
        for cell in row.cells {
          while texts.count < cell.column { texts.append("") }
          if case .text(let text) = cell.value { texts.append(text) }
        }
        back.append(texts)
      }
      #expect(back == Self.trimmed(grid), "seed \(seed): \(reader.dialect.dialect)")
    }
  }

  @Test(
    "a character that an encoding lacks is told, none is lost",
    arguments: [(TextEncoding.big5, "😀"), (.windows1252, "党"), (.big5, "䶮")])
  func unencodable(encoding: TextEncoding, text: String) {
    var writer = CSVWriter(options: .init(encoding: encoding))
    writer.append(["a", "b"])
    writer.append(["x", text])
    let error = #expect(throws: CSVError.self) { try writer.encoded() }
    #expect(error?.code == .unencodable && error?.detail == text && error?.place.line == 2)
  }
}
