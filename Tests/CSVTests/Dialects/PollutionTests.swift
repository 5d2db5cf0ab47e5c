import Testing

@testable import CSV

/// The pollutions of the Pollock benchmark (VLDB 2023), each on one clean table, by the names it gives
/// them.
@Suite("Pollutions of the Pollock benchmark")
struct PollutionTests {
  static let header = ["DATE", "TIME", "Qty", "PRODUCTID", "Price", "ProductType"]
  static let rows: [[String]] =
    [header]
    + (0..<20).map { i in
      [
        "\(i % 12 + 1)/\(i % 28 + 1)/2017", "0\(i % 9):1\(i % 9)", "\(i % 7)", "P\(i)", "\(i).5",
        "Type \(i % 3)",
      ]
    }

  static func text(
    _ rows: [[String]] = rows, delimiter: String = ",", quote: String = "", end: String = "\n"
  ) -> String {
    rows.map { $0.map { quote + $0 + quote }.joined(separator: delimiter) + end }.joined()
  }

  /// The rows with content, so that blank lines between do not count.
  static func grid(_ text: String) throws -> [[String]] {
    try CSVReaderTests.grid(Array(text.utf8)).map { row in
      row.last == "" ? Array(row[...(row.lastIndex { !$0.isEmpty } ?? 0)]) : row
    }.filter { $0 != [""] }
  }

  @Test(
    "the table is the same as the clean one",
    arguments: [
      ("file_field_delimiter_0x3b", text(delimiter: ";")),
      ("file_field_delimiter_0x9", text(delimiter: "\t")),
      ("file_field_delimiter_0x7c", text(delimiter: "|")),
      ("file_field_delimiter_0x5e", text(delimiter: "^")),
      ("file_quotation_char_0x22", text(quote: "\"")), ("file_quotation_char_0x27", text(quote: "'")),
      ("file_record_delimiter_0xd", text(end: "\r")), ("file_record_delimiter_0xd_0xa", text(end: "\r\n")),
      ("file_record_delimiter_0xd_0xd_0xa", text(end: "\r\r\n")),
      ("file_record_delimiter_0xa_0xd", text(end: "\n\r")),
      ("file_no_trailing_newline", String(text().dropLast())),
      ("file_double_trailing_newline", text() + "\n"),
      ("file_blank_lines", text(end: "\n\n")),
      ("row_trailing_delimiter", text(end: ",\n")),
      ("NUL bytes in a field", text().replacing("P1,", with: "P\u{0}1,")),
      ("sep_line", "sep=;\r\n" + text(delimiter: ";", end: "\r\n")),
    ])
  func unchanged(name: String, text: String) throws {
    #expect(try Self.grid(text) == Self.rows, "\(name)")
  }

  @Test("a blank is a delimiter where every line has as many, and no other is to be seen")
  func blank() throws {
    let rows = Self.rows.map { $0.map { $0.replacing(" ", with: "_") } }
    #expect(try Self.grid(Self.text(rows, delimiter: " ")) == rows)
    let names = [["王 建国"], ["李 秀英"], ["张 三"]]
    #expect(try Self.grid(Self.text(names)) == names)
  }

  @Test("preambles, notes, several tables and headers of several rows keep their rows and their places")
  func several() throws {
    let preamble = "Report of sales\nby hand, 2017\n\n"
    let guess = try DialectTests.guess(preamble + Self.text(delimiter: ";"))
    #expect(guess.firstTableRow == 3 && guess.columns == 6)
    #expect(try Self.grid(preamble + Self.text())[2...] == Self.rows[...])
    #expect(try Self.grid(Self.text() + "Total,,,,99\n注：完\n").prefix(21) == Self.rows[...])
    #expect(try Self.grid(Self.text() + "\n\nX,Y\n1,2\n") == Self.rows + [["X", "Y"], ["1", "2"]])
    #expect(try Self.grid(Self.text() + Self.text()) == Self.rows + Self.rows)
    let multirow = [["A", "", "B"], ["x", "y", "z", "w"]] + [["1", "2", "3", "4"], ["5", "6", "7", "8"]]
    #expect(try Self.grid(Self.text(multirow)) == multirow)
    #expect(try Self.grid(Self.text([Self.header])) == [Self.header])
    #expect(try Self.grid(Self.text(Array(Self.rows.prefix(2)))) == Array(Self.rows.prefix(2)))
    #expect(try Self.grid(Self.text(Array(Self.rows.dropFirst()))) == Array(Self.rows.dropFirst()))
  }

  @Test(
    "one damaged row leaves the others whole",
    arguments: [
      ("row_less_sep", "5/5/2017,04:14,4\n", ["5/5/2017", "04:14", "4"]),
      (
        "row_more_sep", "5/5/2017,04:14,4,P4,4.5,Type 1,x,y\n",
        ["5/5/2017", "04:14", "4", "P4", "4.5", "Type 1", "x", "y"]
      ),
      (
        "row_extra_quote, inside", "5/5/2017,04:14,4,P4,4.5,Ty\"pe 1\n",
        ["5/5/2017", "04:14", "4", "P4", "4.5", "Ty\"pe 1"]
      ),
      (
        "row_extra_quote, before", "5/5/2017,\"04:14,4,P4,4.5,Type 1\n",
        ["5/5/2017", "\"04:14", "4", "P4", "4.5", "Type 1"]
      ),
      (
        "row_extra_quote, behind", "5/5/2017,04:14\",4,P4,4.5,Type 1\n",
        ["5/5/2017", "04:14\"", "4", "P4", "4.5", "Type 1"]
      ),
      (
        "row_unescaped_quotes", "5/5/2017,04:14,4,P4,4.5,\"Ty\"pe 1\"\n",
        ["5/5/2017", "04:14", "4", "P4", "4.5", "Ty\"pe 1"]
      ),
      (
        "row_quoted_delimiter", "5/5/2017,04:14,4,P4,4.5,\"Type, 1\"\n",
        ["5/5/2017", "04:14", "4", "P4", "4.5", "Type, 1"]
      ),
      (
        "row_quoted_line_end", "5/5/2017,04:14,4,P4,4.5,\"Ty\r\npe\"\n",
        ["5/5/2017", "04:14", "4", "P4", "4.5", "Ty\r\npe"]
      ),
      ("row_field_empty", "5/5/2017,,4,,4.5,Type 1\n", ["5/5/2017", "", "4", "", "4.5", "Type 1"]),
    ])
  func damagedRow(name: String, line: String, expected: [String]) throws {
    var lines = Self.rows.map { Self.text([$0]) }
    lines[5] = line
    let grid = try Self.grid(lines.joined())
    #expect(grid.count == 21 && grid[5] == expected, "\(name)")
    #expect(grid.enumerated().allSatisfy { $0.offset == 5 || $0.element == Self.rows[$0.offset] }, "\(name)")
  }

  @Test("quotes and delimiters may be escaped by a backslash, blanks stand before quotes")
  func escapes() throws {
    let text = Self.text()
    func types(_ text: String) throws -> Set<String> { Set(try Self.grid(text).dropFirst().map { $0[5] }) }
    #expect(
      try types(text.replacing("Type 1", with: "\"Ty\\\"pe, 1\"")) == ["Type 0", "Ty\"pe, 1", "Type 2"])
    #expect(try types(text.replacing("Type 1", with: "Ty\\,pe 1")) == ["Type 0", "Ty,pe 1", "Type 2"])
    #expect(try types(text.replacing("Type 1", with: "'Type, 1'")) == ["Type 0", "Type, 1", "Type 2"])
    #expect(try types(text.replacing("Type 1", with: " \"Type, 1\"")) == ["Type 0", "Type, 1", "Type 2"])
  }

  @Test("a byte order mark between two files that were put together is no content")
  func markInside() throws {
    #expect(try Self.grid(Self.text() + "\u{FEFF}" + Self.text()) == Self.rows + Self.rows)
  }
}
