import Diagnostics
import XLSX

extension FileFailure {
  /// The failure of a file whose content no workbook holds: the limit and the cell, never what it says.
  init(_ error: XLSXWriteError, path: String) {
    // A place past the grid has no reference, and is told as rows and columns are counted.
    let isPlace = error.detail.wholeMatch(of: /R\d+C\d+/) != nil
    let cell = error.cell.map { "\($0)" } ?? (isPlace ? error.detail : nil)
    let place = [error.sheet, cell].compactMap(\.self).joined(separator: "!")
    self.init(
      path: path, code: Self.contentMark + error.code.rawValue,
      message: Phrase(
        zh: place.isEmpty ? error.message.zh : "\(place) \(error.message.zh)",
        en: place.isEmpty ? error.message.en : "\(place): \(error.message.en)"),
      advice: Phrase(
        zh: "请改短或拆分此处，或转换成 csv、jsonl、sqlite",
        en: "Shorten or split what stands there, or convert to csv, jsonl or sqlite"))
  }

  private static var contentMark: String { "xlsx." }

  /// Whether it is the content of an input that has no room in what is to be written: the input, not the place
  /// to write to, is at fault then.
  public var isOfContent: Bool { code.hasPrefix(Self.contentMark) }
}
