import SpreadsheetModel
import Testing

@Suite("Width of text in columns")
struct DisplayWidthTests {
  /// East Asian Width of Unicode (UAX #11).
  @Test(
    "Wide characters take two columns, marks none",
    arguments: [
      ("", 0), ("Party", 5), ("支部", 4), ("，。《》", 8), ("Ａ１", 4), ("ｱｲ", 2), ("한국", 4), ("①—", 2), ("é", 1),
      ("e\u{301}", 1), ("a\u{200B}b", 2), ("\u{1}\u{7F}", 0), ("😀", 2), ("𠮷", 2), ("\u{303F}", 1),
    ])
  func columns(text: String, columns: Int) {
    #expect(DisplayWidth.columns(of: text) == columns)
  }

  @Test(
    "A character not assigned yet is narrow, but wide among ideographs",
    arguments: [(0x378, 1), (0xD45, 1), (0x2A6E0, 2)])
  func unassigned(value: UInt32, columns: Int) throws {
    #expect(DisplayWidth.columns(of: try #require(Unicode.Scalar(value))) == columns)
  }

  @Test("Text is cut and filled up by columns")
  func cutAndFilled() {
    #expect(DisplayWidth.truncated("第一党支部", to: 7) == "第一党…")
    #expect(DisplayWidth.truncated("第一党支部", to: 10) == "第一党支部")
    #expect(DisplayWidth.padded("党费", to: 6) == "党费  ")
    #expect(DisplayWidth.lines(of: "第一党支部\n党费", in: 6) == 3)
  }
}
