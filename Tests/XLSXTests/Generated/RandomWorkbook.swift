import SpreadsheetModel
import TestSupport

@testable import XLSX

/// A workbook with a bit of everything that the writer writes, at random.
struct RandomWorkbook {
  private var random: SeededGenerator
  let seed: UInt64

  init(seed: UInt64) {
    self.seed = seed
    random = SeededGenerator(seed: seed)
  }

  static func make(seed: UInt64) -> XLSXWriter {
    var made = RandomWorkbook(seed: seed)
    return made.workbook()
  }

  private mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }
  private mutating func happens(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
  private mutating func one<Item>(of items: [Item]) -> Item { items[number(0...items.count - 1)] }

  private static let first = CellReference(row: 0, column: 0)

  static let texts = [
    "张三", " 前后 ", "第一行\n第二行", "制表\t符", "<a & \"b\">", "_x0041_", "_x005F_x0041_", "=1+1", "'007", "😀é",
    "\u{1}控制", "回车\r\n换行", "]]>", String(repeating: "长", count: 300), "TRUE", "#N/A", "1e5",
  ]

  mutating func workbook() -> XLSXWriter {
    var book = XLSXWriter(dateSystem: happens(0.1) ? .base1904 : .base1900)
    let names = ["数据", "O'Brien & 表", "第 3 张"].prefix(number(1...3))
    for (place, name) in names.enumerated() {
      book.sheet(name) { sheet in fill(&sheet, of: Array(names), place: place) }
    }
    if happens(0.5) { book.define("比例_\(seed % 7)", as: "0.\(seed % 9 + 1)") }
    if happens(0.5) { book.define("区域", as: "数据!$A$1:$C$9") }
    if happens(0.3) { book.define("本表", as: "数据!$B$2", onlyOn: "数据") }
    return book
  }

  private mutating func color() -> Color {
    switch number(0...2) {
    case 0: .theme(number(0...9), tint: Double(number(-9...9)) / 10)
    case 1: .indexed(number(0...63))
    default: .rgb(UInt32(number(0...0xFFFFFF)))
    }
  }

  private mutating func line() -> Border.Line? {
    happens(0.5) ? Border.Line(style: one(of: Border.Line.Style.allCases), color: color()) : nil
  }

  private mutating func look() -> CellStyle {
    var look = CellStyle()
    if happens(0.5) {
      look.font = Font(
        name: one(of: ["宋体", "Arial & Co", "楷体"]), size: Double(number(8...60)) / 2, isBold: happens(0.3),
        isItalic: happens(0.3), color: color())
    }
    if happens(0.4) {
      look.fill = Fill(
        pattern: one(of: Fill.Pattern.allCases), foreground: color(), background: happens(0.5) ? color() : nil
      )
    }
    if happens(0.4) { look.border = Border(left: line(), right: line(), top: line(), bottom: line()) }
    if happens(0.4) {
      look.alignment = Alignment(
        horizontal: one(of: [.left, .center, .right, .justify, .distributed]),
        vertical: one(of: [.top, .center, .bottom]), wrapsText: happens(0.5), indent: number(0...3))
    }
    if happens(0.4) {
      look.numberFormat = NumberFormat(
        code: one(of: ["0.00", "#,##0;[Red]-#,##0", "yyyy-mm-dd", "0.0%", "@", "0\"人\"", "[h]:mm"]))
    }
    if happens(0.1) { look.isLocked = happens(0.5) }
    return look
  }

  private mutating func content() -> CellContent {
    switch number(0...9) {
    case 0...2: return .text(one(of: Self.texts))
    case 3, 4: return .number(one(of: [0, -1.5, 1e15, 1e-9, 0.1 + 0.2, 1.7e308, Double(number(-999...999))]))
    case 5:
      let day = CivilDate(year: number(1950...2100), month: number(1...12), day: number(1...28))
      return day.map { .date($0) } ?? .empty
    case 6: return .boolean(happens(0.5))
    case 7: return .error(one(of: [.notAvailable, .divisionByZero, .value]))
    case 8:
      return .rich([
        TextRun(one(of: Self.texts)), TextRun("字", font: Font(name: "黑体", size: 12, color: color())),
      ])
    default:
      return .formula(
        one(of: ["SUM(A1:B3)", "IF(A1>1,\"a&b\",\"<\")", "1/0", "XLOOKUP(1,A1:A3,B1:B3)"]), result: 3)
    }
  }

  private mutating func cell() -> CellReference { CellReference(row: number(0...30), column: number(0...9)) }
  private mutating func area() -> CellRange { CellRange(cell(), cell()) }

  private mutating func validation() -> CellValidation {
    let rule: CellValidation.Rule =
      switch number(0...4) {
      case 0: .list(["男", "女"])
      case 1: .list((1...70).map { "第\($0)党支部" })
      case 2: .whole(.between("1", "9"))
      case 3: .custom("COUNTIF(A:A,A1)<2")
      default: .date(.greater("TODAY()"))
      }
    return CellValidation(
      rule, allowsBlank: happens(0.5),
      prompt: happens(0.4) ? .init(title: "提示", text: "a <b> \"c\"\nd") : nil)
  }

  private mutating func rule() -> ConditionalFormat.Rule {
    switch number(0...8) {
    case 0: .aboveAverage(look())
    case 1: .contains(one(of: ["\"q", "<x>&", "预备"]), look())
    case 2: .duplicates(look())
    case 3: .formula("MOD(ROW(),2)=0", look())
    case 4: .highest(number(1...50), isPercentage: happens(0.5), look())
    case 5: .value(.between("1", "10"), look())
    case 6: .colorScale(.init([.init(.lowest, color()), .init(.highest, color())]))
    case 7: .dataBar(.init(color: color(), isGradient: happens(0.5)))
    default: .iconSet(.init(one(of: [.threeArrows, .fiveRatings, .threeTrafficLights])))
    }
  }

  private mutating func fill(_ sheet: inout SheetWriter, of names: [String], place: Int) {
    for _ in 0..<number(5...60) { sheet.set(cell(), content(), style: happens(0.5) ? look() : CellStyle()) }
    if happens(0.5) {
      let columns = (1...number(1...4)).map { index in
        WorksheetTable.Column(
          one(of: ["列", "a & b", "x\ny", "[b]#'"]) + "\(index)", total: happens(0.5) ? .sum : nil)
      }
      let table = WorksheetTable(name: "表_\(place)", columns: columns)
      sheet.table(
        table, at: CellReference(row: 40, column: 2),
        rows: (0..<number(1...5)).map { row in columns.indices.map { .number(Double(row * 3 + $0)) } })
      sheet.set(60, 0, .formula("COUNTA(表_\(place)[#Data])", result: 1))
    }
    if happens(0.5) { sheet.merge("A\(110 + place * 3):C\(111 + place * 3)") }
    for _ in 0..<number(0...3) { sheet.validate(area(), validation()) }
    for _ in 0..<number(0...4) { sheet.conditionalFormat(area(), rule()) }
    for _ in 0..<number(0...3) { sheet.note(cell(), one(of: Self.texts)) }
    for _ in 0..<number(0...2) {
      let links = [
        Hyperlink(address: "https://example.org/?a=1&b=\"2\""), Hyperlink(sheet: names[0], cell: Self.first),
      ]
      sheet.link(cell(), one(of: links))
    }
    if happens(0.4) {
      let values = SheetReference(
        sheet: names[0], range: CellRange(Self.first, CellReference(row: 5, column: 2)))
      sheet.chart(
        Chart(
          one(of: [.column, .line, .pie, .bar, .area]), tabulated: values,
          title: one(of: Array(Self.texts.prefix(10)))),
        at: CellReference(row: number(0...90), column: number(0...20)), width: 300, height: 200)
    }
    if happens(0.3) { sheet.image(Gallery.png, at: cell(), width: 40) }
    if happens(0.3) { sheet.freeze(below: number(0...3), rightOf: number(1...3)) }
    if happens(0.3) { sheet.filter(CellRange(Self.first, CellReference(row: 20, column: 5))) }
    if happens(0.3) { sheet.width(number(0...9), Double(number(1...80))) }
    if happens(0.3) { sheet.hide(row: number(0...30)) }
    if happens(0.3) { sheet.page.printArea = area() }
    if happens(0.3) { sheet.page.repeatedRows = 0...number(0...2) }
    if happens(0.2) { sheet.protect(SheetProtection(allowing: [.formatCells], password: "口令")) }
    if happens(0.3) { sheet.tabColor = color() }
    if place > 0, happens(0.2) { sheet.visibility = .hidden }
  }
}
