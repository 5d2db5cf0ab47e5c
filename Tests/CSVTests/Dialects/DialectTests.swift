import Testing

@testable import CSV

@Suite("Dialects told by content")
struct DialectTests {
  static func guess(_ text: String) throws -> DialectGuess {
    try CSVReader(bytes: Array(text.utf8), name: "x").dialect
  }

  @Test("each delimiter is told", arguments: CSVDialect.Delimiter.known)
  func delimiters(delimiter: CSVDialect.Delimiter) throws {
    let mark = String(delimiter.scalar)
    let rows = [["姓名", "支部", "日期"], ["王建国", "第一支部", "2019.7.1"], ["李秀英", "机关", "1998.07"]]
    let text = rows.map { $0.joined(separator: mark) }.joined(separator: "\n") + "\n"
    #expect(try Self.guess(text).dialect.delimiter == delimiter)
    #expect(try CSVReaderTests.grid(Array(text.utf8)) == rows)
  }

  @Test(
    "RFC 4180 is never misread",
    arguments: [
      // Fields full of other delimiters, quotes and line breaks.
      "a,b\r\n\"1;2;3\",\"4;5;6\"\r\n\"7;8;9\",\"1;2;3\"\r\n",
      "name,list\nx,a|b|c\ny,d|e|f\nz,g|h|i\n",
      "a,b\n\"x\ty\tz\",1\n\"p\tq\tr\",2\n",
      "a,b\n\"1,2\",\"3\"\"4\"\n\"\n\n\",\"\"\n",
      "姓名,备注\n王建国,学习，讨论，发言\n李秀英,参观，座谈，总结\n",
      "path,n\nC:\\new\\,1\nD:\\,2\n",
      "a,b\n\"C:\\\",1\n\"D:\\\",2\n",
    ])
  func rfc4180(text: String) throws {
    #expect(try Self.guess(text).dialect == .rfc4180)
  }

  @Test("decimal commas do not make a comma file")
  func decimalCommas() throws {
    let text = "Name;Preis;Menge\nA;1,50;2,0\nB;2,75;3,0\nC;3,00;4,5\n"
    #expect(try Self.guess(text).dialect.delimiter == .semicolon)
  }

  @Test("a sep= line is obeyed and is no row", arguments: ["sep=;\r\n", "\"sep=;\"\n", "SEP=;\n"])
  func separatorLine(line: String) throws {
    #expect(try CSVReaderTests.grid(Array((line + "a,b;c\n1,2;3\n").utf8)) == [["a,b", "c"], ["1,2", "3"]])
  }

  @Test("titles above and notes below leave the table to be found")
  func preamble() throws {
    let text = "某某街道党员名册,,\n填报单位：第一支部\n\n姓名;支部;备注\n王;一;a,b\n李;二;c\n赵;三;d\n注：以上为在册人员\n"
    let guess = try Self.guess(text)
    #expect(guess.dialect.delimiter == .semicolon)
    #expect(guess.firstTableRow == 3)
    #expect(guess.columns == 3)
    #expect(try CSVReaderTests.grid(Array(text.utf8))[4] == ["王", "一", "a,b"])
  }

  @Test("quotes may be escaped by backslashes")
  func backslashes() throws {
    let text = "a,b\n\"say \\\"hi\\\", you\",1\n\"C:\\\\x\",2\n\"plain\",3\n"
    #expect(try Self.guess(text).dialect.escape == .backslash)
    #expect(try CSVReaderTests.grid(Array(text.utf8))[1...2].map { $0[0] } == ["say \"hi\", you", "C:\\x"])
  }

  @Test("quotes may be single, or stand behind a blank")
  func otherQuotes() throws {
    #expect(
      try CSVReaderTests.grid(Array("a,b\n'x, y','2'\n'z','it''s'\n".utf8))
        == [["a", "b"], ["x, y", "2"], ["z", "it's"]])
    #expect(
      try CSVReaderTests.grid(Array("a, b\n\"x, y\", \"2\"\n\"z\", \"w\"\n".utf8))
        == [["a", "b"], ["x, y", "2"], ["z", "w"]])
  }

  @Test("Excel's leading apostrophe is no quote")
  func apostrophe() throws {
    let text = "编号,姓名\n'00123,王\n'00456,李\n"
    #expect(try Self.guess(text).dialect.quote == "\"")
    #expect(try CSVReaderTests.grid(Array(text.utf8))[1][0] == "'00123")
  }

  @Test("one column needs no delimiter")
  func oneColumn() throws {
    #expect(
      try CSVReaderTests.grid(Array("姓名\n王建国\n\"李,秀英\"\n".utf8)) == [["姓名"], ["王建国"], ["李,秀英"]])
    #expect(try CSVReaderTests.grid(Array("姓名\r\n王建国".utf8)) == [["姓名"], ["王建国"]])
  }

  /// What the Pollock benchmark (VLDB 2023) and csv-spectrum describe, one text for each kind.
  @Test(
    "pollutions are stood",
    arguments: [
      ("", []), ("\n", []), ("a,b\n", [["a", "b"]]), ("a,b\n1,2\n\n", [["a", "b"], ["1", "2"]]),
      ("a,b\r1,2\n3,4\r\n5,6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
      ("a,b\n1,2,3\n4,5\n", [["a", "b", ""], ["1", "2", "3"], ["4", "5", ""]]),
      ("a,b,c\n1\n4,5,6\n", [["a", "b", "c"], ["1", "", ""], ["4", "5", "6"]]),
      ("a,b\n\"x,1\n2,3\n4,5\n", [["a", "b"], ["\"x", "1"], ["2", "3"], ["4", "5"]]),
      ("a,b\nx\"y,1\n2,3\n", [["a", "b"], ["x\"y", "1"], ["2", "3"]]),
      ("a,b\n\"x\"y,1\n2,3\n", [["a", "b"], ["xy", "1"], ["2", "3"]]),
      ("a,b\n\"he said \"hi\" twice\",1\n2,3\n", [["a", "b"], ["he said \"hi\" twice", "1"], ["2", "3"]]),
      ("a,b\n1,\u{0}2\n3,4\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
      (
        "a,b\n\"x,1\n2,3\n4,\"5\"\n6,7\n",
        [["a", "b"], ["\"x", "1"], ["2", "3"], ["4", "5"], ["6", "7"]]
      ),
      (
        "key,val\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"c\"\": [1, 2]}\"\n",
        [["key", "val"], ["1", "{\"type\": \"Point\", \"c\": [1, 2]}"]]
      ),
      ("a,b,c\n1,\"\",\"\"\n2,3,4\n", [["a", "b", "c"], ["1", "", ""], ["2", "3", "4"]]),
      (
        "a,b,c\n1,2,3\n\"Once upon \na time\",5,6\n7,8,9\n",
        [["a", "b", "c"], ["1", "2", "3"], ["Once upon \na time", "5", "6"], ["7", "8", "9"]]
      ),
      ("a,b,c\n1,2,3\n4,5,ʤ\n", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "ʤ"]]),
    ] as [(String, [[String]])])
  func pollutions(text: String, expected: [[String]]) throws {
    #expect(try CSVReaderTests.grid(Array(text.utf8)) == expected)
  }
}
