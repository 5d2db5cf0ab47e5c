import Testing

@testable import XLSX

@Suite("Formulas of tables and names of sheets as files have them")
struct FormulaSpellingTests {
  @Test(
    "formulas of a table name its rows",
    arguments: [
      ("[@单价]*[@数量]", "表1[[#This Row],[单价]]*表1[[#This Row],[数量]]"),
      ("[@[单 价]]+1", "表1[[#This Row],[单 价]]+1"), ("\"[@x]\"", "\"[@x]\""), ("SUM([金额])", "SUM(表1[金额])"),
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
