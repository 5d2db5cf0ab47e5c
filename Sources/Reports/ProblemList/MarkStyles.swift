import SpreadsheetModel
import XLSX

/// The looks of marks: quiet fills that leave text readable in print.
enum MarkStyles {
  /// A cell this program has corrected.
  static let corrected = Fill.solid(0xE2F0D9)
  /// A cell that must be put right.
  static let error = Fill.solid(0xFCE4E4)
  /// A cell to be looked at.
  static let warning = Fill.solid(0xFFF4D6)

  static let titleFont = Font(name: "黑体", size: 14)
  static let headFont = Font(name: "黑体", size: 11)
  static let bodyFont = Font(name: "宋体", size: 10.5)
  static let linkFont = Font(name: "宋体", size: 10.5, underline: .single, color: .rgb(0x0B4F9E))
  static let line = Border.box(.thin, color: .rgb(0xA6A6A6))
  static let headFill = Fill.solid(0xEDEDED)

  /// A text in a list.
  static let body = CellStyle(
    font: bodyFont, border: line, alignment: Alignment(vertical: .top, wrapsText: true))
  /// A number in a list, or a word as short.
  static let counter = CellStyle(
    font: bodyFont, border: line, alignment: Alignment(horizontal: .center, vertical: .top))
  /// A cell of a list that leads to another.
  static let link = CellStyle(font: linkFont, border: line, alignment: Alignment(vertical: .top))

  /// A list on A4 across, with little room around it.
  static var page: PageSetup {
    var page = PageSetup.landscapeA4
    page.margins = PageSetup.Margins(left: 0.4, right: 0.4, top: 0.5, bottom: 0.6)
    page.isCenteredHorizontally = true
    return page
  }

  /// The height in points of a row of wrapped texts, each beside the width of its column in characters.
  static func height(of cells: [(text: String, width: Double)]) -> Double {
    var lines = 1
    for (text, width) in cells {
      lines = max(lines, DisplayWidth.lines(of: text, in: width - 1))
    }
    return min(Double(lines) * 14.5 + 3, 400)
  }
}
