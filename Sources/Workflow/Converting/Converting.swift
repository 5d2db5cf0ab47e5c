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
  /// How CSV is written.
  public var csv: CSVWritingOptions
  /// Whether canonical tables say which file, sheet and row each record came from.
  public var withProvenance: Bool
  /// The language of the report on merging; canonical headers are the same in every language.
  public var language: Language

  /// Creates a conversion.
  public init(
    loading: LedgerLoading, target: Target,
    csv: CSVWritingOptions = CSVWritingOptions(), withProvenance: Bool = false, language: Language = .zh
  ) {
    self.loading = loading
    self.target = target
    self.csv = csv
    self.withProvenance = withProvenance
    self.language = language
  }

  /// What was written.
  public struct Written: Sendable {
    /// The files; none where everything went to standard output.
    public var paths: [String] = []
    /// Cells of CSV files that were kept from being taken for formulas.
    public var guarded = 0
    /// What came of putting several files' ledgers together; `nil` for one file, and for sheets as
    /// they are.
    public var merge: MergeReport?
    /// What the files hold that could not be taken along.
    public var left: [LeftBehind] = []
    /// What got another name.
    public var notes: [Phrase] = []
  }

  /// Where a conversion goes.
  public enum Destination: Sendable {
    /// A file, or the folder that holds one file for each table where the format cannot hold several.
    case output(Output)
    /// Standard output, for formats that are one stream of bytes.
    case stream(@Sendable ([UInt8]) -> Void)
  }

  /// What is converted.
  public enum Content: Sendable {
    /// The ledgers of files, for canonical columns.
    case ledgers([LedgerFile])
    /// The sheets of files as they are.
    case sheets([LedgerLoading.Loaded])

    /// Whether there is nothing in it.
    public var isEmpty: Bool {
      switch self {
      case .ledgers(let files): files.allSatisfy(\.tables.isEmpty)
      case .sheets(let files): files.isEmpty
      }
    }
  }

  /// Converts the files read. Everything is made before anything is written, so that what stood at the
  /// destination before is replaced as a whole or stays.
  public func write(
    _ content: Content, to destination: Destination
  ) throws(OutputFailure) -> Written {
    var written = Written()
    if case .ledgers(let files) = content, files.count > 1 {
      written.merge = MergeReport(files, catalog: loading.reader.catalog)
    }
    if case .ledgers(let files) = content { written.notes += keptBeside(files) }
    if case .sheets(let files) = content, target != .xlsx {
      for file in files {
        let left = left(of: file, in: target)
        if !left.isEmpty { written.left.append(LeftBehind(path: file.input.path, counts: left)) }
      }
    }
    switch target {
    case .xlsx: try write(workbook(of: content, &written), to: destination, &written)
    case .jsonl: try writeLines(of: content, to: destination, &written)
    case .csv: try writeCSV(tables(of: content, written.merge), to: destination, &written)
    case .sqlite:
      guard case .output(let output) = destination else {
        throw OutputFailure(
          path: "-", code: "output.needsFile", message: .databaseNeedsFile, advice: .nameAFileForIt)
      }
      try writeDatabase(content, to: output)
      written.paths.append(output.path)
    }
    return written
  }

  private func write(
    _ bytes: [UInt8], to destination: Destination, _ written: inout Written
  ) throws(OutputFailure) {
    switch destination {
    case .output(let output):
      try output.write(bytes)
      written.paths.append(output.path)
    case .stream(let stream): stream(bytes)
    }
  }

  /// What no field took, and where it is kept.
  private func keptBeside(_ files: [LedgerFile]) -> [Phrase] {
    var notes: [Phrase] = []
    for table in canonical(files) {
      let ledger = table.definition.title
      if !table.unmapped.isEmpty {
        let names = table.unmapped.joined(separator: "、")
        notes.append(
          Phrase(
            zh: "\(ledger.zh)：有 \(table.unmapped.count) 列没有对应的字段，照原样保留：\(names)",
            en: "\(ledger.en): columns without a field, kept as they are (\(table.unmapped.count)): \(names)")
        )
      }
      let count = table.originalCount
      if count > 0 {
        let names = table.originals.sorted().map { table.definition.fields[$0].title.zh }.joined(
          separator: "、")
        notes.append(
          Phrase(
            zh: "\(ledger.zh)：有 \(count) 个值字段装不下，原文另存在旁边：\(names)",
            en: "\(ledger.en): values that did not fit, kept beside their fields (\(count)): \(names)"))
      }
    }
    return notes
  }

  private func canonical(_ files: [LedgerFile]) -> [CanonicalTable] {
    CanonicalTable.tables(of: files, catalog: loading.reader.catalog)
  }

  // MARK: XLSX

  private func workbook(
    of content: Content, _ written: inout Written
  ) throws(OutputFailure) -> [UInt8] {
    do {
      switch content {
      case .sheets(let files): return try merged(files, &written)
      case .ledgers(let files):
        return try CanonicalWorkbook(
          canonical(files), written.merge, withProvenance: withProvenance, language
        )
        .bytes()
      }
    } catch {
      throw OutputFailure(path: "-", notMade: error)
    }
  }

  /// Delimited text with its columns of numbers made numbers; other formats have types of their own.
  func typed(_ spreadsheet: Spreadsheet) -> Workbook {
    guard spreadsheet.format == .csv, let dialect = spreadsheet.facts.dialect else {
      return spreadsheet.workbook
    }
    var workbook = spreadsheet.workbook
    workbook.sheets = workbook.sheets.map {
      TextToWorkbook.typed($0, headerRow: dialect.firstTableRow)
    }
    return workbook
  }

  // MARK: CSV

  /// The tables that become a CSV file each, with the names of the files.
  private func tables(
    of content: Content, _ merge: MergeReport?
  ) -> [(name: String, sheet: Sheet)] {
    switch content {
    case .ledgers(let files):
      var tables = canonical(files).map {
        ($0.definition.title.zh, $0.sheet(withProvenance: withProvenance))
      }
      // One table is one file and has no room for the report; several are a folder.
      if let merge, tables.count > 1 {
        let report = merge.sheet(language).sheet
        tables.append((report.name, report))
      }
      return tables
    case .sheets(let files):
      return files.flatMap { file in
        let sheets = file.spreadsheet.workbook.sheets.filter { !$0.rows.isEmpty }
        return sheets.map { sheet in
          let name = sheets.count == 1 ? file.input.baseName : "\(file.input.baseName)-\(sheet.name)"
          return (name, sheet)
        }
      }
    }
  }

  private func writeCSV(
    _ tables: [(name: String, sheet: Sheet)], to destination: Destination, _ written: inout Written
  ) throws(OutputFailure) {
    var names: Set<String> = []
    var files: [(name: String, bytes: [UInt8])] = []
    for (name, sheet) in tables {
      var writer = CSVWriter(options: csv)
      writer.append(sheet)
      do throws(CSVError) {
        files.append((FileTitle.unique(name, avoiding: &names) + ".csv", try writer.encoded()))
      } catch {
        throw OutputFailure(SpreadsheetError(error, path: name))
      }
      written.guarded += writer.guarded.count
    }
    switch destination {
    case .output(let output) where files.count > 1 || output.namesFolder:
      written.paths += try output.writeFolder(files)
    case .stream where files.count > 1:
      throw OutputFailure(
        path: "-", code: "output.needsFolder", message: .tablesNeedFolder(files.count),
        advice: .nameAFolderForThem)
    default: try write(files.first?.bytes ?? [], to: destination, &written)
    }
  }

  // MARK: JSON Lines

  private func writeLines(
    of content: Content, to destination: Destination, _ written: inout Written
  ) throws(OutputFailure) {
    switch destination {
    case .output(let output):
      try output.write { (sink) throws(OutputFailure) in try writeLines(of: content, to: sink) }
      written.paths.append(output.path)
    case .stream(let stream): try writeLines(of: content) { stream($0) }
    }
  }

  private func writeLines(
    of content: Content, to sink: ([UInt8]) throws(OutputFailure) -> Void
  ) throws(OutputFailure) {
    switch content {
    case .sheets(let files):
      for file in files {
        var bytes: [UInt8] = []
        var lines = CellLines(options: CellLineOptions(showsFormulas: true, showsFile: files.count > 1)) {
          bytes += $0
        }
        _ = lines.write(file.spreadsheet)
        try sink(bytes)
      }
    case .ledgers(let files):
      for table in files.lazy.flatMap(\.tables) {
        var bytes: [UInt8] = []
        for record in table.records {
          bytes += JSONLines.line(record, of: table, withChanges: withProvenance).utf8
          bytes.append(0x0A)
        }
        try sink(bytes)
      }
    }
  }

  // MARK: SQLite

  private func writeDatabase(
    _ content: Content, to output: Output
  ) throws(OutputFailure) {
    try output.replace { temporary throws(OutputFailure) in
      do throws(LedgerDatabaseError) {
        switch content {
        case .sheets(let files):
          let sheets = files.flatMap { file in
            file.spreadsheet.workbook.sheets.map { (file.input.baseName, $0) }
          }
          try SheetDatabase.write(sheets, to: temporary)
        case .ledgers(let files):
          try LedgerDatabase.write(files, catalog: loading.reader.catalog, to: temporary)
        }
      } catch {
        throw OutputFailure(
          path: output.path, code: "output.database",
          message: Phrase(
            zh: "数据库写不进去（\(error.reason)）", en: "the database cannot be written (\(error.reason))"),
          advice: .chooseAnotherPlace)
      }
    }
  }
}
