import Testing

@testable import XLSX

@Suite("Functions newer than the file format")
struct FutureFunctionTests {
  @Test(
    "get their prefixes",
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
    #expect(FutureFunctions.prefixed(formula) == stored)
    #expect(FutureFunctions.prefixed(stored) == stored)
  }

  @Test(
    "formulas of a table name its rows",
    arguments: [
      ("[@单价]*[@数量]", "表1[[#This Row],[单价]]*表1[[#This Row],[数量]]"),
      ("[@[单 价]]+1", "表1[[#This Row],[单 价]]+1"), ("\"[@x]\"", "\"[@x]\""), ("SUM([金额])", "SUM([金额])"),
    ])
  func tables(formula: String, stored: String) {
    #expect(TableFormula.stored(formula, table: "表1") == stored)
  }

  @Test(
    "sheet names are quoted where they must be",
    arguments: [
      ("汇总", "汇总"), ("汇 总", "'汇 总'"), ("A1", "'A1'"), ("R1C1", "'R1C1'"), ("it's", "'it''s'"),
      ("2025", "'2025'"),
      ("Sheet1", "Sheet1"), ("a-b", "'a-b'"), ("党员（正式）", "'党员（正式）'"),
    ])
  func quoting(name: String, quoted: String) {
    #expect(SheetNaming.quoted(name) == quoted)
  }
}
