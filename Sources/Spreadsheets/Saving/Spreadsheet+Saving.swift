import CSV
import Diagnostics
import Foundation
import OpenPackaging
import SpreadsheetModel
import XLSX

extension Spreadsheet {
  /// The formats written.
  public enum SavingFormat: String, Sendable, CaseIterable {
    /// Office Open XML.
    case xlsx
    /// Delimited text, which holds one sheet.
    case csv

    /// The format that a file's name asks for; `nil` if it has another extension.
    public init?(url: URL) {
      switch url.pathExtension.lowercased() {
      case "xlsx": self = .xlsx
      case "csv", "tsv", "txt": self = .csv
      default: return nil
      }
    }
  }

  /// What saving did.
  public struct SavingReport: Sendable {
    /// Cells of delimited text that were kept from being taken for formulas.
    public var guarded: [CSVWriter.GuardedCell] = []
    /// Sheets that delimited text has no room for.
    public var leftOut: [String] = []
  }

  /// Writes the content to a file, whole or not at all: a workbook with values, formulas, number
  /// formats, merged ranges and what is hidden, or one sheet as delimited text.
  ///
  /// To change a workbook and keep everything else in it, use `XLSXEditor`.
  /// - Parameters:
  ///   - url: Where it is to appear; its extension tells the format unless `format` does.
  ///   - format: The format.
  ///   - name: For delimited text the sheet to write; the first with content if `nil`.
  ///   - csv: How delimited text is written.
  ///   - replacing: Whether an existing file may be replaced.
  /// - Returns: what was guarded, and what was left out.
  /// - Throws: `SpreadsheetError` if the format is not known (`save.unknown-format`), there is no such
  ///   sheet (`save.no-sheet`), a cell does not fit, or the file cannot be written.
  @discardableResult
  public func save(
    to url: URL, as format: SavingFormat? = nil, sheet name: String? = nil,
    csv: CSVWritingOptions = .init(), replacing: Bool = false
  ) throws(SpreadsheetError) -> SavingReport {
    guard let format = format ?? SavingFormat(url: url) else {
      throw SpreadsheetError("save.unknown-format", path: url.path, SavingWords.unknownFormat)
    }
    var report = SavingReport()
    let bytes: [UInt8]
    switch format {
    case .xlsx: bytes = try workbookBytes(for: url)
    case .csv: bytes = try textBytes(for: url, sheet: name, csv, &report)
    }
    do throws(OutputError) {
      let file = try AtomicFile(url.path, replacing: replacing)
      try file.write(bytes)
      try file.commit()
    } catch {
      if error.code == .exists { throw SpreadsheetError("file.exists", path: url.path, FileWords.exists) }
      throw SpreadsheetError(
        "file.unwritable", path: url.path, FileWords.unwritable,
        ["reason": error.systemMessage ?? error.code.rawValue])
    }
    return report
  }

  private func workbookBytes(for url: URL) throws(SpreadsheetError) -> [UInt8] {
    var writer = XLSXWriter(dateSystem: workbook.dateSystem)
    var names: Set<String> = []
    for sheet in workbook.sheets {
      writer.sheet(SheetTitle.unique(sheet.name, avoiding: &names)) { target in
        target.copy(sheet)
        for (cell, text) in sheet.notes.sorted(by: { $0.key < $1.key }) { target.note(cell, text) }
      }
    }
    if workbook.sheets.isEmpty { writer.sheet("Sheet1") { _ in } }
    do { return try writer.bytes() } catch {
      throw SpreadsheetError(
        "file.unwritable", path: url.path, FileWords.unwritable, ["reason": String(describing: error)])
    }
  }

  private func textBytes(
    for url: URL, sheet name: String?, _ options: CSVWritingOptions, _ report: inout SavingReport
  ) throws(SpreadsheetError) -> [UInt8] {
    let filled = workbook.sheets.filter { !$0.rows.isEmpty }
    guard
      let sheet = name.map({ name in workbook.sheets.first { $0.name == name } }) ?? filled.first
        ?? workbook.sheets.first
    else {
      throw SpreadsheetError("save.no-sheet", path: url.path, SavingWords.noSheet, ["name": name ?? ""])
    }
    var writer = CSVWriter(options: options)
    writer.append(sheet)
    report.guarded = writer.guarded
    report.leftOut = filled.map(\.name).filter { $0 != sheet.name }
    do { return try writer.encoded() } catch { throw SpreadsheetError(error, path: url.path) }
  }
}
