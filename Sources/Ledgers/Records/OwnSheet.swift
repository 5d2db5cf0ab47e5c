import SpreadsheetModel

/// Sheets that this program adds to a workbook (problem list, change record, notes on filling in) and
/// never reads back as data.
public enum OwnSheet {
  /// What the first cell (`A1`) of every such sheet begins with.
  public static let marker = "台账工具"

  /// Whether a sheet is one of ours: the first cell with content in its first row carries the marker.
  public static func isOwn(_ sheet: Sheet) -> Bool {
    guard let cell = sheet.rows.first?.cells.first(where: { !$0.value.isEmpty }),
      case .text(let text) = cell.value
    else { return false }
    return text.hasPrefix(marker)
  }
}
