import SpreadsheetModel

/// The ledgers of one file.
public struct LedgerFile: Sendable {
  /// A sheet that was not read as a ledger, and why.
  public struct UnreadSheet: Sendable, Hashable, Codable {
    /// Why a sheet holds no ledger for us.
    public enum Reason: String, Sendable, Codable {
      /// It has no content.
      case empty
      /// No header of a known ledger was found.
      case unrecognised
      /// Hidden sheets are not read unless asked for.
      case hidden
      /// Taizhang itself added it (problem list, change record).
      case ours
    }
    /// The sheet's name.
    public var name: String
    /// Why it was not read.
    public var reason: Reason

    /// Creates an entry.
    public init(name: String, reason: Reason) {
      self.name = name
      self.reason = reason
    }
  }

  /// The path as the user gave it.
  public var path: String
  /// The ledgers found, in sheet order.
  public var tables: [LedgerTable]
  /// The sheets not read.
  public var unreadSheets: [UnreadSheet]
  /// What of the file could not be read as it was written.
  public var problems = ReadingProblems()

  /// Creates a file's ledgers.
  public init(path: String, tables: [LedgerTable], unreadSheets: [UnreadSheet] = []) {
    self.path = path
    self.tables = tables
    self.unreadSheets = unreadSheets
  }
}

/// What is checked together: the ledgers of one or many files.
public struct Submission: Sendable {
  /// The files, in the order given.
  public var files: [LedgerFile]

  /// Creates a submission.
  public init(files: [LedgerFile]) {
    self.files = files
  }

  /// Every table of a ledger, in file and sheet order.
  public func tables(of ledger: LedgerID) -> [LedgerTable] {
    files.flatMap(\.tables).filter { $0.definition.id == ledger }
  }
}
