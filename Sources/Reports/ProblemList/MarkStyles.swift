import SpreadsheetModel

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
  static let line = Border.box("thin", color: .rgb(0xA6A6A6))
  static let headFill = Fill.solid(0xEDEDED)
}
