import Diagnostics
import Ledgers
import SpreadsheetModel

/// A set of criteria, read from YAML: rules, the indicators and areas they count towards, how scores
/// are made, and the regulations behind them.
public struct CriteriaPack: Sendable {
  /// Stable id, such as `party-branch`.
  public var id: String
  /// `year.feature.patch`: a year or feature change can change a score for unchanged data.
  public var version: String
  /// Its name.
  public var title: Phrase
  /// Who stands behind it, and what it is not.
  public var authority: Phrase?
  /// What the marks of proof mean.
  public var proofLegend: [(mark: String, meaning: String)]
  /// The areas with their indicators.
  public var areas: [Area]
  /// The rules in the order of the pack, those turned off included.
  public var rules: [Rule]
  /// Texts cited, by key.
  public var sources: [String: Source]
  /// Other schemes over the same indicators, such as 四强.
  public var groupings: [Grouping]
  /// The profiles it offers.
  public var profiles: [Profile]
  /// The profile in use.
  public var profile: String?
  /// How scores, tiers and stars are made.
  public var scoring: ScoringModel
  /// Exemptions granted.
  public var waivers: [Waiver]
  /// Working days.
  public var calendar: WorkingCalendar
  /// The ledgers it speaks about.
  public var ledgers: [LedgerID: LedgerDefinition]
  /// The code lists of those ledgers.
  public var codeLists: [String: CodeList]
  /// Which ledgers list the organisations and the persons.
  var subjects: Subjects
  /// Numbers of every organisation that conditions and limits refer to.
  var measures: [Measure]
  /// The merged text, from which profiles and variations are read again.
  let document: PackNode

  /// The rule of an id.
  public func rule(_ id: String) -> Rule? { rules.first { $0.id == id } }

  /// The indicator of an id with its area.
  public func indicator(_ id: String) -> (area: Area, indicator: Indicator)? {
    for area in areas {
      if let indicator = area.indicators.first(where: { $0.id == id }) { return (area, indicator) }
    }
    return nil
  }
}

/// One area of the standard, such as 组织生活.
public struct Area: Sendable, Hashable {
  /// Id, such as `A3`.
  public var id: String
  /// Its name.
  public var title: Phrase
  /// Its share of the total, relative to the other areas.
  public var weight: Int
  /// Its indicators.
  public var indicators: [Indicator]
}

/// One indicator of an area, such as 党员大会.
public struct Indicator: Sendable, Hashable {
  /// Id, such as `A3-01`.
  public var id: String
  /// Its name.
  public var title: Phrase
  /// Its share of the area, relative to the area's other indicators.
  public var weight: Int
}

/// Another scheme that groups the same indicators.
public struct Grouping: Sendable, Hashable {
  /// Id, such as `four-strengths`.
  public var id: String
  /// Its name.
  public var title: Phrase
  /// Its headings with the indicators under each.
  public var groups: [Group]

  /// One heading of the scheme.
  public struct Group: Sendable, Hashable {
    /// The heading.
    public var title: Phrase
    /// The ids of the indicators under it.
    public var indicators: [String]
  }
}

/// A way to use a pack: rules turned on and off, thresholds set.
public struct Profile: Sendable, Hashable {
  /// Id, such as `national`.
  public var id: String
  /// Its name.
  public var title: Phrase
}

/// Leave from a rule, with its reason and end.
public struct Waiver: Sendable, Hashable {
  /// The rule.
  public var rule: String
  /// The organisation it holds for, `nil` for all.
  public var organisation: String?
  /// The person or record it holds for, `nil` for all.
  public var record: String?
  /// Why; a waiver without a reason is a fault of the pack.
  public var reason: String
  /// Who granted it.
  public var approvedBy: String?
  /// The last day it holds.
  public var until: CivilDate
}

/// Which ledgers list organisations and persons, and the fields that name them.
struct Subjects: Sendable {
  var organisation: OrganisationSubject
  var person: PersonSubject?

  struct OrganisationSubject: Sendable {
    var ledger: LedgerID
    var name: FieldID
    var kind: FieldID?
    var parent: FieldID?
    var code: FieldID?
    var founded: FieldID?
    /// The kinds that are scored; empty for all.
    var scoredKinds: [String]
    /// Kinds told from a name's ending where no record says: `支部` → 党支部.
    var kindBySuffix: [(suffix: String, kind: String)]
  }

  struct PersonSubject: Sendable, Hashable {
    var ledger: LedgerID
    var name: FieldID
    var number: FieldID?
    var organisation: FieldID?
    /// Days from which the person counts here; the latest holds.
    var since: [FieldID]
    /// Days until which the person counts here; the earliest holds.
    var until: [FieldID]
  }
}

/// A number every organisation has: records of a ledger that meet a condition, counted or summed.
struct Measure: Sendable {
  var id: String
  var title: Phrase
  var ledger: LedgerID
  var condition: Condition?
  var sum: FieldID?
  /// Whether what lies below the organisation counts as well.
  var includesSubordinates: Bool
  /// Where the ledger says nothing about an organisation, fields of its own record that are added up; the
  /// first that are all filled count.
  var otherwise: [[FieldID]]
}

extension CriteriaPack {
  /// The ledgers that the pack's indicators are judged by, in the order of the rules, without those of what need not
  /// happen: what every organisation is expected to send.
  public var expectedLedgers: [LedgerID] {
    var ledgers: [LedgerID] = []
    for rule in rules where rule.indicator != nil && rule.isEnabled {
      for ledger in ([rule.ledger] + rule.clauses.map(\.ledger)).compactMap({ $0 })
      where !scoring.occasionalLedgers.contains(ledger) && !ledgers.contains(ledger) {
        ledgers.append(ledger)
      }
    }
    return ledgers
  }
}
