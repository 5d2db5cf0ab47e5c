import Formula
import SpreadsheetModel
import TestSupport
import Testing

@Suite("Parsing formulas")
struct FormulaParserTests {
  @Test(
    "The printed form",
    arguments: [
      ("= 1 + 2 * 3", "1+2*3"),
      ("=(1+2)*3", "(1+2)*3"),
      ("=-2^2", "-2^2"),
      ("=a1:b2", "A1:B2"),
      ("=SUM( A1 , B1 )", "SUM(A1,B1)"),
      ("=IF(A1,,2)", "IF(A1,,2)"),
      ("=sum((A1,B1:C2))", "SUM((A1,B1:C2))"),
      ("=A1:C3 B2:D4", "A1:C3 B2:D4"),
      ("='它''s'!A1+Sheet1!$B$2", "'它''s'!A1+Sheet1!$B$2"),
      ("=[1]Sheet1!A1+'[2]My Sheet'!B2", "[1]Sheet1!A1+'[2]My Sheet'!B2"),
      ("=SUM(Jan:Mar!A1)", "SUM(Jan:Mar!A1)"),
      ("={1,-2;\"a\",TRUE}", "{1,-2;\"a\",TRUE}"),
      ("=[@金额]+台账[金额]", "[@金额]+台账[金额]"),
      ("=[@[实缴 金额]]", "[@[实缴 金额]]"),
      ("=台账[[#This Row],[金额]]", "台账[@金额]"),
      ("=台账[[#All],[金额]:[备注]]", "台账[[#All],[金额]:[备注]]"),
      ("=台账[#Headers]", "台账[#Headers]"),
      ("=台账['[a']]", "台账['[a']]"),
      ("=_xlfn.IFNA(A1,0)", "_xlfn.IFNA(A1,0)"),
      ("=50%%", "50%%"),
      ("=A1#", "A1#"),
      ("=@A1:A3", "@A1:A3"),
      ("=A:A+1:3", "A:A+1:3"),
      ("=A1:INDEX(B:B,3)", "A1:INDEX(B:B,3)"),
      ("=\"a\"\"b\"", "\"a\"\"b\""),
      ("=true", "TRUE"),
      ("=1e3+.5", "1000+0.5"),
      ("=#N/A", "#N/A"),
      ("=a<>b", "a<>b"),
      ("1+1", "1+1"),
    ])
  func prints(text: String, printed: String) throws {
    #expect(try FormulaExpression(text).printed == printed)
  }

  @Test(
    "Errors point into the expression",
    arguments: [
      ("", .empty, 0..<0),
      ("=", .empty, 0..<1),
      ("=1+", .unexpectedEnd, 2..<3),
      ("=SUM(1,2", .unexpectedEnd, 7..<8),
      ("=1+)", .unexpected, 3..<4),
      ("=1 2", .unexpected, 3..<4),
      ("=\"a", .unterminatedText, 1..<3),
      ("='a", .unterminatedName, 1..<3),
      ("=[a", .unterminatedName, 1..<3),
      ("=IF(A1，1,2)", .fullWidth, 6..<9),
      ("=IF（A1,1,2)", .fullWidth, 3..<6),
      ("=“a”", .fullWidth, 1..<4),
      ("=1E999", .numberRange, 1..<6),
      ("={1,2;3}", .arrayConstant, 1..<8),
      ("={1,A1}", .arrayConstant, 4..<6),
      ("=[[a]", .unterminatedName, 1..<5),
      ("=[[a][b]]", .structuredReference, 1..<9),
    ] as [(String, FormulaError.Code, Range<Int>)])
  func refuses(text: String, code: FormulaError.Code, range: Range<Int>) {
    let error = #expect(throws: FormulaError.self) { try FormulaExpression(text) }
    #expect(error?.code == code)
    #expect(error?.range == range)
  }

  @Test("Fields can be printed as the cells that hold them")
  func replacing() throws {
    let cells = ["实缴": "$F$5", "应交": "$G$5"]
    let formula = try FormulaExpression("=IF([@实缴]>=[@应交],0,[@应交]-[@实缴])")
    let printed = formula.printed { node in
      guard case .structured(let field) = node.kind else { return nil }
      return cells[field.column ?? ""]
    }
    #expect(printed == "IF($F$5>=$G$5,0,$G$5-$F$5)")
  }

  @Test("The place is marked under the formula, Chinese characters two columns wide")
  func excerpt() {
    let error = FormulaError(.unknownField, 11..<21)
    #expect(error.excerpt(of: "=[@实缴]>[@应交]") == "=[@实缴]>[@应交]\n         ~~~~~~~")
  }

  @Test(
    "Deep nesting is refused, long chains are not",
    arguments: ["(", "-", "ABS(", "IF(1,", "{", "1+(", "SUM(A1:", "A1,(", "\"\"&("])
  func depth(piece: String) {
    #expect(throws: FormulaError.self) {
      try FormulaExpression(String(repeating: piece, count: 10_000))
    }
    #expect(throws: FormulaError.self) {
      try FormulaExpression(String(repeating: piece, count: 8_000 / piece.utf8.count))
    }
  }

  @Test("Ten thousand parentheses, closed again, are an error and no crash")
  func balanced() {
    let text = String(repeating: "(", count: 4_000) + "1" + String(repeating: ")", count: 4_000)
    #expect(throws: FormulaError.self) { try FormulaExpression(text) }
  }

  @Test("A sum of four thousand terms is computed")
  func chain() throws {
    let text = "=1" + String(repeating: "+1", count: 4_000)
    #expect(try FormulaExpression(text).compiledForCells().value(with: FormulaInputs()) == .number(4_001))
  }

  @Test("No text makes parser, checker or evaluator fail otherwise than by an error")
  func fuzz() {
    var random = SeededGenerator(seed: 20_260_522)
    let pieces = [
      "A1", "$B$2", ":", "!", "'", "\"", "[", "]", "(", ")", "LOG10(", "IF(", "SUM(", "1", "1.5", "#REF!",
      "#",
      "$", "A", "名", ",", " ", "{", "}", ";", "@", "-", "^", "数据!", "[1]", "&", "=", "<", "%", "TRUE",
      "[@姓名]", "INDEX(", "9999999", "-1", "\"x\"", "A:A", "LEFT(", "REPT(", "DATE(", "COUNTIF(", "{1,2;3,4}",
      "MID(", "EDATE(", "ROUND(", "LOOKUP(", "WORKDAY(", "SUBSTITUTE(", "1E308", "TEXT(", "MATCH(", ")", ")",
      ",",
    ]
    let inputs = FormulaInputs(workbook: FormulaCases.workbook)
    var parsed = 0
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      guard let expression = try? FormulaExpression(text) else { continue }
      parsed += 1
      let printed = expression.printed
      #expect((try? FormulaExpression(printed))?.printed == printed, "\(text)")
      _ = expression.compiledForCells().value(with: inputs)
      _ = try? expression.compiled(for: FormulaCompilerTests.schema).value(with: FormulaCompilerTests.inputs)
    }
    #expect(parsed > 500)
  }
}
