import Testing

@testable import CSV

@Suite("What stands in a file for programs only")
struct ProgramMarkTests {
  @Test(
    "a formula of nothing but a text is that text",
    arguments: [
      ("编号,姓名\n=\"0123\",王\n=\"0456\",李\n", [["编号", "姓名"], ["0123", "王"], ["0456", "李"]]),
      ("编号,姓名\n\"=\"\"0123\"\"\",王\n", [["编号", "姓名"], ["0123", "王"]]),
      ("a,b\n=\"\",x\n\"=\"\"\"\"\",y\n", [["a", "b"], ["", "x"], ["", "y"]]),
      ("a,b\n\"=\"\"say \"\"\"\"hi\"\"\"\"\"\"\",x\n", [["a", "b"], ["say \"hi\"", "x"]]),
      ("a;b\r\n=\"1,5\";=\"2\"\r\n", [["a", "b"], ["1,5", "2"]]),
      // No text alone.
      ("a,b\n=\"x\"&B1,1\n=\"x\"&\"y\",2\n", [["a", "b"], ["=\"x\"&B1", "1"], ["=\"x\"&\"y\"", "2"]]),
    ])
  func formulaText(text: String, expected: [[String]]) throws {
    #expect(try CSVReaderTests.grid(Array(text.utf8)) == expected)
  }

  @Test("its quotes are no fault; that it was one is told with its place")
  func told() throws {
    let text = "a,b\n=\"0123\",'=1+1\n'00123,=\"0456\"\n"
    let problems = try ProblemTests.problems(text)
    #expect(problems.map(\.code) == [.formulaText, .guardedText, .formulaText])
    #expect(problems.map(\.place.row) == [1, 1, 2])
    #expect(problems.map(\.place.column) == [0, 1, 1])
    #expect(ProblemTests.strictError(Array(text.utf8)) == nil)
  }

  @Test("the guard's apostrophe is taken off, one that a person typed stays")
  func guardApostrophe() throws {
    let text = "a,b\n'=1+1,'-5人\n'+86 138,'@abc\n'00123,'abc\n''=1,'-5\n"
    #expect(
      try CSVReaderTests.grid(Array(text.utf8)) == [
        ["a", "b"], ["=1+1", "-5人"], ["+86 138", "@abc"], ["'00123", "'abc"], ["'=1", "'-5"],
      ])
  }

  @Test(
    "the end mark of DOS is no content, marks of encoding may come twice",
    arguments: [
      "a,b\r\n1,2\r\n\u{1A}", "a,b\r\n1,2\u{1A}", "a,b\n1,2\n\u{1A}\u{1A}\u{1A}", "a,b\n1,2\n\u{1A}\r\n",
      "\u{FEFF}\u{FEFF}a,b\n1,2\n", "\u{FEFF}\u{FEFF}\"a\",\"b\"\r\n\"1\",\"2\"\r\n",
      "sep=,\na,b\n1,2\n\u{1A}",
      "\u{FEFF}sep=,\r\na,b\r\n1,2", "a,b\n\u{FEFF}\"1\",2\n",
    ],
    [TextEncoding.utf8, .gb18030, .utf16LittleEndian])
  func marks(text: String, encoding: TextEncoding) throws {
    let bytes = try TextEncoder.encode(Array(text.utf8), to: encoding)
    let options = CSVReadingOptions(encoding: encoding == .gb18030 ? .gb18030 : nil)
    let reader = try CSVReader(bytes: bytes, name: "x", options: options)
    #expect(try CSVReaderTests.grid(bytes, options) == [["a", "b"], ["1", "2"]])
    #expect(try reader.countCells() == 4)
    #expect(try ProblemTests.problems(text).isEmpty)
  }

  @Test("a file of nothing but the end mark is empty")
  func nothing() throws {
    #expect(try CSVReaderTests.grid([0x1A]).isEmpty)
    #expect(try CSVReader(bytes: [0x1A], name: "x").countCells() == 0)
  }
}
