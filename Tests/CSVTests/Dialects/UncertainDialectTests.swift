import Testing

@testable import CSV

@Suite("Dialects that are rare, and those that are uncertain")
struct UncertainDialectTests {
  static func grid(_ text: String) throws -> [[String]] { try CSVReaderTests.grid(Array(text.utf8)) }

  /// A table set at blanks whose text is quoted only in part, so that no two rows have as many fields.
  static let blanks = """
    DATE TIME Qty Code Product "Description" Note
    28/01/2018 00:00 2 MG-87 Hiking Boots "Rugged, light, and quick" \n\
    29/01/2018 00:15 0 RI-38 Running Jacket "The next ""level"", of, weather protection" x
    30/01/2018 00:30 1 RI-80 "Trail Shoes" "Ideal for warm, dry days" y
    31/01/2018 00:45 1 RI-95 Fly "One, two" z

    """

  @Test("blanks stand between fields where quotes and columns of values say so, and it is told as uncertain")
  func raggedBlanks() throws {
    let grid = try Self.grid(Self.blanks)
    #expect(grid[0].prefix(7) == ["DATE", "TIME", "Qty", "Code", "Product", "Description", "Note"])
    #expect(
      grid[1].prefix(7) == [
        "28/01/2018", "00:00", "2", "MG-87", "Hiking", "Boots", "Rugged, light, and quick",
      ])
    #expect(
      grid[3].prefix(7) == [
        "30/01/2018", "00:30", "1", "RI-80", "Trail Shoes", "Ideal for warm, dry days", "y",
      ])
    #expect(
      try ProblemTests.problems(Self.blanks).contains { $0.code == .uncertainDialect && $0.detail == " " })
  }

  @Test(
    "runs of blanks count as one where that makes the table",
    arguments: [
      "姓名  性别 年龄\n王建国 男   45\n李秀英   女 38\n", "  a b c  \n  王建国 男 45\n李秀英 女 38 \n",
      "姓名　　性别　年龄\n王建国　男　　45\n李秀英　　女　38\n",
    ])
  func runs(text: String) throws {
    let grid = try Self.grid(text)
    #expect(grid[1...] == [["王建国", "男", "45"], ["李秀英", "女", "38"]])
    let reader = try CSVReader(bytes: Array(text.utf8), name: "x")
    #expect(reader.dialect.dialect.joinsDelimiters)
    #expect(try reader.countCells() == 9)
  }

  @Test(
    "what is typed by hand in Chinese is a table, too",
    arguments: ["、", "；", "｜", "，", "^", "~"] as [Unicode.Scalar])
  func byHand(mark: Unicode.Scalar) throws {
    let rows = [["姓名", "支部", "日期"], ["王建国", "第一", "2019.7"], ["李秀英", "机关", "1998.07"]]
    let text = rows.map { $0.joined(separator: String(Character(mark))) }.joined(separator: "\n") + "\n"
    #expect(try Self.grid(text) == rows)
  }

  @Test(
    "quotes behind backslashes are told wherever they stand",
    arguments: [
      ("a,b,c\n\"Round 48\\\"\",\"x\",1\n\"8\\'9\\\" long\",\"y\",2\n", ["Round 48\"", "x", "1"]),
      ("a;b;c\r\n\"Round 48\\\"\";\"x\";1\r\n\"p\";\"y, z\";2\r\n", ["Round 48\"", "x", "1"]),
      ("a,b,c\n\"\\\"all\\\"\",\"x\",1\n\"C:\\\\\",\"y\",2\n", ["\"all\"", "x", "1"]),
      ("a\tb\tc\n\"say \\\"a\\\",\\\"b\\\"\"\tx\t1\n\"\"\ty\t2\n", ["say \"a\",\"b\"", "x", "1"]),
    ])
  func backslashes(text: String, second: [String]) throws {
    let reader = try CSVReader(bytes: Array(text.utf8), name: "x")
    #expect(reader.dialect.dialect.escape == .backslash)
    #expect(try Self.grid(text)[1] == second)
    #expect(try ProblemTests.problems(text).isEmpty)
  }

  @Test(
    "a quote too many costs no field but its own",
    arguments: [
      ("DATE,\"TIME,Qty,\"Description\",\"URL\",x\n", ["DATE", "\"TIME", "Qty", "Description", "URL", "x"]),
      ("DATE,TIME\",Qty,\"Description\",\"URL\",x\n", ["DATE", "TIME\"", "Qty", "Description", "URL", "x"]),
      ("\"DATE,TIME,Qty,\"De, sc\",\"U\"\"RL\",x\n", ["\"DATE", "TIME", "Qty", "De, sc", "U\"RL", "x"]),
      ("DATE,TIME,\"Qty,Description,URL,x\n", ["DATE", "TIME", "\"Qty", "Description", "URL", "x"]),
    ])
  func extraQuote(line: String, expected: [String]) throws {
    let rows = (0..<60).map { "\($0),\($0):00,1,\"Text, of \($0)\",\"u\",\n" }
    let grid = try Self.grid(line + rows.joined())
    #expect(grid.count == 61 && grid[0] == expected)
    #expect(grid[60] == ["59", "59:00", "1", "Text, of 59", "u", ""])
    // Such a line again and again, oftener than any limit of old.
    let many = try Self.grid(String(repeating: line + rows[7], count: 100))
    #expect(many.count == 200 && many[198] == expected && many[199][3] == "Text, of 7")
    #expect(try !ProblemTests.problems(line + rows.joined()).isEmpty)
  }

  @Test(
    "decimal commas are no delimiters where another one makes the table",
    arguments: [
      ("张三;12,5\n李四;13,0\n", ["张三", "12,5"]), ("张三\t12,5\n李四\t13,0\n", ["张三", "12,5"]),
      ("a|1,5|2,5\nb|3,5|4,5\n", ["a", "1,5", "2,5"]), ("1,5;2,5\n3,5;4,5\n", ["1,5", "2,5"]),
    ])
  func decimals(text: String, first: [String]) throws {
    #expect(try Self.grid(text)[0] == first)
  }

  @Test(
    "what is uncertain is told",
    arguments: [
      "说明\n一，二\n三，四，五\n六\n七，八，九，十\n", "姓名、支部\n王、一支\n李、二支\n", "1,5;2,5\n3,5;4,5\n",
      "a;b,c\nd;e,f\ng;h,i\n",
    ])
  func told(text: String) throws {
    let problems = try ProblemTests.problems(text)
    #expect(problems.contains { $0.code == .uncertainDialect })
    var counted = CSVProblems()
    _ = try CSVReader(bytes: Array(text.utf8), name: "x").countCells(reporting: &counted)
    #expect(counted.counts[.uncertainDialect] == 1)
  }

  @Test(
    "what is certain is not",
    arguments: [
      "", "姓名\n王建国\n李 秀英\n", "a,b\n1,2\n", "a\tb\n1\t2\n", "a,b\n", "姓名,备注\n王,学习，讨论\n李,参观，座谈，总结\n",
      "某支部党员名册\n\n填报：王\n姓名;性别;年龄\n王;男;45\n李;女;38\n注：在册\n", "a,b,c\n1\n2,3\n4,5,6\n7,8,9\n1,2,3\n",
      "sep=;\na,b;c\n",
    ])
  func quiet(text: String) throws {
    #expect(try CSVReader(bytes: Array(text.utf8), name: "x").dialect.isUncertain == false)
    #expect(try !ProblemTests.problems(text).contains { $0.code == .uncertainDialect })
  }

  @Test("an uncertain encoding is told")
  func encoding() throws {
    var problems = CSVProblems()
    let bytes = try TextEncoder.encode(Array("镕,喆\n".utf8), to: .gb18030)
    _ = try CSVReader(bytes: bytes, name: "x").sheet(reporting: &problems)
    #expect(problems.counts[.uncertainEncoding] == 1)
  }

  @Test("a header longer than its rows, or without the delimiter that ends them, begins the table")
  func headers() throws {
    for text in ["a,b,c\n1,2\n3,4\n5,6\n", "a,b,c\n1,2,3,\n4,5,6,\n7,8,9,\n"] {
      #expect(try CSVReader(bytes: Array(text.utf8), name: "x").dialect.firstTableRow == 0)
    }
  }

  @Test("the delimiter alone may be stated; quotes and escapes are told by content all the same")
  func statedDelimiter() throws {
    let text = "a b c\n\"x \\\"y\\\" z\" 1 2\n\"p, q\" 3 4\n"
    let options = CSVReadingOptions(delimiter: CSVDialect.Delimiter(" "))
    #expect(try CSVReaderTests.grid(Array(text.utf8), options)[1] == ["x \"y\" z", "1", "2"])
  }

  @Test("text set in apostrophes now and then is no dialect")
  func apostrophes() throws {
    let text = "code,size\n'00123,5'\n'00456,6'\n"
    #expect(try Self.grid(text) == [["code", "size"], ["'00123", "5'"], ["'00456", "6'"]])
  }
}
