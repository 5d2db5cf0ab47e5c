import Formula
import Testing

@Suite("Formulas after a change to the sheets")
struct FormulaTextChangesTests {
  @Test(
    "Rows inserted and deleted",
    arguments: [
      (GridEdit.Action.insert, 4, 2, "A4+A5+A$6", "A4+A7+A$8"),
      (.insert, 4, 2, "SUM(A1:A5)+SUM(A5:A9)", "SUM(A1:A7)+SUM(A7:A11)"),
      (.insert, 4, 2, "SUM(A:A)+SUM(5:6)", "SUM(A:A)+SUM(7:8)"),
      (.insert, 4, 2, "Other!A9+'台账'!A9+台账!$A$9", "Other!A9+'台账'!A11+台账!$A$11"),
      (.insert, 4, 2, "[1]台账!A9+Jan:Mar!A9+LOG10(A9)", "[1]台账!A9+Jan:Mar!A9+LOG10(A11)"),
      (.insert, 0, 1, "A1048576+SUM(A1:A1048576)", "#REF!+SUM(A1:A1048576)"),
      (.insert, 0, 1, "SUM(A2:A1048576)", "SUM(A3:A1048576)"),
      (.delete, 4, 2, "A4+A5+A6+A7", "A4+#REF!+#REF!+A5"),
      (
        .delete, 4, 2, "SUM(A1:A5)+SUM(A6:A9)+SUM(A5:A6)+SUM(A1:A9)",
        "SUM(A1:A4)+SUM(A5:A7)+SUM(#REF!)+SUM(A1:A7)"
      ),
      (.delete, 4, 2, "台账!A5", "台账!#REF!"),
      (.delete, 0, 1_048_576, "A1+5:6", "#REF!+#REF!"),
    ] as [(GridEdit.Action, Int, Int, String, String)])
  func rows(action: GridEdit.Action, at: Int, count: Int, formula: String, expected: String) {
    let change = SheetChange.edit(GridEdit(action, .rows, at: at, count: count), sheet: "台账")
    #expect(FormulaText(formula).adjusted(for: change, on: "台账") == expected)
  }

  @Test("Columns inserted and deleted")
  func columns() {
    let insert = SheetChange.edit(GridEdit(.insert, .columns, at: 1, count: 1), sheet: "S")
    #expect(FormulaText("A1+B1+SUM(A:C)+2:2").adjusted(for: insert, on: "s") == "A1+C1+SUM(A:D)+2:2")
    let delete = SheetChange.edit(GridEdit(.delete, .columns, at: 1, count: 2), sheet: "S")
    #expect(FormulaText("A1+B1+SUM(A:C)+D1").adjusted(for: delete, on: "S") == "A1+#REF!+SUM(A:A)+B1")
  }

  @Test("Rows and columns inserted and deleted, as LibreOffice does it")
  func asElsewhere() {
    let cases = FormulaCases.lines(of: "edits")
    #expect(cases.count > 900)
    for line in cases {
      let edit = GridEdit(
        line[2] == "insert" ? .insert : .delete, line[1] == "rows" ? .rows : .columns, at: Int(line[3]) ?? -1,
        count: Int(line[4]) ?? -1)
      let ours = FormulaText(line[0]).adjusted(for: .edit(edit, sheet: "S"), on: "S") ?? line[0]
      // Excel keeps the sheet before what is lost.
      #expect(ours.replacing("S!#REF!", with: "#REF!") == line[5], "\(line)")
    }
  }

  @Test("Columns of tables that go take structured references along")
  func tableColumns() {
    func after(_ formula: String, isInside: Bool = false) -> String? {
      FormulaText(formula).losing(["基数", "备 注"], of: "名单", isInside: isInside)
    }
    #expect(after("SUM(名单[基数])+名单[姓名]") == "SUM(#REF!)+名单[姓名]")
    #expect(after("名单[[#This Row],[基数]]*名单[[姓名]:[备 注]]") == "#REF!*#REF!")
    #expect(after("别的[基数]+\"名单[基数]\"+名单[#All]") == nil)
    #expect(after("[@基数]*2") == nil && after("[@基数]*2", isInside: true) == "#REF!*2")
  }

  @Test("Inserting and deleting the same rows, and renaming there and back, gives the formula again")
  func thereAndBack() {
    for line in FormulaCases.lines(of: "shifts") {
      let formula = FormulaText(line[3])
      for axis in [GridEdit.Axis.rows, .columns] {
        let inserted = formula.adjusted(
          for: .edit(GridEdit(.insert, axis, at: 2, count: 5), sheet: "S"), on: "S")
        let back = FormulaText(inserted ?? line[3]).adjusted(
          for: .edit(GridEdit(.delete, axis, at: 2, count: 5), sheet: "S"), on: "S")
        #expect(back ?? inserted ?? line[3] == line[3])
      }
      let renamed = formula.adjusted(for: .rename(sheet: "参数", to: "参 数"), on: nil)
      let back = renamed.map { FormulaText($0).adjusted(for: .rename(sheet: "参 数", to: "参数"), on: nil) }
      #expect(back ?? line[3] == line[3])
    }
  }

  @Test("What does not change is told")
  func unchanged() {
    let change = SheetChange.edit(GridEdit(.insert, .rows, at: 9, count: 1), sheet: "S")
    #expect(FormulaText("A1+T!A20+Name").adjusted(for: change, on: "S") == nil)
    #expect(FormulaText("A20").adjusted(for: change, on: "T") == nil)
    #expect(FormulaText("A20").adjusted(for: change, on: nil) == nil)
  }

  @Test(
    "A renamed sheet",
    arguments: [
      ("Sheet1!A1+sheet1!B2", "台账", "台账!A1+台账!B2"),
      ("Sheet1!A1", "新 表", "'新 表'!A1"),
      ("Sheet1!A1", "A1", "'A1'!A1"),
      ("Sheet1!A1", "it's", "'it''s'!A1"),
      ("Sheet1!A1", "2025", "'2025'!A1"),
      ("Sheet1!A1", "台账(一)", "'台账(一)'!A1"),
      ("Sheet1:Sheet3!A1", "一 月", "'一 月:Sheet3'!A1"),
      ("'Sheet1'!Name+[1]Sheet1!A1", "T", "T!Name+[1]Sheet1!A1"),
      (#"INDIRECT("Sheet1!A1")+Sheet1!A1"#, "T", #"INDIRECT("Sheet1!A1")+T!A1"#),
    ])
  func rename(formula: String, name: String, expected: String) {
    let change = SheetChange.rename(sheet: "Sheet1", to: name)
    #expect(FormulaText(formula).adjusted(for: change, on: nil) == expected)
  }

  @Test(
    "A sheet taken out",
    arguments: [
      ("B!A1+C!A1", "#REF!+C!A1"),
      ("SUM(B!A1:A9)+B!Name", "SUM(#REF!)+#REF!"),
      ("SUM(A:B!A1)", "SUM(A!A1)"),
      ("SUM(B:D!A1)", "SUM('C:D'!A1)"),
      ("SUM(A:D!A1)+B!A1", "SUM(A:D!A1)+#REF!"),
      ("[1]B!A1+'B'!A1", "[1]B!A1+#REF!"),
    ])
  func remove(formula: String, expected: String) {
    let change = SheetChange.remove(sheet: "B", order: ["A", "B", "C", "D"])
    #expect(FormulaText(formula).adjusted(for: change, on: nil) == expected)
  }

  @Test("References through several sheets are told")
  func spans() {
    let order = ["A", "B", "C", "D"]
    #expect(FormulaText("SUM(A:C!A1)").spansSheets(including: "b", order: order))
    #expect(!FormulaText("SUM(A:C!A1)").spansSheets(including: "D", order: order))
    #expect(!FormulaText("SUM(A:C)").spansSheets(including: "B", order: order))
    #expect(FormulaText("T!A1").refers(toSheet: "t", on: "S"))
    #expect(FormulaText("A1").refers(toSheet: "S", on: "S"))
    #expect(!FormulaText("[1]T!A1").refers(toSheet: "T", on: "S"))
  }
}
