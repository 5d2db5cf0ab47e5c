import CSV
import Diagnostics
import Foundation
import LedgerDatabase
import Ledgers
import Reports
import SpreadsheetModel
import Spreadsheets
import XLSX

/// Converts files: their ledgers in canonical columns, or their sheets as they are.
public struct Converting: Sendable {
  /// The formats written.
  public enum Target: String, Sendable, CaseIterable {
    case xlsx, csv, jsonl, sqlite

    /// The format an output's name asks for.
    public init?(path: String) {
      switch path.split(separator: ".").last?.lowercased() {
      case "xlsx": self = .xlsx
      case "csv": self = .csv
      case "jsonl", "ndjson": self = .jsonl
      case "sqlite", "sqlite3", "db": self = .sqlite
      default: return nil
      }
    }
  }

  /// Reads and recognises.
  public var loading: LedgerLoading
  /// The format to write.
  public var target: Target
  /// Whether sheets are converted as they are.
  public var isRaw: Bool
  /// How CSV is written.
  public var csv: CSVWritingOptions
  /// Whether canonical tables say which file, sheet and row each record came from.
  public var withProvenance: Bool
  /// The language of canonical headers.
  public var language: Language

  /// Creates a conversion.
  public init(
    loading: LedgerLoading, target: Target, isRaw: Bool,
    csv: CSVWritingOptions = CSVWritingOptions(), withProvenance: Bool = false, language: Language = .zh
  ) {
    self.loading = loading
    self.target = target
    self.isRaw = isRaw
    self.csv = csv
    self.withProvenance = withProvenance
    self.language = language
  }

  /// What was written.
  public struct Written: Sendable {
    /// The files.
    public var paths: [String] = []
    /// Cells of CSV files that were kept from being taken for formulas.
    public var guarded = 0
  }

  /// Converts the files read.
  ///
  /// - Parameter output: a file, or the folder that holds one file for each table where the format
  ///   cannot hold several.
  public func write(_ files: [LedgerLoading.Loaded], to output: Output) throws(OutputFailure) -> Written {
    switch target {
    case .xlsx: return try writeOne(made { try workbook(of: files) }, to: output)
    case .jsonl: return try writeOne(jsonLines(of: files), to: output)
    case .csv: return try writeCSV(tables(of: files), to: output)
    case .sqlite: return try writeDatabase(files, to: output)
    }
  }

  private func writeOne(_ bytes: [UInt8], to output: Output) throws(OutputFailure) -> Written {
    try output.write(bytes)
    return Written(paths: [output.path])
  }

  private func made(_ make: () throws -> [UInt8]) throws(OutputFailure) -> [UInt8] {
    do { return try make() } catch {
      throw OutputFailure(
        path: "-", code: "output.workbook", message: .workbookNotMade("\(error)"), advice: .reportThis)
    }
  }

  private func canonical(_ files: [LedgerLoading.Loaded]) -> [CanonicalTable] {
    CanonicalTable.tables(of: files.map(\.ledgers), catalog: loading.reader.catalog)
  }

  private func workbook(of files: [LedgerLoading.Loaded]) throws -> [UInt8] {
    if isRaw {
      return try RawWorkbook.merged(files.map { ($0.input.baseName, typed($0.spreadsheet)) })
    }
    let sheets = canonical(files).map { $0.sheet(withProvenance: withProvenance) }
    return try RawWorkbook(Workbook(sheets: sheets), hasHeader: true).bytes()
  }

  /// Delimited text with its columns of numbers made numbers; other formats have types of their own.
  private func typed(_ spreadsheet: Spreadsheet) -> Workbook {
    guard spreadsheet.format == .csv, let dialect = spreadsheet.facts.dialect else {
      return spreadsheet.workbook
    }
    var workbook = spreadsheet.workbook
    workbook.sheets = workbook.sheets.map {
      TextToWorkbook.typed($0, headerRow: dialect.firstTableRow)
    }
    return workbook
  }

  /// The tables that become a CSV file each, with the names of the files.
  private func tables(of files: [LedgerLoading.Loaded]) -> [(name: String, sheet: Sheet)] {
    guard isRaw else {
      return canonical(files).map {
        ($0.definition.title.template(language), $0.sheet(withProvenance: withProvenance))
      }
    }
    return files.flatMap { file in
      let sheets = file.spreadsheet.workbook.sheets.filter { !$0.rows.isEmpty }
      return sheets.map { sheet in
        let name = sheets.count == 1 ? file.input.baseName : "\(file.input.baseName)-\(sheet.name)"
        return (name, sheet)
      }
    }
  }

  private func writeCSV(
    _ tables: [(name: String, sheet: Sheet)], to output: Output
  ) throws(OutputFailure) -> Written {
    var written = Written()
    let isFolder = tables.count > 1 || output.namesFolder
    if isFolder { try output.makeFolder() }
    var names: Set<String> = []
    for (name, sheet) in tables {
      var writer = CSVWriter(options: csv)
      writer.append(sheet)
      let bytes: [UInt8]
      do throws(CSVError) { bytes = try writer.encoded() } catch {
        let words = SpreadsheetError(error, path: output.path)
        throw OutputFailure(
          path: output.path, code: words.code, message: words.message, advice: words.advice)
      }
      let target =
        isFolder
        ? Output(
          path: output.path(inside: FileTitle.unique(name, avoiding: &names) + ".csv"),
          replaces: output.replaces)
        : output
      try target.write(bytes)
      written.paths.append(target.path)
      written.guarded += writer.guarded.count
    }
    return written
  }

  private func jsonLines(of files: [LedgerLoading.Loaded]) -> [UInt8] {
    var bytes: [UInt8] = []
    if isRaw {
      var lines = CellLines(options: CellLineOptions(showsFormulas: true, showsFile: files.count > 1)) {
        bytes += $0
      }
      for file in files { _ = lines.write(file.spreadsheet) }
      return bytes
    }
    for table in files.flatMap(\.ledgers.tables) {
      for record in table.records {
        bytes += Array(JSONLines.line(record, of: table, withChanges: withProvenance).utf8)
        if bytes.last != 0x0A { bytes.append(0x0A) }
      }
    }
    return bytes
  }

  private func writeDatabase(
    _ files: [LedgerLoading.Loaded], to output: Output
  ) throws(OutputFailure) -> Written {
    try output.replace { temporary throws(OutputFailure) in
      do throws(LedgerDatabaseError) {
        if isRaw {
          let sheets = files.flatMap { file in
            file.spreadsheet.workbook.sheets.map { (file.input.baseName, $0) }
          }
          try SheetDatabase.write(sheets, to: temporary)
        } else {
          try LedgerDatabase.write(
            files.map(\.ledgers), catalog: loading.reader.catalog, to: temporary)
        }
      } catch {
        throw OutputFailure(
          path: output.path, code: "output.database",
          message: Phrase(
            zh: "数据库写不进去（\(error.reason)）", en: "the database cannot be written (\(error.reason))"),
          advice: .chooseAnotherPlace)
      }
    }
    return Written(paths: [output.path])
  }
}
