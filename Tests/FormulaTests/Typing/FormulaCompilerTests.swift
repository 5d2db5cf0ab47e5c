import Diagnostics
import Formula
import SpreadsheetModel
import Testing

@Suite("A criterion's formula, typed against its ledger")
struct FormulaCompilerTests {
  static let fees: [FormulaSchema.Field] = [
    .init("姓名", .text), .init("实缴", .number, aliases: ["paid"]), .init("应交", .number),
    .init("入党日期", .date), .init("转正日期", .date), .init("减免", .boolean),
  ]
  static let schema = FormulaSchema(
    fields: fees, inputs: [.init("审核日", .date), .init("年度", .number)],
    tables: [
      .init("党费台账", fields: fees),
      .init("党员名册", fields: [.init("姓名", .text), .init("身份", .text), .init("入党日期", .date)]),
    ], ownTable: 0)

  static let record: [CellValue] = [
    "张三", .number(29.99), .number(30), .number(45_000), .number(45_400), .boolean(false),
  ]
  static let inputs = FormulaInputs(
    record: record, inputs: [.number(46_000), .number(2025)],
    tables: [
      [
        FormulaArray(column: ["张三", "李四"]), FormulaArray(column: [.number(29.99), .number(50)]),
        FormulaArray(column: [.number(30), .number(50)]), FormulaArray(column: [.number(45_000), .empty]),
        FormulaArray(column: [.number(45_400), .empty]), FormulaArray(column: [.boolean(false), .empty]),
      ],
      [
        FormulaArray(column: ["张三", "李四", "王五"]), FormulaArray(column: ["在职", "退休", "在职"]),
        FormulaArray(column: [.number(45_000), .number(40_000), .empty]),
      ],
    ])

  @Test(
    "Fields, inputs and columns are found",
    arguments: [
      ("=[@实缴]>=[@应交]", .boolean(false)),
      ("=ROUND([@paid],0)=[@应交]", .boolean(true)),
      ("=[@转正日期]-[@入党日期]", .number(400)),
      ("=DATEDIF([@入党日期],审核日,\"Y\")", .number(2)),
      ("=EDATE([@入党日期],12)<=[@转正日期]", .boolean(true)),
      ("=COUNTIFS(党员名册[身份],\"在职\")", .number(2)),
      ("=COUNTIF(党员名册[姓名],[@姓名])=1", .boolean(true)),
      ("=INDEX(党员名册[身份],MATCH([@姓名],党员名册[姓名],0))", "在职"),
      ("=SUM([实缴])+SUM(党费台账[应交])", .number(159.99)),
      ("=SUMPRODUCT((党员名册[身份]=\"在职\")*(党员名册[入党日期]>DATE(2020,1,1)))", .number(1)),
      ("=IF(ISBLANK([@姓名]),\"空\",[@姓名]&\"同志\")", "张三同志"),
      ("=AND(NOT([@减免]),[@实缴]<[@应交])", .boolean(true)),
      ("=TEXT([@实缴],\"General\")&\"元\"", "29.99元"),
      ("=MAX(党员名册[入党日期])>审核日", .boolean(false)),
      ("=COUNTIFS([实缴],\">=\"&30)", .number(1)),
    ] as [(String, CellValue)])
  func evaluates(formula: String, expected: CellValue) throws {
    let compiled = try FormulaExpression(formula).compiled(for: Self.schema)
    #expect(compiled.value(with: Self.inputs) == expected)
  }

  @Test(
    "A mismatch is told with its place",
    arguments: [
      ("=[@姓名]>5", .comparison, "[@姓名]>5"),
      ("=[@入党日期]+[@转正日期]", .dateArithmetic, "[@入党日期]+[@转正日期]"),
      ("=1+[@姓名]*2", .type, "[@姓名]"),
      ("=ROUND([@姓名],2)", .type, "[@姓名]"),
      ("=YEAR([@实缴])", .type, "[@实缴]"),
      ("=\"入党:\"&[@入党日期]", .dateText, "[@入党日期]"),
      ("=[@实交]>1", .unknownField, "[@实交]"),
      ("=AND(实缴>1,TRUE)", .unknownName, "实缴"),
      ("=审核期", .unknownName, "审核期"),
      ("=SUM(党员名单[姓名])", .unknownTable, "党员名单[姓名]"),
      ("=SUM(党员名册[金额])", .unknownField, "党员名册[金额]"),
      ("=党费台账[实缴]", .column, "党费台账[实缴]"),
      ("=COUNTIF([@姓名],\"张三\")", .notColumn, "[@姓名]"),
      ("=A1+1", .forbiddenReference, "A1"),
      ("=INDIRECT(\"A1\")", .forbiddenFunction, "INDIRECT"),
      ("=1+NOW()", .forbiddenFunction, "NOW"),
      ("=RUOND(1,2)", .unknownFunction, "RUOND"),
      ("=ROUND(1)", .argumentCount, "ROUND(1)"),
      ("=COUNTIFS([实缴],1,[应交])", .argumentCount, "COUNTIFS([实缴],1,[应交])"),
      ("=IF([@实缴],1,2)", .type, "[@实缴]"),
      ("=党员名册[[#All],[姓名]]", .structuredReference, "党员名册[[#All],[姓名]]"),
    ] as [(String, FormulaError.Code, String)])
  func refuses(formula: String, code: FormulaError.Code, place: String) throws {
    let expression = try FormulaExpression(formula)
    let error = #expect(throws: FormulaError.self) { try expression.compiled(for: Self.schema) }
    #expect(error?.code == code)
    #expect(error.map { String(decoding: Array(formula.utf8)[$0.range], as: UTF8.self) } == place)
    #expect(error?.message(.zh).contains("{") == false)
    #expect(error?.message(.en).contains("{") == false)
  }

  @Test("What was probably meant is suggested")
  func suggestions() throws {
    func message(_ formula: String) throws -> String? {
      let expression = try FormulaExpression(formula)
      return #expect(throws: FormulaError.self) { try expression.compiled(for: Self.schema) }?.message(.zh)
    }
    #expect(try message("=[@实交]>1") == "表里没有字段“实交”，您是否指“实缴”")
    #expect(try message("=实缴>1") == "不认识名称“实缴”，您是否指“[@实缴]”")
    #expect(try message("=RUOND(1,2)") == "没有函数 RUOND，您是否指“ROUND”")
    #expect(try message("=[@姓名]>5") == "文字与数字不能比较")
  }

  @Test("The result must be of the type expected")
  func expectation() throws {
    let expression = try FormulaExpression("=[@实缴]+1")
    #expect(try expression.compiled(for: Self.schema, expecting: .number).type == .number)
    let error = #expect(throws: FormulaError.self) {
      try expression.compiled(for: Self.schema, expecting: .boolean)
    }
    #expect(error?.message(.zh) == "此处应为真假值，现为数字")
  }

  @Test("Fields that only ISBLANK looks at are not required")
  func requiredFields() throws {
    let schema = FormulaSchema(fields: Self.fees, tables: [.init("名册", fields: Self.fees)])
    let formula = try FormulaExpression("=IF(ISBLANK([@转正日期]),TRUE,[@实缴]>SUM(名册[应交]))")
      .compiled(for: schema, expecting: .boolean)
    #expect(formula.fields == [1, 4])
    #expect(formula.requiredFields == [1])
    #expect(formula.columns.map(\.table) == [0])
    #expect(formula.columns.map(\.column) == [2])
  }

  @Test("TODAY is the day the inputs name")
  func today() throws {
    let formula = try FormulaExpression("=TODAY()-[@入党日期]").compiled(for: Self.schema)
    var inputs = Self.inputs
    #expect(formula.value(with: inputs) == .error(.notAvailable))
    inputs.today = CivilDate(year: 2026, month: 11, day: 21)
    #expect(formula.value(with: inputs) == .number(1347))
  }
}
