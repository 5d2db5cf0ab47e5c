import Diagnostics
import Ledgers
import SpreadsheetModel

/// One criterion: what is checked, why, how much it matters and what to say.
public struct Rule: Sendable {
  /// Where a rule comes from.
  public enum Scope: String, Sendable, CaseIterable {
    /// A regulation that holds everywhere.
    case national
    /// One place's own standard; off unless a profile turns it on.
    case local
    /// The toolkit's own rule about the data.
    case data
  }

  /// What may be corrected without a person: a pack can hold a check's fixes back, never promote them.
  public enum FixPolicy: String, Sendable, CaseIterable {
    /// Report only.
    case none
    /// At most proposed.
    case suggested
    /// Made without asking where the check is certain.
    case safe
  }

  /// Stable id such as `LIFE-001`, never reused.
  public var id: String
  /// Its name.
  public var title: Phrase
  /// The indicator it counts towards, `nil` for rules that do not score.
  public var indicator: String?
  /// The tier of the standard it belongs to.
  public var tier: Tier
  /// Where it comes from.
  public var scope: Scope
  /// The articles it rests on.
  public var citations: [Citation]
  /// How well the text was verified: V1, V2, V3, K, L or `-`, as the pack's legend says.
  public var proof: String
  /// How much a finding matters, unless a clause says otherwise.
  public var severity: Severity
  /// The ledger whose records (or subjects) it judges; `nil` for every ledger.
  public var ledger: LedgerID?
  /// What to do about a finding.
  public var advice: Phrase?
  /// A limit on fixes.
  public var fix: FixPolicy
  /// What a reader should know about the rule's reading of the regulation.
  public var note: Phrase?
  /// Days between which the rule holds.
  public var inForce: Window?
  /// Whether the profile in use checks it.
  public var isEnabled: Bool
  /// Rules whose findings on the same record make this one pointless.
  public var after: [String]
  /// Rules whose findings on the same cell say more than this one's.
  public var yieldsTo: [String]
  /// Whether the first of its clauses to find something on a record is enough.
  public var isOnePerRecord: Bool
  /// Cases that pass and cases that fail, executed as tests.
  public var examples: [Example]
  /// Where the rule stands in its pack.
  public var place: PackPlace

  /// The checks; several where one article sets several limits.
  var clauses: [Clause]

  /// The names of the check kinds the rule uses.
  public var checkKinds: [String] { clauses.map { type(of: $0.check).name } }
}

/// The day a text comes into force and the last day it holds.
public struct Window: Sendable, Hashable {
  /// The date field whose day decides, `nil` for the day of the check.
  public var field: FieldID?
  /// First day.
  public var from: CivilDate?
  /// Last day.
  public var to: CivilDate?

  /// Whether a day lies in the window.
  public func contains(_ date: CivilDate) -> Bool {
    from.map { $0 <= date } ?? true && to.map { date <= $0 } ?? true
  }
}

/// One check of a rule, with its own condition, severity and words where they differ from the rule's.
struct Clause: Sendable {
  var id: String?
  /// The ledger it judges, where it is not the rule's.
  var ledger: LedgerID?
  var condition: Condition?
  var inForce: Window?
  var check: any Check
  var severity: Severity
  var message: Phrase
  var advice: Phrase?
  /// Whether its findings go to a person's judgement only and cost no points.
  var isReview: Bool
  /// The placeholders its messages use.
  var placeholders: Set<String>
}

/// An article of a regulation.
public struct Citation: Sendable, Hashable {
  /// Key of the pack's source list.
  public var source: String
  /// The article, such as `11` or `31(6)`; a mark `(K)` says that the number was not seen.
  public var article: String
  /// The ledgers it speaks of; empty where it holds for every one that the rule judges.
  public var ledgers: Set<LedgerID>

  /// Creates a citation.
  public init(source: String, article: String, ledgers: Set<LedgerID> = []) {
    self.source = source
    self.article = article
    self.ledgers = ledgers
  }

  /// Whether it may be cited of a finding in a ledger, `nil` for one in none.
  func speaks(of ledger: LedgerID?) -> Bool { ledgers.isEmpty || ledger.map(ledgers.contains) ?? false }
}

/// A regulation or other text that rules cite.
public struct Source: Sendable, Hashable {
  /// Key used by citations.
  public var id: String
  /// Its title as it is cited: a regulation's in 《》, anything else without.
  public var title: String
  /// When and by whom it was issued.
  public var issued: String?
  /// When it came into force.
  public var inForce: String?
  /// Where the text can be read, if known.
  public var address: String?
  /// How well it was verified.
  public var proof: String

  /// The key of the entry that rules without a text to cite name in its place.
  static let ownRules = "DATA"
}

/// The three rising tiers of the standard.
public enum Tier: String, Sendable, CaseIterable, Comparable {
  case basic, standard, innovative

  /// 基本 < 规范 < 创新.
  public static func < (left: Tier, right: Tier) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}

/// A case that shows what a rule means, and proves that it does.
public struct Example: Sendable, Hashable {
  /// What the case shows.
  public var title: String
  /// What must come of it.
  public var expectation: Expectation
  /// The day the check looks from.
  public var asOf: CivilDate?
  /// The name of the file they stand in, which may name the period they are of.
  public var file: String
  /// The ledgers, each as a table of headers and rows.
  public var ledgers: [LedgerRows]
  /// Where it stands.
  public var place: PackPlace

  /// What must come of an example.
  public enum Expectation: Sendable, Hashable {
    /// No finding.
    case pass
    /// A finding for each of these, in any order.
    case fail([ExpectedFinding])
    /// The rule does not apply to anything in it.
    case notApplicable
    /// The rule cannot be checked.
    case notChecked
    /// The rule asks a person.
    case review
  }

  /// A finding an example must bring about; what is `nil` is not compared.
  public struct ExpectedFinding: Sendable, Hashable {
    /// The ledger.
    public var ledger: String?
    /// The row of the table, from 1.
    public var row: Int?
    /// The field.
    public var field: String?
    /// The fix's text.
    public var fix: String?
    /// Severity.
    public var severity: Severity?
    /// Words the Chinese message contains.
    public var says: String?
  }

  /// One ledger of an example.
  public struct LedgerRows: Sendable, Hashable {
    /// The ledger.
    public var ledger: LedgerID
    /// Field ids.
    public var fields: [FieldID]
    /// Cells as text.
    public var rows: [[String]]
  }
}
