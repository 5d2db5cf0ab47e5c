import Foundation
import Ledgers
import Spreadsheets

/// Reads files and recognises the ledgers in them.
public struct LedgerLoading: Sendable {
  /// How files are opened.
  public var reading: ReadingOptions
  /// Recognises ledgers.
  public var reader: LedgerReader
  /// Keeps what was read, so that a run that is interrupted can be resumed.
  public var journal: Journal?
  /// Told of what reading delimited text lived with.
  public var warn: (@Sendable (SpreadsheetError) -> Void)?
  /// What, beside a file's content, decides what is read from it: a digest of the options.
  public var options = ""

  /// A file that was read: what it is, what it holds, which ledgers were found in it.
  public struct Loaded: Sendable {
    /// The input.
    public var input: InputFile
    /// The password it was opened with, if any.
    public var password: String?
    /// The spreadsheet.
    public var spreadsheet: Spreadsheet
    /// Its ledgers.
    public var ledgers: LedgerFile

    /// Whether it opens with a password only.
    var isEncrypted: Bool { spreadsheet.facts.encryption != nil }
  }

  /// Creates a loader.
  public init(reading: ReadingOptions, reader: LedgerReader) {
    self.reading = reading
    self.reader = reader
  }

  /// Reads one file.
  public func load(_ input: InputFile) throws(InputFailure) -> Loaded {
    let input = try input.held()
    let spreadsheet = try input.open(reading)
    if let warn {
      SpreadsheetError.warnings(spreadsheet.facts.problems, path: input.path).forEach(warn)
    }
    var ledgers = reader.read(workbook: spreadsheet.workbook, path: input.path)
    ledgers.problems = spreadsheet.workbook.problems
    return Loaded(
      input: input, password: reading.password, spreadsheet: spreadsheet, ledgers: ledgers)
  }

  /// Reads files side by side, in the order given.
  public func load(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) async -> [Result<Loaded, InputFailure>] {
    await mapInParallel(inputs, jobs: jobs, progress: progress) { input in
      Result { () throws(InputFailure) in try load(input) }
    }
  }

  /// Reads files side by side and keeps their ledgers only, so that memory holds records and not cells.
  public func loadLedgers(
    _ inputs: [InputFile], jobs: Int, progress: (@Sendable (Int) -> Void)? = nil
  ) async -> [Result<LedgerFile, InputFailure>] {
    await mapInParallel(inputs, jobs: jobs, progress: progress) { input in
      Result { () throws(InputFailure) in try ledgers(of: input) }
    }
  }
}
