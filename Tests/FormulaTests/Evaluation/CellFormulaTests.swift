import Formula
import SpreadsheetModel
import Testing

@Suite("Formulas of cells")
struct CellFormulaTests {
  private func value(_ formula: String, _ workbook: Workbook, sheet: Int = 0) throws -> CellValue {
    try FormulaExpression(formula).compiledForCells().value(
      with: FormulaInputs(workbook: workbook, sheet: sheet))
  }

  @Test("References reach other sheets, and through several")
  func sheets() throws {
    let workbook = Workbook(sheets: [
      Sheet(name: "一月", values: [[1, 2]]), Sheet(name: "二月", values: [[10, 20]]),
      Sheet(name: "三月", values: [[100, 200]]),
    ])
    #expect(try value("=二月!B1", workbook) == 20)
    #expect(try value("=SUM(一月:三月!A1)", workbook) == 111)
    #expect(try value("=COUNTA(三月:二月!A1:B1)", workbook) == 4)
    #expect(try value("=四月!A1", workbook) == .error(.reference))
    #expect(try value("=[1]一月!A1", workbook) == .error(.reference))
    #expect(try value("=A1", workbook, sheet: 2) == 100)
  }

  @Test("SUBTOTAL leaves out other subtotals, and hidden rows from 101 on")
  func subtotal() throws {
    let rows = [
      Row(index: 0, cells: [Cell(column: 0, value: 1)]),
      Row(index: 1, isHidden: true, cells: [Cell(column: 0, value: 2)]),
      Row(index: 2, cells: [Cell(column: 0, value: 3, formula: "SUBTOTAL(9,A1:A2)")]),
      Row(index: 3, cells: [Cell(column: 0, value: 4)]),
    ]
    let workbook = Workbook(sheets: [Sheet(name: "S", rows: rows)])
    #expect(try value("=SUBTOTAL(9,A1:A4)", workbook) == 7)
    #expect(try value("=SUBTOTAL(109,A1:A4)", workbook) == 5)
    #expect(try value("=SUBTOTAL(3,A:A)", workbook) == 3)
  }

  @Test("A sheet of two far corners costs nothing to add up")
  func farCorners() throws {
    let rows = [
      Row(index: 0, cells: [Cell(column: 0, value: 1)]),
      Row(index: 1_048_575, cells: [Cell(column: 16_383, value: 2)]),
    ]
    let workbook = Workbook(sheets: [Sheet(name: "S", rows: rows)])
    #expect(try value("=SUM(A:A)", workbook) == 1)
    #expect(try value("=COUNTBLANK(A:A)", workbook) == 1_048_575)
    #expect(try value("=COUNTIF(A:A,\"\")", workbook) == 1_048_575)
    #expect(try value("=SUMPRODUCT((A:A=1)*1)", workbook) == 1)
    #expect(try value("=ROWS(A:XFD)*COLUMNS(A:XFD)", workbook) == .number(1_048_576 * 16_384))
    // All of the sheet at once is past what is worth holding, and an error.
    #expect(try value("=SUM(A:XFD)", workbook) == .error(.number))
  }

  @Test("Unknown names and functions are #NAME?, as in Excel")
  func names() throws {
    let workbook = Workbook(sheets: [Sheet(name: "S", values: [[1]])])
    #expect(try value("=税率*A1", workbook) == .error(.name))
    #expect(try value("=FOO(A1)", workbook) == .error(.name))
    #expect(try value("=[1]!FOO(A1)", workbook) == .error(.name))
    #expect(try value("=IFERROR(FOO(A1),0)", workbook) == 0)
  }

  @Test(
    "Days around Excel's 29 February 1900",
    arguments: [
      ("=DATE(1900,2,29)", 60), ("=DATE(1900,3,1)", 61), ("=DATE(1900,1,1)", 1), ("=DAY(60)", 29),
      ("=MONTH(60)", 2), ("=DAY(0)", 0), ("=DATE(1900,1,60)", 60), ("=EDATE(0,1)", 31), ("=EDATE(31,1)", 60),
      ("=WEEKDAY(1)", 1), ("=WEEKDAY(60)", 4), ("=DATE(0,1,1)", 1), ("=DATE(124,1,1)", 45_292),
    ] as [(String, Double)])
  func leapBug(formula: String, expected: Double) throws {
    #expect(
      try FormulaExpression(formula).compiledForCells().value(with: FormulaInputs()) == .number(expected))
  }
}
