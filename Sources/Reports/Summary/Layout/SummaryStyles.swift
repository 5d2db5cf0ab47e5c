import SpreadsheetModel
import XLSX

/// The looks of a summary: those of an official document, quiet and printable in black and white.
struct SummaryStyles {
  static let bodyFont = Font(name: "宋体", size: 11)
  static let headingFont = Font(name: "黑体", size: 11)
  static let titleFont = Font(name: "方正小标宋简体", size: 18)

  private static let line = Border.box(.thin, color: .rgb(0x8C8C8C))
  private static let headFill = Fill.solid(0xF2E6E3)
  private static let totalFill = Fill.solid(0xF7F3EE)

  let title: StyleID
  let subtitle: StyleID
  let section: StyleID
  let note: StyleID
  let head: StyleID
  let text: StyleID
  let plain: StyleID
  let center: StyleID
  let whole: StyleID
  let money: StyleID
  let decimal: StyleID
  let percent: StyleID
  let date: StyleID
  let amount: StyleID
  let wholeChange: StyleID
  let moneyChange: StyleID
  let link: StyleID
  let totalText: StyleID
  let totalWhole: StyleID
  let totalMoney: StyleID
  let totalDecimal: StyleID
  let totalPercent: StyleID
  let cardLabel: StyleID
  let cardNumber: StyleID
  let cardPercent: StyleID
  let cardMoney: StyleID

  init(_ sheet: inout SheetWriter) {
    self.init { sheet.style($0) }
  }

  init(_ style: (CellStyle) -> StyleID) {
    func body(
      _ horizontal: Alignment.Horizontal, _ format: String? = nil, font: Font = SummaryStyles.bodyFont,
      fill: Fill? = nil, wraps: Bool = false
    ) -> CellStyle {
      CellStyle(
        font: font, fill: fill, border: Self.line,
        alignment: Alignment(
          horizontal: horizontal, vertical: .center, wrapsText: wraps,
          indent: horizontal == .center ? 0 : 1),
        numberFormat: format.map(NumberFormat.init(code:)))
    }
    var total = SummaryStyles.bodyFont
    total.isBold = true
    var linked = Self.bodyFont
    linked.color = .rgb(0x0B4F9E)
    linked.underline = .single
    var cardFont = Font(name: "Arial", size: 20, isBold: true, color: .rgb(0x9C1C1C))
    cardFont.color = .rgb(0x9C1C1C)
    let cardLine = Border.box(.thin, color: .rgb(0xD9C9C4))
    func card(_ format: String) -> CellStyle {
      CellStyle(
        font: cardFont, fill: .solid(0xFCF8F6), border: cardLine,
        alignment: Alignment(horizontal: .center, vertical: .center),
        numberFormat: NumberFormat(code: format))
    }

    title = style(
      CellStyle(font: Self.titleFont, alignment: Alignment(horizontal: .center, vertical: .center)))
    subtitle = style(
      CellStyle(
        font: Font(name: "楷体", size: 11), alignment: Alignment(horizontal: .left, vertical: .center)))
    section = style(
      CellStyle(
        font: Font(name: "黑体", size: 13, color: .rgb(0x9C1C1C)),
        alignment: Alignment(horizontal: .left, vertical: .center)))
    note = style(
      CellStyle(
        font: Font(name: "楷体", size: 10, color: .rgb(0x595959)),
        alignment: Alignment(horizontal: .left, vertical: .top, wrapsText: true)))
    head = style(body(.center, font: Self.headingFont, fill: Self.headFill, wraps: true))
    text = style(body(.left, wraps: true))
    plain = style(body(.left))
    center = style(body(.center))
    whole = style(body(.center, Self.format(of: .whole)))
    money = style(body(.right, Self.format(of: .money)))
    decimal = style(body(.center, Self.format(of: .decimal)))
    percent = style(body(.center, Self.format(of: .percent)))
    date = style(body(.center, Self.format(of: .date)))
    amount = style(body(.center, Self.format(of: .amount)))
    wholeChange = style(body(.center, Self.format(of: .wholeChange)))
    moneyChange = style(body(.center, Self.format(of: .moneyChange)))
    link = style(body(.left, font: linked, wraps: true))
    totalText = style(body(.center, font: total, fill: Self.totalFill))
    totalWhole = style(body(.center, Self.format(of: .whole), font: total, fill: Self.totalFill))
    totalMoney = style(body(.right, Self.format(of: .money), font: total, fill: Self.totalFill))
    totalDecimal = style(body(.center, Self.format(of: .decimal), font: total, fill: Self.totalFill))
    totalPercent = style(body(.center, Self.format(of: .percent), font: total, fill: Self.totalFill))
    cardLabel = style(
      CellStyle(
        font: Font(name: "黑体", size: 10.5, color: .rgb(0x595959)), fill: .solid(0xFCF8F6),
        border: cardLine, alignment: Alignment(horizontal: .center, vertical: .center)))
    cardNumber = style(card("#,##0"))
    cardPercent = style(card("0.0%"))
    cardMoney = style(card("#,##0.00"))
  }

  /// The number format of a kind; `nil` for the general one.
  static func format(of kind: SummaryCell.Kind) -> String? {
    switch kind {
    case .text, .center: nil
    case .whole: "#,##0;-#,##0;\"-\""
    case .money, .amount: "#,##0.00;-#,##0.00;\"-\""
    case .decimal: "0.0;-0.0;\"-\""
    case .percent: "0.0%"
    case .date: "yyyy-mm-dd"
    case .wholeChange: "+#,##0;-#,##0;0"
    case .moneyChange: "+#,##0.00;-#,##0.00;0.00"
    }
  }

  /// The style of a key figure.
  func card(_ kind: SummaryCell.Kind) -> StyleID {
    switch kind {
    case .money: cardMoney
    case .percent: cardPercent
    default: cardNumber
    }
  }

  /// The style of a table's cell.
  func body(_ kind: SummaryCell.Kind) -> StyleID {
    switch kind {
    case .text: text
    case .center: center
    case .whole: whole
    case .money: money
    case .decimal: decimal
    case .percent: percent
    case .date: date
    case .amount: amount
    case .wholeChange: wholeChange
    case .moneyChange: moneyChange
    }
  }

  /// The style of a total below or beside a table.
  func total(_ kind: SummaryCell.Kind) -> StyleID {
    switch kind {
    case .text, .center, .date, .amount, .wholeChange, .moneyChange: totalText
    case .whole: totalWhole
    case .money: totalMoney
    case .decimal: totalDecimal
    case .percent: totalPercent
    }
  }
}
