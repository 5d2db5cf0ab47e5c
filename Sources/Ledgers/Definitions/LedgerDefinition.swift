import Diagnostics

/// The id of a ledger, such as `member`.
public struct LedgerID: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The id as definitions and packs write it.
  public let rawValue: String
  /// Creates an id.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Creates an id.
  public init(stringLiteral value: String) { rawValue = value }
  /// The id itself.
  public var description: String { rawValue }
}

/// The id of a field inside its ledger, such as `id_number`.
public struct FieldID: RawRepresentable, Hashable, Sendable, Codable, ExpressibleByStringLiteral,
  CustomStringConvertible
{
  /// The id as definitions and packs write it.
  public let rawValue: String
  /// Creates an id.
  public init(rawValue: String) { self.rawValue = rawValue }
  /// Creates an id.
  public init(stringLiteral value: String) { rawValue = value }
  /// The id itself.
  public var description: String { rawValue }
}

/// What a field holds, which decides how its cells are cleaned and checked.
public enum FieldKind: String, Sendable, CaseIterable {
  /// Free text.
  case text
  /// A person's name.
  case personName
  /// Several persons in one cell.
  case personNames
  /// The name of a Party organisation.
  case organisationName
  /// A day.
  case date
  /// A day, or only its month where no day is known.
  case dateOrMonth
  /// A year.
  case year
  /// A month of a year, such as `2025-03`.
  case month
  /// A period: a year, a quarter or a month.
  case period
  /// A whole number.
  case integer
  /// A decimal number: hours, points.
  case decimal
  /// An amount in yuan.
  case money
  /// A share, `0.005` or `0.5%`.
  case rate
  /// Yes or no.
  case boolean
  /// One entry of the field's code list.
  case code
  /// A citizen's ID number (GB 11643).
  case idNumber
  /// A telephone number.
  case phone
  /// An opaque identifier whose leading zeros count.
  case identifier
}

/// One field of a ledger: its type, the headers it goes by, and what it may hold.
public struct FieldDefinition: Sendable {
  /// Id inside the ledger.
  public var id: FieldID
  /// The header our own templates and canonical tables give it.
  public var title: Phrase
  /// What it holds.
  public var kind: FieldKind
  /// Whether every record must have it.
  public var isRequired: Bool
  /// Fields that, all of them filled, excuse a record without this one: a line of a cash book has its day and
  /// one of two amounts.
  public var requiredUnless: [FieldID]
  /// Fields that, any of them filled, take that excuse from a record: a line with a budget is none of a cash book.
  public var requiredWith: [FieldID]
  /// Other headers it goes by, in simplified characters.
  public var synonyms: [String]
  /// Name of the code list its values come from, where `kind` is `code`; for any other kind, the
  /// words that may stand in place of such a value (`减免` where an amount is expected).
  public var codeList: String?
  /// Whether a blank cell stands for the value above it (merged or `同上`).
  public var fillsDown: Bool
  /// Whether the value identifies or reaches a person and is masked in reports.
  public var isPersonal: Bool
  /// The field that takes the second half of a cell that holds two values: the end of `5.6-5.10`
  /// under `公示时间`, the `实到` of `32/31` under `应到/实到`.
  public var pair: FieldID?
  /// Headers of further columns whose names are gathered into this one list (`组织委员`, `宣传委员` …
  /// into the committee); only for `personNames`.
  public var collects: [String]
  /// Whether our own blank ledgers have a column for it.
  public var inTemplate: Bool
  /// Whether the title can say it for all records: `主题党日活动登记表` is the records' kind.
  public var isTitled: Bool
  /// Whether its terms can stand across the page, each over columns of its own, with a record for each.
  public var isUnfolded: Bool
  /// Fields whose column counts as this one where this one has none: a ledger of meetings with
  /// `内容` but no `主题` has its topics there.
  public var standIns: [FieldID]
  /// For a rate: a bare number above this is a percentage (`0.5` for 0.5% where no rate exceeds 2%).
  public var percentAbove: Double?
  /// What the field means and what rule it serves, for templates.
  public var help: Phrase?

  /// Creates a field.
  public init(
    id: FieldID, title: Phrase, kind: FieldKind, isRequired: Bool = false,
    requiredUnless: [FieldID] = [], requiredWith: [FieldID] = [], synonyms: [String] = [],
    codeList: String? = nil, fillsDown: Bool = false, isPersonal: Bool = false,
    pair: FieldID? = nil, collects: [String] = [], inTemplate: Bool = false,
    isTitled: Bool = false, isUnfolded: Bool = false, standIns: [FieldID] = [],
    percentAbove: Double? = nil, help: Phrase? = nil
  ) {
    self.id = id
    self.title = title
    self.kind = kind
    self.isRequired = isRequired
    self.requiredUnless = requiredUnless
    self.requiredWith = requiredWith
    self.synonyms = synonyms
    self.codeList = codeList
    self.fillsDown = fillsDown
    self.isPersonal = isPersonal
    self.pair = pair
    self.collects = collects
    self.inTemplate = inTemplate
    self.isTitled = isTitled
    self.isUnfolded = isUnfolded
    self.standIns = standIns
    self.percentAbove = percentAbove
    self.help = help
  }
}

/// A field whose values name a record of another ledger.
public struct LedgerReference: Sendable, Hashable {
  /// The fields here.
  public var fields: [FieldID]
  /// The other ledger.
  public var ledger: LedgerID
  /// Its fields, pairwise.
  public var targets: [FieldID]

  /// Creates a reference.
  public init(fields: [FieldID], ledger: LedgerID, targets: [FieldID]) {
    self.fields = fields
    self.ledger = ledger
    self.targets = targets
  }
}

/// A kind of ledger: its fields, what makes a record unique, and how it refers to others.
public struct LedgerDefinition: Sendable {
  /// Id, such as `member`.
  public var id: LedgerID
  /// Its name.
  public var title: Phrase
  /// Other names it goes by on sheets and titles.
  public var synonyms: [String]
  /// Words of a title that settle what the sheet is, even where its columns could be another ledger's.
  public var titleWords: [String]
  /// Its fields in canonical order.
  public var fields: [FieldDefinition]
  /// The fields that together identify a record, in order of preference: the first whose fields are
  /// all filled counts.
  public var keys: [[FieldID]]
  /// References to other ledgers.
  public var references: [LedgerReference]
  private let indices: [FieldID: Int]

  /// Creates a definition.
  public init(
    id: LedgerID, title: Phrase, synonyms: [String] = [], titleWords: [String] = [],
    fields: [FieldDefinition], keys: [[FieldID]] = [], references: [LedgerReference] = []
  ) {
    self.id = id
    self.title = title
    self.synonyms = synonyms
    self.titleWords = titleWords
    self.fields = fields
    self.keys = keys
    self.references = references
    indices = Dictionary(
      fields.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The position of a field in `fields`, and of its value in every record.
  public func index(of field: FieldID) -> Int? { indices[field] }

  /// The definition of a field.
  public subscript(field: FieldID) -> FieldDefinition? { indices[field].map { fields[$0] } }
}
