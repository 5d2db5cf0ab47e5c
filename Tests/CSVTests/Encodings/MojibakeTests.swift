import SpreadsheetModel
import Testing

@testable import CSV

@Suite("Mojibake")
struct MojibakeTests {
  static let ledger = "姓名,党支部,职务\n王伟,机关支部,书记\n李娜,第一支部,组织委员\n"

  /// UTF-8 taken for another encoding and saved as UTF-8 again, what is no character lost.
  static func misread(_ text: String, as encoding: TextEncoding) throws -> [UInt8] {
    let options = CSVReadingOptions(encoding: encoding, invalidBytes: .replace)
    let decoded = try TextStream(
      .memory(Array(text.utf8)), encoding: encoding, markLength: 0, keepsEncoding: false,
      policy: options.invalidBytes)
    while !decoded.isAtEnd { try decoded.fill() }
    return Array(UnsafeBufferPointer(start: decoded.bytes, count: decoded.count))
  }

  @Test("UTF-8 read as GBK is recognised, and undone where the way back is exact")
  func gbk() throws {
    let reader = try CSVReader(bytes: Self.misread(Self.ledger, as: .gb18030), name: "x")
    #expect(reader.mojibake?.readAs == .gb18030)
    var problems = CSVProblems()
    let sheet = try reader.sheet(reporting: &problems)
    #expect(sheet.rows[0].cells[0].value == "姓名")
    #expect(sheet.rows[1].cells[1].value == "机关支部")
    #expect(sheet.rows[1].cells[0].value == "王伟")
    // Three characters are nine bytes, of which the last was lost.
    #expect((problems.counts[.mojibake] ?? 0) > 0)
  }

  @Test("UTF-8 read as Latin-1 or Windows-1252 is undone")
  func western() throws {
    // The five undefined bytes become control characters, as browsers and Excel have it.
    let misread = Array(Self.ledger.utf8).map { byte -> String in
      if byte < 0x80 || byte >= 0xA0 || [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte) {
        return String(UnicodeScalar(byte))
      }
      return String(decoding: (try? Self.decoded1252(byte)) ?? [], as: UTF8.self)
    }.joined()
    let reader = try CSVReader(bytes: Array(misread.utf8), name: "x")
    #expect(reader.mojibake?.readAs == .windows1252)
    let sheet = try reader.sheet()
    #expect(sheet.rows[0].cells.map(\.value) == ["姓名", "党支部", "职务"])
    #expect(sheet.rows[2].cells.map(\.value) == ["李娜", "第一支部", "组织委员"])
  }

  static func decoded1252(_ byte: UInt8) throws -> [UInt8] {
    let transcoder = try #require(Transcoder(.windows1252))
    var output = [UInt8](repeating: 0, count: 16)
    let count = output.withUnsafeMutableBufferPointer { output in
      [byte].withUnsafeBufferPointer { input in
        output.baseAddress.map { transcoder.convert(input, into: $0).written } ?? 0
      }
    }
    return Array(output[..<count])
  }

  @Test(
    "sound text is left alone",
    arguments: [
      MojibakeTests.ledger, "Name;Straße\nMüller;Königsallee\n", "a,b\n1,2\n", "锟斤拷,烫烫烫\n党员,屯屯\n",
      "한국어,日本語\nカタカナ,ひらがな\n", "鑫,喆\n垚,犇\n",
    ])
  func sound(text: String) throws {
    #expect(try CSVReader(bytes: Array(text.utf8), name: "x").mojibake == nil)
  }
}
