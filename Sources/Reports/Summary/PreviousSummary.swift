import Diagnostics
import SpreadsheetModel

/// The key figures of an earlier summary workbook, to compare with.
public struct PreviousSummary: Hashable, Sendable {
  /// The time it was about, as the command line writes it.
  public let period: String
  /// Its key figures by id.
  let figures: [String: Double]

  static let periodID = "period"

  /// Reads them from a workbook that `Summary` made, in either language; `nil` from any other.
  public init?(_ workbook: Workbook) {
    let names = [SummaryWords.figureSheet.zh, SummaryWords.figureSheet.en]
    guard let sheet = names.lazy.compactMap(workbook.sheet(named:)).first else { return nil }
    var period = ""
    var figures: [String: Double] = [:]
    for row in sheet.rows {
      guard case .text(let id) = row[0]?.value else { continue }
      switch row[2]?.value {
      case .number(let number): figures[id] = number
      case .text(let text) where id == Self.periodID: period = text
      default: break
      }
    }
    guard !figures.isEmpty else { return nil }
    self.period = period
    self.figures = figures
  }
}
