import Testing

@testable import CSV

@Suite("Two encodings in one file")
struct MixedEncodingTests {
  static let lines = ["姓名,单位", "张三,财政局", "王小明,教育局", "李四,交通局", "赵六,民政局工会"]

  /// The lines, those named in another encoding.
  static func bytes(_ encoding: TextEncoding, but foreign: Set<Int>, in other: TextEncoding) throws -> [UInt8]
  {
    try lines.enumerated().flatMap { index, line in
      try TextEncoder.encode(Array((line + "\r\n").utf8), to: foreign.contains(index) ? other : encoding)
    }
  }

  @Test(
    "the line that is foreign is the one named",
    arguments: [
      (TextEncoding.utf8, TextEncoding.gb18030, CSVError.Code.invalidBytes),
      (.gb18030, .utf8, .mixedEncodings),
      (.utf8, .big5, .invalidBytes), (.big5, .utf8, .mixedEncodings),
    ], [0, 1, 3, 4])
  func named(pair: (TextEncoding, TextEncoding, CSVError.Code), line: Int) throws {
    // Big5 has no short forms; its lines are their own.
    let isBig5 = pair.0 == .big5 || pair.1 == .big5
    let bytes =
      try isBig5 ? Self.traditional(pair.0, line, pair.1) : Self.bytes(pair.0, but: [line], in: pair.1)
    let reader = try CSVReader(bytes: bytes, name: "x")
    #expect(reader.encoding.encoding == pair.0)
    for read in [{ _ = try reader.sheet() }, { _ = try reader.countCells() }] {
      let error = #expect(throws: CSVError.self) { try read() }
      #expect(error?.code == pair.2)
      #expect(error?.place.line == line + 1)
      #expect(error?.place.row == line)
    }
  }

  static func traditional(_ encoding: TextEncoding, _ foreign: Int, _ other: TextEncoding) throws -> [UInt8] {
    let lines = ["姓名,單位", "張三,財政局", "王小明,教育局", "李四,交通局", "趙六,民政局工會"]
    return try lines.enumerated().flatMap { index, line in
      try TextEncoder.encode(Array((line + "\n").utf8), to: index == foreign ? other : encoding)
    }
  }

  @Test("asked to replace, lines in UTF-8 are read as such, and told")
  func replacing() throws {
    let bytes = try Self.bytes(.gb18030, but: [2, 4], in: .utf8)
    let options = CSVReadingOptions(invalidBytes: .replace)
    let expected = Self.lines.map { $0.split(separator: ",").map(String.init) }
    #expect(try CSVReaderTests.grid(bytes, options) == expected)
    var problems = CSVProblems()
    let reader = try CSVReader(bytes: bytes, name: "x", options: options)
    _ = try reader.sheet(reporting: &problems)
    #expect(problems.counts[.mixedEncodings] == 2)
    #expect(problems.all.compactMap(\.place.line) == [3, 5])
    #expect(try reader.countCells(reporting: &problems) == 10)
  }

  @Test(
    "far behind the sample, over the end of a window, and in a line of its own", arguments: [0, 1, 5, 10])
  func far(shift: Int) throws {
    let gbk = try TextEncoder.encode(Array("张三,财政局\n".utf8), to: .gb18030)
    var bytes = [UInt8](repeating: 0x61, count: shift) + [0x2C, 0x62, 0x0A]
    while bytes.count < TextStream.readSize - 14 { bytes += gbk }
    let line = bytes.count { $0 == 0x0A } + 1
    bytes += Array("王小明,教育局\n".utf8) + gbk
    let error = #expect(throws: CSVError.self) {
      try CSVReader(bytes: bytes, name: "x", options: .init(dialect: .rfc4180)).sheet()
    }
    #expect(error?.code == .mixedEncodings && error?.place.line == line)
  }

  @Test("Windows-1252 among UTF-8 is told, not read as other letters")
  func western() throws {
    let bytes = Array("Name,Ort\nZoë,Köln\nJos".utf8) + [0xE9, 0x2C, 0x78, 0x0A]
    let error = #expect(throws: CSVError.self) { try CSVReader(bytes: bytes, name: "x").sheet() }
    #expect(error?.code == .invalidBytes && error?.place.line == 3)
    let reverse =
      [0x4A, 0x6F, 0x73, 0xE9, 0x2C, 0x53, 0xE3, 0x6F, 0x0A, 0x4D, 0xFC, 0x6C, 0x2C, 0x78, 0x0A]
      + Array("Zoë,x\n".utf8)
    let mixed = #expect(throws: CSVError.self) { try CSVReader(bytes: reverse, name: "x").sheet() }
    #expect(mixed?.code == .mixedEncodings && mixed?.place.line == 3)
  }

  @Test("sound files of every encoding have no foreign line", arguments: [TextEncoding.gb18030, .big5])
  func sound(encoding: TextEncoding) throws {
    // All characters of the encoding's two-byte plane, a line each.
    var bytes: [UInt8] = []
    let leads: ClosedRange<UInt8> = encoding == .gb18030 ? 0xB0...0xF7 : 0xA4...0xF9
    for lead in leads {
      for trail in UInt8(0xA1)...0xFE {
        bytes += [lead, trail, 0xB5, 0xB3, 0xD4, 0xB1, 0x2C, lead, trail, 0x0A]
      }
    }
    let options = CSVReadingOptions(encoding: encoding, invalidBytes: .replace)
    var problems = CSVProblems()
    _ = try CSVReader(bytes: bytes, name: "x", options: options).countCells(reporting: &problems)
    #expect(problems.counts[.mixedEncodings] == nil)
  }

  @Test(
    "UTF-16 without a mark is told though many of its characters have zero bytes",
    arguments: [
      TextEncoding.utf16LittleEndian, .utf16BigEndian,
    ])
  func wide(encoding: TextEncoding) throws {
    let text = "支部,书记\r\n一一一,最一\r\n第一支部,开一\r\n"
    let reader = try CSVReader(bytes: TextEncoder.encode(Array(text.utf8), to: encoding), name: "x")
    #expect(reader.encoding.encoding == encoding)
    // Bytes astray in a short text are no UTF-16.
    #expect(try CSVReader(bytes: Array("sep=\0\na\0b\n".utf8), name: "x").encoding.encoding == .utf8)
  }
}
