import SpreadsheetModel
import Testing

@testable import CSV

@Suite("Encodings of short and of damaged texts")
struct ShortTextTests {
  static func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    try TextEncoder.encode(Array(text.utf8), to: encoding)
  }

  @Test(
    "a line or two is enough",
    arguments: [
      ("姓名\n张三\n", .gb18030), ("王\n", .gb18030), ("序号,单位\n1,财政局\n", .gb18030), ("备注\n龘\n", .gb18030),
      ("姓名,备注\n㐀㐁,𠀀𠮷\n王,普通文字\n", .gb18030), ("A类,B类\n甲,乙\n", .gb18030),
      ("姓名\n張三\n", .big5), ("中國\n", .big5), ("序號,單位\n1,財政局\n", .big5),
      ("Café\n", .windows1252), ("Größe;Straße\n", .windows1252), ("Müller\n", .windows1252),
      ("“quoted”\n", .windows1252), ("São Paulo,João\n", .windows1252),
      ("姓名,年龄\n张三,5\n", .utf16LittleEndian), ("姓名,年龄\n张三,5\n", .utf16BigEndian),
      ("é\n", .utf8), ("王\n", .utf8),
    ] as [(String, TextEncoding)])
  func short(text: String, encoding: TextEncoding) throws {
    let reader = try CSVReader(bytes: Self.bytes(text, encoding), name: "x")
    #expect(reader.encoding.encoding == encoding)
    let first = try reader.sheet().rows.first?.cells.first?.value
    #expect(first == .text(String(text.prefix { !",;\n".contains($0) })))
  }

  @Test("what cannot be told has little confidence")
  func doubtful() throws {
    #expect(try CSVReader(bytes: Self.bytes("镕,喆\n", .gb18030), name: "x").encoding.confidence < 0.5)
    #expect(try CSVReader(bytes: Self.bytes("é\n", .windows1252), name: "x").encoding.confidence < 0.6)
  }

  @Test(
    "a character cut off at the end, and a line in another encoding, are refused with row, column, line and byte",
    arguments: [
      (Array("姓名,备注\n王,党".utf8.dropLast()), 2, 1, 1, 18),
      ([0xD0, 0xD5, 0xC3, 0xFB, 0x2C, 0x61, 0x0A, 0xCD, 0xF5, 0x2C, 0xC4], 2, 1, 1, 10),
      (
        Array("姓名,单位\n王伟,工会委员会\n".utf8) + [0xD5, 0xD4, 0x2C, 0xB2, 0xC6, 0x0A] + Array("李娜,财政局\n".utf8), 3, 2,
        0, 37
      ),
    ] as [([UInt8], Int, Int, Int, Int)])
  func refused(bytes: [UInt8], line: Int, row: Int, column: Int, byte: Int) throws {
    let error = #expect(throws: CSVError.self) { try CSVReader(bytes: bytes, name: "x").sheet() }
    #expect(error?.code == .invalidBytes)
    #expect(error?.place == CSVPlace(line: line, row: row, column: column, byteOffset: byte))
    var problems = CSVProblems()
    let replacing = try CSVReader(bytes: bytes, name: "x", options: .init(invalidBytes: .replace))
    let sheet = try replacing.sheet(reporting: &problems)
    #expect(sheet.rows.count > row && problems.counts[.invalidBytes] ?? 0 > 0)
  }

  @Test("GBK read as Latin-1 and saved is undone, accented words are left alone")
  func gbkAsWestern() throws {
    let gbk = try Self.bytes("姓名,党支部\n王建国,第一支部\n", .gb18030)
    let misread = gbk.map { String(UnicodeScalar($0)) }.joined()
    let reader = try CSVReader(bytes: Array(misread.utf8), name: "x")
    #expect(reader.mojibake?.original == .gb18030 && reader.mojibake?.readAs == .windows1252)
    #expect(try reader.sheet().rows[1].cells.map(\.value) == ["王建国", "第一支部"])
    for text in ["Müller;Königsallee\nÖzgür;Straße\n", "ÁÉÍÓ,ÀÈ\nÑÑ,ÜÜ\n", "Éléonore,Zoë\n", "½,°C\n²,³\n"] {
      #expect(try CSVReader(bytes: Array(text.utf8), name: "x").mojibake == nil, "\(text)")
    }
  }
}
