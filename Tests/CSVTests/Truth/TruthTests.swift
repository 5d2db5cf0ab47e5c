import Foundation
import TestSupport
import Testing

@testable import CSV

/// Whether python3 is there to judge.
private let hasPython = ProgramRun("python3", ["-c", "import csv"]).status == 0

@Suite("Texts whose every field is known")
struct TruthTests {
  static func rows(_ bytes: [UInt8], _ options: CSVReadingOptions) throws -> [[String]] {
    var rows = try CSVReader(bytes: bytes, name: "x", options: options).rows()
    var all: [[String]] = []
    while try rows.advance() { all.append((0..<rows.count).map { rows.text($0) }) }
    return all
  }

  static func options(_ known: KnownText, dialect: CSVDialect?) -> CSVReadingOptions {
    CSVReadingOptions(
      encoding: known.encoding, dialect: dialect, undoesMojibake: false, removesProgramMarks: false)
  }

  /// Empty fields count, but for a blank line's one.
  static func expected(_ known: KnownText) -> [[String]] { known.rows.map { $0 == [""] ? [] : $0 } }

  @Test("the reader gives each field back, told the dialect or telling it", arguments: 0..<20)
  func known(part: Int) throws {
    for seed in part * 100..<part * 100 + 100 {
      var maker = KnownTextMaker(seed: seed)
      let known = maker.make()
      let bytes = try known.bytes
      let told = try Self.rows(bytes, Self.options(known, dialect: known.dialect))
      #expect(told == Self.expected(known), "seed \(seed): \(known.dialect) \(known.text.debugDescription)")
      guard known.isDecidable else { continue }
      let found = try Self.rows(bytes, Self.options(known, dialect: nil))
      #expect(found == Self.expected(known), "seed \(seed), told by content: \(known.text.debugDescription)")
    }
  }

  @Test("and so it does over the ends of blocks and windows", arguments: 0..<6)
  func long(seed: Int) throws {
    var maker = KnownTextMaker(seed: 77_000 + seed)
    var known = maker.make(fieldLength: 40_000, rowCount: 20...20)
    while known.text.utf8.count < TextStream.readSize + 1000 {
      let next = maker.make(fieldLength: 40_000, rowCount: 40...40)
      if next.text.utf8.count > known.text.utf8.count { known = next }
    }
    let told = try Self.rows(known.bytes, Self.options(known, dialect: known.dialect))
    #expect(told == Self.expected(known), "seed \(seed)")
  }

  private struct Judged: Codable {
    var hex: String
    var codec: String
    var delimiter: String
    var quote: String
    var backslash: Bool
    var skips: Bool
  }

  @Test("Python's csv module reads the same from them", .enabled(if: hasPython))
  func python() throws {
    var texts: [KnownText] = []
    var seed = 500_000
    while texts.count < 300 {
      var maker = KnownTextMaker(seed: seed)
      let known = maker.make()
      // Python joins no delimiters, and takes blanks off only where they are no delimiter's.
      if !known.dialect.joinsDelimiters { texts.append(known) }
      seed += 1
    }
    let codecs: [TextEncoding: String] = [
      .utf8: "utf-8", .gb18030: "gb18030", .utf16LittleEndian: "utf-16-le", .utf16BigEndian: "utf-16-be",
    ]
    let judged = try texts.map { known in
      Judged(
        hex: try known.bytes.map { String(format: "%02x", $0) }.joined(),
        codec: codecs[known.encoding] ?? "", delimiter: String(Character(known.dialect.delimiter.scalar)),
        quote: String(Character(known.dialect.quote ?? "\"")),
        backslash: known.dialect.escape == .backslash, skips: known.dialect.skipsInitialSpace)
    }
    let script = """
      import csv, io, json, sys
      out = []
      for t in json.load(open(sys.argv[1])):
          text = bytes.fromhex(t['hex']).decode(t['codec']).removeprefix('\\ufeff')
          out.append(list(csv.reader(io.StringIO(text, newline=''), delimiter=t['delimiter'],
              quotechar=t['quote'], doublequote=not t['backslash'],
              escapechar='\\\\' if t['backslash'] else None, skipinitialspace=t['skips'])))
      print(json.dumps(out))
      """
    try withTemporaryFolder { folder in
      let path = folder + "/texts.json"
      try JSONEncoder().encode(judged).write(to: URL(fileURLWithPath: path))
      let run = ProgramRun("python3", ["-c", script, path])
      let verdicts = try JSONDecoder().decode([[[String]]].self, from: Data(run.output.utf8))
      #expect(verdicts.count == texts.count, "\(run.errors)")
      for (verdict, known) in zip(verdicts, texts) {
        #expect(verdict == Self.expected(known), "\(known.text.debugDescription)")
        #expect(
          try Self.rows(known.bytes, Self.options(known, dialect: known.dialect)) == verdict,
          "\(known.text.debugDescription)")
      }
    }
  }
}
