import SpreadsheetModel
import Testing

@testable import Formula

@Suite("Formulas as files have them")
struct StoredFormulaTests {
  @Test(
    "newer functions get their prefixes",
    arguments: [
      ("SUM(A1:A2)", "SUM(A1:A2)"), ("XLOOKUP(1,A:A,B:B)", "_xlfn.XLOOKUP(1,A:A,B:B)"),
      ("FILTER(A1:A9,B1:B9>0)", "_xlfn._xlws.FILTER(A1:A9,B1:B9>0)"),
      ("SORT(UNIQUE(A1:A9))", "_xlfn._xlws.SORT(_xlfn.UNIQUE(A1:A9))"),
      ("_xlfn.IFS(A1,1)", "_xlfn.IFS(A1,1)"), ("IF(A1=\"IFS(\",1)", "IF(A1=\"IFS(\",1)"),
      ("'IFS(表'!A1+STDEV.S(A1:A9)", "'IFS(表'!A1+_xlfn.STDEV.S(A1:A9)"),
      ("LET(x,B1,y,x*2,x+y)", "_xlfn.LET(_xlpm.x,B1,_xlpm.y,_xlpm.x*2,_xlpm.x+_xlpm.y)"),
      ("LAMBDA(a,b,a+b)(1,2)", "_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b)(1,2)"),
      ("SUM(表1[IFS(])", "SUM(表1[IFS(])"), ("days(A1,B1)", "_xlfn.days(A1,B1)"),
      ("LOG10(A1)+ROUND(A1,0)", "LOG10(A1)+ROUND(A1,0)"), ("\"未完", "\"未完"), ("SUM((1", "SUM((1"),
    ])
  func prefixes(formula: String, stored: String) {
    #expect(StoredFormula.prefixed(formula) == stored)
    #expect(StoredFormula.prefixed(stored) == stored)
  }

  @Test(
    "what stands in a table names it",
    arguments: [
      ("[@单价]*[@[数 量]]", "T[[#This Row],[单价]]*T[[#This Row],[数 量]]"), ("SUM([金额])", "SUM(T[金额])"),
      ("SUM(U[@a])", "SUM(U[[#This Row],[a]])"), ("SUM(U[[#Totals],[a]:[b]])", "SUM(U[[#Totals],[a]:[b]])"),
      ("SUM([@[a]:[b]])", "SUM(T[[#This Row],[a]:[b]])"),
    ])
  func tables(formula: String, stored: String) throws {
    #expect(try StoredFormula(formula, inTable: "T").text == stored)
  }

  @Test("a parameter that may be left out, and one outside of its function")
  func parameters() throws {
    #expect(
      try StoredFormula("LAMBDA(a,[b],a+b)(1)+a").text == "_xlfn.LAMBDA(_xlpm.a,_xlop.b,_xlpm.a+_xlpm.b)(1)+a"
    )
  }

  /// Formulas that Excel does not take, and the byte at which they go wrong.
  static let refused: [(String, FormulaError.Code, Int)] = [
    ("IF(A1;1;2)", .unexpected, 5), ("1+", .unexpectedEnd, 1), ("SUM(A1", .unexpectedEnd, 5),
    ("\"a", .unterminatedText, 0), ("SUM（A1）", .fullWidth, 3), (" ", .empty, 0), ("", .empty, 0),
    ("A1#", .unexpected, 2), ("A1:B2#", .unexpected, 5), ("@A1", .unexpected, 0), ("=1+1", .unexpected, 0),
    ("IF(A1=“x”,1,2)", .fullWidth, 6), ("A2 B2 +", .unexpectedEnd, 6), ("SUM()", .argumentCount, 0),
    ("IF(1)", .argumentCount, 0), ("1,2", .unexpected, 1), ("{1,2;3}", .arrayConstant, 0),
    ("SUM(1" + String(repeating: ",1", count: 255) + ")", .argumentCount, 0),
    (String(repeating: "ABS(", count: 65) + "1" + String(repeating: ")", count: 65), .tooDeep, 256),
    ("\"" + String(repeating: "字", count: 256) + "\"", .longText, 0), ("1+(", .unexpectedEnd, 2),
    ("a,,(", .unexpected, 1), ("A1>", .unexpectedEnd, 2), ("{=SUM(A1)}", .unexpected, 1),
    (String(repeating: "1+", count: 4096) + "1", .tooLong, 0), ("[a", .unterminatedName, 0),
  ]

  @Test("what is none of Excel is refused with its place", arguments: refused.indices)
  func refuses(index: Int) {
    let (formula, code, place) = Self.refused[index]
    let error = #expect(throws: FormulaError.self) { try StoredFormula(formula) }
    #expect(error?.code == code, "\(formula)")
    #expect(error?.range.lowerBound == place, "\(formula)")
  }

  @Test(
    "what Excel takes is left as it is",
    arguments: [
      "A1", "-A1%", "1E+5", "(A1,C1:C3)", "SUM((A1,B2))", "A1:B2 B1:C3", "Jan:Mar!A1", "[1]Sheet1!A1*2",
      "'[2]a b'!A1", "[1]!Name", "#REF!", "S!#REF!", "{1,-2;\"a\",TRUE}", "IF(A1,,2)", "TRUE()", "1:3",
      "$A:$B",
      "_xlfn._xlws.SORT(_xlfn.ANCHORARRAY(A1))", "_xll.FUNC(1)", "SUM(T[[#This Row],[a]])", "A1:INDEX(B:B,3)",
      "\"a\"\"b\"", "-(1)", "PI()", "NOW( )", " SUM( A1 ) ", "总额*2", "SUM(A1:A2)\n+1",
    ])
  func takes(formula: String) throws {
    #expect(try StoredFormula(formula).text == formula)
  }

  @Test("a name may stand for several areas, a cell's formula may not")
  func areas() throws {
    #expect(try StoredFormula("S!$A$1,S!$C$1:$C$3", isName: true).sheets.count == 2)
    #expect(throws: FormulaError.self) { try StoredFormula("S!$A$1,S!$C$1:$C$3") }
  }

  @Test(
    "names of what is not there",
    arguments: [
      ("S!A1+A2", nil), ("s:T!A1", nil), ("X!A1", .noSheet), ("S:X!A1", .noSheet), ("My S!A1", nil),
      ("My Sheet!A1", .noSheet), ("[1]X!A1", nil), ("[2]X!A1", .noLink), ("[0]!N", nil), ("SUM(Tab[a])", nil),
      ("SUM(None[a])", .noTable), ("[@a]", .noTable), ("#REF!+S!#REF!", nil),
    ] as [(String, FormulaError.Code?)])
  func scope(formula: String, code: FormulaError.Code?) throws {
    let scope = FormulaScope(sheets: ["S", "T"], tables: ["tab"], links: 1)
    let stored = try StoredFormula(formula)
    do throws(FormulaError) {
      try scope.check(stored, needsTable: true)
      #expect(code == nil)
    } catch {
      #expect(error.code == code)
    }
  }
}
