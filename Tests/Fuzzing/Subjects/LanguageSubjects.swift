import Formula
import SpreadsheetModel

extension FuzzSubject {
  /// A formula: parsed, printed, typed, evaluated, shifted and moved.
  static let formula = FuzzSubject(
    name: "formula", structure: .tokens, maximumLength: 600,
    words: [
      "SUM(", "IF(", "VLOOKUP(", "SUMIFS(", "TEXT(", "DATE(", "OFFSET(", "INDEX(", "REPT(", "SUBSTITUTE(",
      "MID(", "ROUND(",
      "{1,2;3,4}", "'甲'!", "[@实缴]", "党费[实缴]", "$A$1", "A1:C3", "1:1048576", "A:XFD", "#REF!", "#N/A", "\"x\"",
      "%", "^", "&",
      "<>", ">=", "（", "，", "）", "1E308", "WORKDAY(", "NETWORKDAYS(", "DATEDIF(", "LET(", "TRUE", "EOMONTH(",
      "COUNTIF(", "\"*?~\"",
    ],
    seeds: {
      ([
        "=SUM(A1:C3)*2%", "IF(AND(A1>0,B1<>\"\"),VLOOKUP(A1,$A$1:$C$3,2,FALSE),\"无\")",
        "=[@实缴]>=ROUND([@应交]*0.005,2)", "SUMIFS(党费[实缴],党费[姓名],[@姓名])",
        "-2^2+{1,2;3,4}&TEXT(43831,\"yyyy-mm-dd\")",
        "=WORKDAY(DATE(2020,1,31),5)+DATEDIF(A1,A2,\"ym\")",
      ] + SeedFiles.formulas()).map { Array($0.utf8) }
    },
    feed: { bytes throws(FuzzComplaint) in
      let text = String(decoding: bytes, as: UTF8.self)
      let source = FormulaText(text)
      _ = source.shifted(rows: -3, columns: 1_048_577)
      for change in changes { _ = source.adjusted(for: change, on: "甲") }
      guard let formula = try? FormulaExpression(text) else { return }
      let printed = formula.printed
      if printed.utf16.count <= FormulaExpression.maximumLength {
        let again = try? FormulaExpression(printed)
        try promise(again?.printed == printed, "\(printed) is printed \(again?.printed ?? "as no formula")")
      }
      let inputs = FormulaInputs(
        workbook: grid, cell: CellReference(row: 1, column: 1),
        today: CivilDate(year: 2025, month: 1, day: 31))
      let value = formula.compiledForCells().value(with: inputs)
      if case .number(let number) = value { try promise(number.isFinite, "\(number)") }
      if let compiled = try? formula.compiled(for: schema) {
        let column = FormulaArray([[.number(1)], [.text("甲")], [.empty]])
        _ = compiled.array(
          with: FormulaInputs(
            record: [.number(15), .text("甲"), .number(45000)], inputs: [.number(0.02)],
            tables: [[column, column]], today: CivilDate(year: 2024, month: 2, day: 29)))
      }
    })

  private static let changes: [SheetChange] = [
    .edit(GridEdit(.insert, .rows, at: 1, count: 1_048_570), sheet: "甲"),
    .edit(GridEdit(.delete, .columns, at: 0, count: 2), sheet: "甲"),
    .rename(sheet: "甲", to: "it's"), .remove(sheet: "乙", order: ["甲", "乙", "丙"]),
  ]

  private static let grid = Workbook(sheets: [
    Sheet(name: "甲", values: [[1, "x", 3.5], [43831, true, "12"], ["党员", nil, -1]]),
    Sheet(name: "乙", values: [[2]]),
  ])

  private static let schema = FormulaSchema(
    fields: [.init("实缴", .number, aliases: ["应交"]), .init("姓名", .text), .init("日期", .date)],
    inputs: [.init("rate", .number)],
    tables: [.init("党费", fields: [.init("实缴", .number), .init("姓名", .text)])])

  /// A number format, and numbers shown under it.
  static let numberFormat = FuzzSubject(
    name: "format", structure: .tokens, maximumLength: 200,
    words: [
      "0.00", "#,##0", "?/?", "# ??/16", "0.00E+00", "##0.0E+0", "yyyy", "[h]:mm:ss.000", "AM/PM", "上午/下午",
      "[DBNum1]", "[DBNum2]",
      "[$-804]", "[$¥-804]", "[Red]", "[>=100]", "@", "_(", "*-", "\\", "\"年\"", ";", "General", "G/通用格式",
      "aaaa", "e", "b", "%", ",,",
    ],
    seeds: {
      [
        "yyyy\"年\"m\"月\"d\"日\"", "#,##0.00_);[Red](#,##0.00)", "[DBNum2][$-804]General", "[h]:mm:ss.00",
        "# ?/?", "0.0E+0",
        "[>=1000]0,\"千\";[<0]-0;@", "[$-804]aaaa AM/PM h:mm",
      ].map { Array($0.utf8) }
    },
    feed: { bytes throws(FuzzComplaint) in
      let format = NumberFormat(code: String(decoding: bytes, as: UTF8.self))
      for value in numbers {
        for system in [DateSystem.base1900, .base1904] {
          _ = format.displayedText(of: .number(value), dateSystem: system)
        }
      }
      _ = format.displayedText(of: .text("文"), dateSystem: .base1900)
    })

  private static let numbers: [Double] = [
    0, -0.0, 1, -1, 0.5, 60, 61, 43831.75, 2958465.999999, 2958466, 1e15, 123456789012345680, 1e308, -1e308,
    .leastNonzeroMagnitude, .infinity, -.infinity, .nan, 0.1 + 0.2, 999.995, 9.2233720368547758e18, -9.3e18,
  ]
}
