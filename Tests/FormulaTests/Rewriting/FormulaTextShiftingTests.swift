import Formula
import TestSupport
import Testing

@Suite("A shared formula's followers")
struct FormulaTextShiftingTests {
  @Test(
    "Relative references move, everything else stays",
    arguments: [
      ("A1+B2", 1, 0, "A2+B3"),
      ("$A$1+$A1+A$1", 3, 2, "$A$1+$A4+C$1"),
      ("SUM(A$1:A9)*LOG10(B9)", 1, 0, "SUM(A$1:A10)*LOG10(B10)"),
      ("LOG10(A1)+ATAN2(B1,C1)", 1, 1, "LOG10(B2)+ATAN2(C2,D2)"),
      (#"IF(A1="A1","B2 ""C3""",B2)"#, 1, 0, #"IF(A2="A1","B2 ""C3""",B3)"#),
      ("'它''s'!A1+'A1'!B2", 2, 0, "'它''s'!A3+'A1'!B4"),
      ("Sheet1!A1:B2", 1, 1, "Sheet1!B2:C3"),
      ("Jan:Mar!A1", 1, 0, "Jan:Mar!A2"),
      ("[1]Sheet!A1+[1]!Name", 1, 0, "[1]Sheet!A2+[1]!Name"),
      ("'[1]My Sheet'!A1", 0, 1, "'[1]My Sheet'!B1"),
      ("SUM(A:A)+SUM($B:B)+SUM(2:3)+SUM($2:3)", 1, 1, "SUM(B:B)+SUM($B:C)+SUM(3:4)+SUM($2:4)"),
      ("台账[金额]*台账[[#This Row],[A1]]+[@B2]", 1, 1, "台账[金额]*台账[[#This Row],[A1]]+[@B2]"),
      ("税率A1+A1B+Name1234567+_A1+A1.x", 1, 0, "税率A1+A1B+Name1234567+_A1+A1.x"),
      ("XFD1", 0, 1, "#REF!"),
      ("A1", -1, 0, "#REF!"),
      ("A1:A1048576", 1, 0, "#REF!"),
      ("Sheet1!A1", -1, 0, "Sheet1!#REF!"),
      ("XFE1+A1048577", 1, 0, "XFE1+A1048577"),
      ("1E5+1.5E-3+A1%", 1, 0, "1E5+1.5E-3+A2%"),
      ("#REF!+#REF!A1+#N/A+A1#", 1, 0, "#REF!+#REF!A1+#N/A+A2#"),
      ("A$5:A6", -3, 0, "A3:A$5"),
      ("$C1:D1", 0, -2, "B1:$C1"),
      ("{1,2;3,4}+A1", 1, 0, "{1,2;3,4}+A2"),
      ("A1:INDEX(B:B,3)", 1, 0, "A2:INDEX(B:B,3)"),
      ("A1 B1,C1", 1, 0, "A2 B2,C2"),
      ("Sheet1!A1:Sheet1!B2", 1, 0, "Sheet1!A2:Sheet1!B3"),
      ("TRUE+a1", 1, 0, "TRUE+A2"),
    ])
  func shifts(formula: String, rows: Int, columns: Int, expected: String) {
    #expect(FormulaText(formula).shifted(rows: rows, columns: columns) == expected)
  }

  @Test(
    "Broken text comes back as it was",
    arguments: ["\"A1", "'A1", "Sheet!", "[A1", "T[A1", "A1$", "$", "((((", "\u{0}A$", "'A1'B", "é!"])
  func survives(formula: String) {
    #expect(FormulaText(formula).shifted(rows: 0, columns: 0) == formula)
    _ = FormulaText(formula).shifted(rows: Int.max, columns: Int.min)
  }

  @Test("References move as openpyxl moves them")
  func agreesWithOpenpyxl() {
    let lines = FormulaCases.lines(of: "shifts")
    #expect(lines.count > 600)
    for line in lines {
      let rows = Int(line[1]) ?? 0
      let columns = Int(line[2]) ?? 0
      #expect(FormulaText(line[0]).shifted(rows: rows, columns: columns) == line[3], "\(line[0])")
    }
  }

  @Test("Moving twice is moving once by the sum, and moving back gives the formula again")
  func composes() {
    var random = SeededGenerator(seed: 20_260_524)
    for line in FormulaCases.lines(of: "shifts") {
      let rows = Int.random(in: 0...40, using: &random)
      let columns = Int.random(in: 0...9, using: &random)
      let once = FormulaText(line[0]).shifted(rows: rows + 3, columns: columns + 2)
      let twice = FormulaText(FormulaText(line[0]).shifted(rows: rows, columns: columns))
        .shifted(rows: 3, columns: 2)
      #expect(once == twice)
      #expect(FormulaText(once).shifted(rows: -rows - 3, columns: -columns - 2) == line[0])
    }
  }

  @Test("No text makes the splitter fail, and every byte is kept when nothing moves")
  func fuzz() {
    var random = SeededGenerator(seed: 20_260_521)
    let pieces = [
      "A1", "$B$2", ":", "!", "'", "\"", "[", "]", "(", ")", "LOG10", "Sheet", "1", "1.5", "#REF!", "#", "$",
      "A", "XFD1048576", "名", ",", " ", "{", "}", ";", "@", "-", "^", "'a''b'!", "[1]", "\u{FFFD}",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }.joined()
      let formula = FormulaText(text)
      var copy: [UInt8] = []
      formula.appendShifted(rows: 0, columns: 0, to: &copy)
      // Corners in the wrong order are put right, nothing else changes.
      #expect(copy.count == text.utf8.count)
      _ = formula.shifted(rows: 7, columns: -3)
      _ = formula.adjusted(for: .edit(GridEdit(.delete, .rows, at: 0, count: 3), sheet: "Sheet"), on: "Sheet")
      _ = formula.adjusted(for: .remove(sheet: "a'b", order: ["Sheet", "a'b"]), on: nil)
      _ = formula.adjusted(for: .rename(sheet: "Sheet", to: "新 表"), on: nil)
    }
  }
}
