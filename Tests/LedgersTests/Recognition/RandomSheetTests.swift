import Foundation
import Ledgers
import SpreadsheetModel
import Testing

@Suite("Sheets of anything")
struct RandomSheetTests {
  /// Texts that recognition and normalisation look at closely, whole and in pieces.
  private static let pieces = [
    "姓名", "性别", "身份证号", "党支部", "时间", "1月", "12月", "合计", "小计", "同上", "〃", "填报单位：", "单位：万元", "2025年", "（", "）",
    "((", "/", "—",
    "2023.2.30", "99999999999999999999999999", "9.9e308", "-1", "〇", "十百千万亿亿亿亿", "廿卅", "点", "壹佰元伍", "%",
    "32/31", "5/", "/5", "￥", "，", "、、、",
    "\u{FEFF}", "\u{200B}", "\n", "\r\n", "\u{0}", "\u{10FFFF}", "e\u{301}", "👨‍👩‍👧‍👦", "Ã¤Â", "創(chuàng)", "(à)",
    "2023年13月45日", "0000.00.00", "20230230", ":",
    "：：：", "：", "a/b/c#1", "#", "谈话时间#2", "1.0E+400", "+86", "是", "√", "=1+1", "12月31日至", "至今", "2025Q5",
    "第三季度", "-----", "~", "至", "到",
  ]

  private static func text(_ random: inout SeededRandom) -> String {
    (0..<Int.random(in: 0...4, using: &random)).map { _ in random.pick(pieces, or: "") }.joined()
  }

  private static func cell(_ column: Int, _ random: inout SeededRandom, _ headers: [String]) -> Cell {
    let value: CellValue
    switch Int.random(in: 0..<12, using: &random) {
    case 0...3: value = .text(text(&random))
    case 4...6: value = .text(random.pick(headers, or: "姓名"))
    case 7:
      value = .number(
        random.pick(
          [
            0, -0.0, 1, 12, 2023.1, 45_000, 60_000.5, 20_230_506, 1e15, 1e300, -1e300, .infinity, -.infinity,
            .nan, .leastNonzeroMagnitude, 0.1 + 0.2, 2_958_466,
          ],
          or: 0))
    case 8: value = .number(Double.random(in: -1e6...1e6, using: &random))
    case 9: value = .boolean(random.chance(0.5))
    case 10: value = .error(.notAvailable)
    default: value = .empty
    }
    return Cell(
      column: column, value: value, formula: random.chance(0.05) ? "A1" : nil,
      format: Int.random(in: -1...4, using: &random),
      exactDigits: random.chance(0.05) ? random.pick(["370983198001011000", "1", "", "x"], or: "") : nil)
  }

  @Test("no sheet of random cells, merges and formats stops the reader; what is read can be exported")
  func anything() throws {
    let catalog = try LedgerCatalog.standard
    let reader = LedgerReader(catalog: catalog)
    var random = SeededRandom(seed: 42)
    var recognised = 0
    for _ in 0..<400 {
      let ledger = random.pick(catalog.ledgers, or: catalog.ledgers[0])
      let headers = ledger.fields.flatMap { [$0.id.rawValue] + $0.synonyms }
      var sheet = Sheet(name: Self.text(&random))
      var row = Int.random(in: 0...3, using: &random)
      for _ in 0..<Int.random(in: 0...20, using: &random) {
        var cells: [Cell] = []
        var column = Int.random(in: 0...2, using: &random)
        while column < 14 {
          cells.append(Self.cell(column, &random, headers))
          column += Int.random(in: 1...2, using: &random)
        }
        sheet.rows.append(SpreadsheetModel.Row(index: row, isHidden: random.chance(0.1), cells: cells))
        row += random.chance(0.9) ? 1 : Int.random(in: 1...1_000_000, using: &random)
      }
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        let first = CellReference(
          row: Int.random(in: 0...20, using: &random), column: Int.random(in: 0...14, using: &random))
        let last = CellReference(
          row: random.chance(0.1)
            ? CellReference.rowLimit - 1 : first.row + Int.random(in: 0...4, using: &random),
          column: random.chance(0.1)
            ? CellReference.columnLimit - 1 : first.column + Int.random(in: 0...4, using: &random))
        sheet.mergedRanges.append(CellRange(first, last))
      }
      sheet.formats = [.general, .isoDate, .text, NumberFormat(code: "0%")]
      sheet.dateSystem = random.chance(0.5) ? .base1900 : .base1904
      let file = reader.read(workbook: Workbook(sheets: [sheet]), path: Self.text(&random))
      recognised += file.tables.count
      for table in file.tables {
        for record in table.records {
          #expect(record.fields.count == table.definition.fields.count)
          _ = JSONLines.line(record, of: table, withChanges: true)
          _ = table.payments(of: record)
        }
        if let canonical = CanonicalTable([table]) {
          _ = (canonical.sheet(withProvenance: true), canonical.lines())
        }
      }
      _ = MappingFile(recording: [file]).yaml
    }
    // The pieces are such that some sheets do look like ledgers.
    #expect(recognised > 20)
  }

  @Test("twelve thousand members are read in time that grows with the rows")
  func large() throws {
    let reader = LedgerReader(catalog: try .standard)
    func time(_ count: Int) -> Duration {
      var values: [[CellValue]] = [["姓名", "性别", "身份证号", "出生日期", "学历", "所在党支部", "人员类别", "入党时间"]]
      for number in 0..<count {
        values.append(
          [
            .text("张三"), "男", "11010519491231002X", "1949.12.31", "本科", .text("第\(number / 50)党支部"), "正式党员",
            "1975年7月",
          ])
      }
      let sheet = Sheet(name: "名册", values: values)
      let clock = ContinuousClock()
      return (0..<2).map { _ in clock.measure { _ = reader.read(sheet: sheet, path: "甲") } }.min() ?? .zero
    }
    let small = time(1_500)
    let large = time(12_000)
    // Eight times the rows; a quadratic reader would take sixty-four times as long.
    #expect(large < small * 30 + .milliseconds(200))
  }
}
