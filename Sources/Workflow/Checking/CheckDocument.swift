import Criteria
import Diagnostics
import Foundation
import Ledgers
import Reports
import SpreadsheetModel

/// What `check --format json` prints, `taizhang.check/1`: written file by file, so that memory does not hold it.
public struct CheckDocument {
  private let outcome: Checking.Outcome
  private let inputs: [InputFile]
  private let missing: [InputFailure]
  private let criteria: CriteriaPack
  private let language: Language
  private let showsPersonal: Bool

  /// Id and version of the criteria.
  public struct Pack: Encodable, Sendable {
    /// Id.
    public var id: String
    /// Version.
    public var version: String
    /// The profile in use.
    @Nullable public var profile: String?
  }

  /// One file.
  public struct File: Encodable, Sendable {
    /// The path as the user gave it.
    public var path: String
    /// `checked` or `unreadable`.
    public var status: String
    /// Why it could not be read.
    @Nullable public var error: String?
    /// The ledgers found.
    public var ledgers: [LedgerDocument]
    /// What of it was left unread; `null` where it could not be read.
    @Nullable public var understood: UnderstoodDocument?
    /// What was found in it, what a baseline already had left out.
    public var findings: [FindingDocument]
    /// How many more findings a baseline already had.
    public var known: Int
  }

  /// One finding.
  public struct FindingDocument: Encodable, Sendable {
    /// The rule's id.
    public var rule: String
    /// `error`, `warning` or `info`.
    public var severity: String
    /// The ledger.
    @Nullable public var ledger: String?
    /// The sheet.
    @Nullable public var sheet: String?
    /// The cell, `null` where the finding is about a whole ledger or organisation.
    @Nullable public var cell: String?
    /// The field.
    @Nullable public var field: String?
    /// The organisation.
    @Nullable public var organisation: String?
    /// What the cell shows.
    @Nullable public var value: String?
    /// How many cells it stands for; the cell is the first of them.
    public var count: Int
    /// One sentence.
    public var message: String
    /// What to do.
    @Nullable public var advice: String?
    /// Other places that belong to it.
    public var related: [Related]
    /// A change that would settle it.
    @Nullable public var fix: Fix?
    /// Stays the same while the problem does.
    public var fingerprint: String
  }

  /// A related place.
  public struct Related: Encodable, Sendable {
    /// One sentence.
    public var message: String
    /// The file.
    public var file: String
    /// The sheet.
    @Nullable public var sheet: String?
    /// The cell.
    @Nullable public var cell: String?
  }

  /// A fix.
  public struct Fix: Encodable, Sendable {
    /// `safe` or `suggested`.
    public var safety: String
    /// The new value as the cell would show it.
    public var value: String
  }

  /// What became of the rules.
  public struct Coverage: Encodable, Sendable {
    /// Number of rules evaluated.
    public var evaluated = 0
    /// Rules that nothing in the submission is the business of.
    public var notApplicable: [String] = []
    /// Rules that could not be checked, and why.
    public var notChecked: [NotChecked] = []
    /// Rules that only a person can judge.
    public var review: [String] = []
    /// Rules that failed to run.
    public var error: [NotChecked] = []
    /// Rules all of whose findings are waived.
    public var waived: [String] = []
  }

  /// A rule that was not checked.
  public struct NotChecked: Encodable, Sendable {
    /// The rule's id.
    public var rule: String
    /// Why.
    public var reason: String
  }

  /// How an organisation stands.
  public struct Organisation: Encodable, Sendable {
    /// Its name.
    public var name: String
    /// Points by area.
    public var areas: [Area]
    /// The score; `null` if nothing could be assessed.
    @Nullable public var score: Decimal?
    /// `none`, `basic`, `standard` or `innovative`; `null` where less could be assessed than the pack's least share.
    @Nullable public var tier: String?
    /// 0 to 5; `null` where the tier is.
    @Nullable public var stars: Int?
    /// The share of the weight that could be assessed.
    public var completeness: Decimal
    /// Whether the score is provisional for want of ledgers.
    public var provisional: Bool
    /// Place in the ranking.
    @Nullable public var rank: Int?
    /// The same points under the pack's other schemes.
    public var groupings: [Grouping]
    /// How score, tier and stars came about, one step a line.
    public var steps: [String]
  }

  /// Points under another scheme.
  public struct Grouping: Encodable, Sendable {
    /// The scheme's id.
    public var id: String
    /// Its headings.
    public var groups: [Group]
  }

  /// Points of one heading.
  public struct Group: Encodable, Sendable {
    /// The heading.
    public var title: String
    /// Points.
    public var score: Decimal
    /// Points without a loss.
    public var max: Decimal
    /// Points of indicators that could not be assessed.
    public var notAssessed: Decimal
  }

  /// An indicator of an area.
  public struct Indicator: Encodable, Sendable {
    /// The indicator's id.
    public var id: String
    /// `passed`, `failed`, `notApplicable` or `notAssessed`.
    public var status: String
    /// Points.
    public var score: Decimal
    /// Points without a loss.
    public var max: Decimal
    /// Rules with findings.
    public var failed: [String]
    /// Rules that could not be checked.
    public var notChecked: [String]
  }

  /// A waiver and what it did.
  public struct WaiverDocument: Encodable, Sendable {
    /// The rule.
    public var rule: String
    /// The organisation; `null` for all.
    @Nullable public var organisation: String?
    /// Why.
    public var reason: String
    /// The last day it holds.
    public var until: String
    /// `used`, `unused` or `expired`.
    public var state: String
    /// Findings it covered.
    public var findings: Int
  }

  /// Points of an area.
  public struct Area: Encodable, Sendable {
    /// The area's id.
    public var id: String
    /// Points.
    public var score: Decimal
    /// Points without a loss.
    public var max: Decimal
    /// Points of indicators that could not be assessed.
    public var notAssessed: Decimal
    /// Its indicators.
    public var indicators: [Indicator]
  }

  /// Counts of the whole.
  public struct Totals: Encodable, Sendable {
    /// Number of files, unreadable ones included.
    public var files: Int
    /// Number of records.
    public var records: Int
    /// Findings of severity error.
    public var errors: Int
    /// Findings of severity warning.
    public var warnings: Int
    /// Findings of severity info.
    public var infos: Int
  }
}

extension CheckDocument {
  /// Describes the outcome of a check; `inputs` are in order, so that unreadable ones stand in their place.
  public init(
    _ outcome: Checking.Outcome, inputs: [InputFile], missing: [InputFailure], pack: CriteriaPack,
    language: Language, showsPersonal: Bool
  ) {
    self.outcome = outcome
    self.inputs = inputs
    self.missing = missing
    criteria = pack
    self.language = language
    self.showsPersonal = showsPersonal
  }

  /// Writes the document.
  public func write(to sink: @escaping JSONStream.Sink) throws {
    let report = outcome.report
    var stream = JSONStream(sink)
    try stream.member("asOf", report.asOf.description)
    try stream.member("coverage", Coverage(report.outcomes, language: language))
    try writeFiles(to: &stream)
    try stream.array(
      "organisations",
      report.organisations.lazy.map { Organisation($0, pack: criteria, language: language) })
    try stream.member(
      "pack", Pack(id: report.packID, version: report.packVersion, profile: report.profile))
    try stream.member("schema", "taizhang.check/1")
    try stream.member(
      "totals",
      Totals(
        files: missing.count + inputs.count, records: report.totals.records, errors: report.totals.errors,
        warnings: report.totals.warnings, infos: report.totals.infos))
    try stream.array("waivers", report.waivers.map { WaiverDocument($0) })
    try stream.end()
  }

  private func writeFiles(to stream: inout JSONStream) throws {
    let findings = outcome.report.findings
    let places = Dictionary(grouping: findings.indices) { findings[$0].diagnostic.location.file }
    let failed = Dictionary(
      outcome.failures.map { ($0.position, $0.failure) }, uniquingKeysWith: { first, _ in first })
    let mask = PersonalMask(showsPersonal: showsPersonal)
    var read = zip(outcome.submission.files, zip(outcome.ledgers, outcome.understood)).makeIterator()
    try stream.beginArray("files")
    for failure in missing { try stream.element(File(unreadable: failure, language: language)) }
    for position in inputs.indices {
      if let failure = failed[position] {
        try stream.element(File(unreadable: failure, language: language))
      } else if let (file, (ledgers, understood)) = read.next() {
        let found = places[file.path] ?? []
        let fresh = found.filter { !findings[$0].isKnown }
        try stream.element(
          File(
            path: file.path, status: "checked", error: nil, ledgers: ledgers,
            understood: understood.masked(by: mask),
            findings: fresh.map {
              FindingDocument(
                findings[$0], pack: criteria, language: language, showsPersonal: showsPersonal)
            }, known: found.count - fresh.count))
      }
    }
    try stream.endArray()
  }
}

extension CheckDocument.File {
  init(unreadable failure: InputFailure, language: Language) {
    self.init(
      path: failure.path, status: "unreadable",
      error: failure.text(language), ledgers: [], understood: nil, findings: [], known: 0)
  }
}

extension CheckDocument.FindingDocument {
  init(_ finding: Finding, pack: CriteriaPack, language: Language, showsPersonal: Bool) {
    let diagnostic = finding.diagnostic
    let mask = PersonalMask(showsPersonal: showsPersonal)
    func value(_ text: String) -> String { mask.value(text, isPersonal: finding.isPersonal(in: pack)) }
    rule = diagnostic.rule
    severity = diagnostic.severity.rawValue
    _ledger = Nullable(wrappedValue: finding.ledger?.rawValue)
    _sheet = Nullable(wrappedValue: diagnostic.location.sheet)
    _cell = Nullable(wrappedValue: diagnostic.location.cell?.description)
    _field = Nullable(wrappedValue: finding.field?.rawValue)
    _organisation = Nullable(wrappedValue: finding.organisation)
    _value = Nullable(wrappedValue: diagnostic.value.map(value))
    count = finding.occurrences
    message = mask.text(diagnostic.message.template(language))
    _advice = Nullable(wrappedValue: diagnostic.advice?.template(language))
    related = diagnostic.notes.map { note in
      CheckDocument.Related(
        message: mask.text(note.message.template(language)), file: note.location.file,
        sheet: note.location.sheet,
        cell: note.location.cell?.description)
    }
    _fix = Nullable(
      wrappedValue: diagnostic.fix.map { fix in
        CheckDocument.Fix(
          safety: fix.safety.rawValue, value: value(fix.displayedValue))
      })
    fingerprint = finding.fingerprint
  }
}

extension CheckDocument.Coverage {
  init(_ outcomes: [RuleOutcome], language: Language) {
    for outcome in outcomes {
      switch outcome.status {
      case .evaluated: evaluated += 1
      case .notApplicable: notApplicable.append(outcome.rule)
      case .notChecked(let reason):
        notChecked.append(.init(rule: outcome.rule, reason: reason.template(language)))
      case .review: review.append(outcome.rule)
      case .error(let reason):
        error.append(.init(rule: outcome.rule, reason: reason.template(language)))
      case .waived: waived.append(outcome.rule)
      case .off: break
      }
    }
  }
}
