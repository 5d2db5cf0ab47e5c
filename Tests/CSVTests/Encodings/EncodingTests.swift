import SpreadsheetModel
import Testing

@testable import CSV

@Suite("Encodings told by content")
struct EncodingTests {
  static let ledger = "姓名,党支部,入党时间\r\n王建国,第一支部,2019年7月1日\r\n李秀英,机关支部,1998.07\r\n"
  static let traditional = "姓名,黨支部,入黨時間\r\n王建國,第一支部,2019年7月1日\r\n李秀英,機關支部,1998.07\r\n"

  @Test("each encoding is recognised and read", arguments: TextEncoding.allCases, [true, false])
  func recognised(encoding: TextEncoding, marked: Bool) throws {
    let text =
      switch encoding {
      case .big5: Self.traditional
      case .windows1252: "Name;Straße;Café\r\nMüller;Königsallee 5;très élégant\r\nÖzgür;Allée;naïve\r\n"
      default: Self.ledger
      }
    var bytes = try TextEncoder.encode(Array(text.utf8), to: encoding)
    if marked { bytes = encoding.byteOrderMark + bytes }
    let reader = try CSVReader(bytes: bytes, name: "x")
    #expect(reader.encoding.encoding == encoding)
    #expect(reader.encoding.confidence > 0.6)
    let header = try reader.sheet().rows[0].cells.map(\.value)
    let delimiter: Character = encoding == .windows1252 ? ";" : ","
    let line = text.split(whereSeparator: \.isNewline)[0]
    #expect(header == line.split(separator: delimiter).map { .text(String($0)) })
  }

  @Test("invalid bytes are refused with their line, and replaced on request")
  func invalidBytes() throws {
    var bytes = Array("姓名,备注\r\n王建国,党员\r\n李秀英,".utf8)
    bytes += [0xFF, 0x41, 0x0A]
    let error = #expect(throws: CSVError.self) { try CSVReader(bytes: bytes, name: "x").sheet() }
    #expect(error?.code == .invalidBytes)
    #expect(error?.place.line == 3)
    #expect(error?.place.byteOffset == bytes.count - 3)
    let options = CSVReadingOptions(invalidBytes: .replace)
    let grid = try CSVReaderTests.grid(bytes, options)
    #expect(grid[2][1] == "\u{FFFD}A")
  }
}
