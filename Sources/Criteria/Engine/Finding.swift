import Diagnostics
import Ledgers
import SpreadsheetModel

/// A diagnostic of a check, with what it is about.
public struct Finding: Hashable, Sendable {
  /// The rule, the words, the place, the value, related places and the fix.
  public var diagnostic: Diagnostic
  /// The ledger it was found in.
  public var ledger: LedgerID?
  /// The field to blame.
  public var field: FieldID?
  /// The column's header as it stands.
  public var header: String?
  /// The organisation concerned.
  public var organisation: String?
  /// What tells the record from others, such as a person's name.
  public var key: String?
  /// Stays the same from run to run while the problem does, wherever its row moves to.
  public var fingerprint: String
  /// How many cells this one finding stands for.
  public var occurrences: Int
  /// The other cells it stands for, with their own fixes.
  public var also: [FindingCell] = []
  /// Whether it asks for a person's judgement and costs no points.
  public var isReview: Bool
  /// Whether a baseline already had it.
  public var isKnown = false
}

/// A further cell of a finding that stands for several.
public struct FindingCell: Hashable, Sendable {
  /// The cell.
  public var location: SourceLocation
  /// What should stand there; `nil` where only a person can tell.
  public var fix: Diagnostic.Fix?
}

/// A finding on its way: places and arguments, words not yet chosen.
struct FindingDraft: Sendable {
  var clause: Int
  var severity: Severity
  var table: IndexedTable?
  var row: Int?
  /// The index of the field in its definition.
  var field: Int?
  var organisation: Int
  var location: SourceLocation
  var value: String?
  /// What tells this finding from others of the same rule and record: a period, a missing ledger.
  var discriminator: String
  var arguments: [String: Phrase]
  var message: Phrase?
  var notes: [Diagnostic.Note]
  var fix: Diagnostic.Fix?
  var occurrences: Int
  /// Further cells that the finding stands for.
  var also: [FindingCell] = []
  /// Records of other tables that the finding rests on; what is wrong with them explains it.
  var basis: [FindingBasis] = []
}

/// A record that a finding rests on, and the field of it where one alone matters.
struct FindingBasis: Sendable {
  var place: RecordPlace
  var field: Int?

  init(_ table: IndexedTable, row: Int, field: Int? = nil) {
    place = RecordPlace(table: table.order, row: row)
    self.field = field
  }
}

/// A record by its table's place in the submission.
struct RecordPlace: Hashable, Sendable {
  var table: Int
  var row: Int
}

/// A short hash that is the same on every run and machine (FNV-1a, 64 bits).
func stableHash(_ parts: [String]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  func mix(_ byte: UInt8) {
    hash ^= UInt64(byte)
    hash = hash &* 0x100_0000_01b3
  }
  for part in parts {
    for byte in part.utf8 { mix(byte) }
    mix(0x1f)
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: max(0, 16 - digits.count)) + digits
}
