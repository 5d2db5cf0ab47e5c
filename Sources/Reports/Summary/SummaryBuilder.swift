import Criteria
import Diagnostics
import Ledgers
import SpreadsheetModel

/// Makes a summary of more files than fit into memory: part by part, of each of which its rows are kept and not
/// its records.
public struct SummaryBuilder: Sendable {
  private var tables: SummaryTables
  /// The last part's report, which stands for all with what was gathered of them.
  private var report: CheckReport?
  private var organisations: [OrganisationResult] = []
  private var findings: [Finding] = []
  private var files: [LedgerFile] = []
  private var totals: CheckReport.Totals?
  /// The places of the organisations that files list.
  private var order: [String: Int] = [:]

  /// Begins a summary.
  ///
  /// - Parameters:
  ///   - period: the month, quarter or year the summary is of.
  ///   - asOf: the day the rules look from.
  ///   - language: the language of sheets and charts.
  ///   - rowLimit: how many payments of dues the data sheet takes before those that left nothing owing are
  ///     put together by organisation and month; what a sheet has room for unless given.
  public init(period: Period, asOf: CivilDate, language: Language, rowLimit: Int? = nil) {
    tables =
      rowLimit.map { SummaryTables(period: period, asOf: asOf, language: language, rowLimit: $0) }
      ?? SummaryTables(period: period, asOf: asOf, language: language)
  }

  /// Adds a part; the one that counts the lists of organisations comes last.
  public mutating func add(_ part: SummaryPart) {
    tables.add(part)
    organisations += part.report.organisations.map(Self.standing)
    // The sheets quote these; all others are rows.
    findings += part.report.findings.filter { $0.ledger == "admission" }
    for file in part.submission.files where part.lists(file) {
      files.append(LedgerFile(path: file.path, tables: file.tables.prefix(1).map(Self.emptied)))
    }
    if totals == nil { totals = part.report.totals } else { totals? += part.report.totals }
    guard part.isLast else { return }
    for (table, position) in part.countedTables where table.definition.id == "organisation" {
      for index in table.records.indices {
        guard let name = part.report.organisation(ofRecord: index, inTable: position) else { continue }
        order[name] = order[name] ?? order.count
      }
    }
    report = part.report
  }

  /// The summary of all parts, with what stands for their ledgers and their check: totals and standings.
  public mutating func summary(
    pack: CriteriaPack, unreadable: [(path: String, reason: String)], office: String,
    previous: PreviousSummary?
  ) -> (summary: Summary, submission: Submission, report: CheckReport)? {
    guard var report, let totals else { return nil }
    let places = organisations.indices.sorted {
      (order[organisations[$0].name] ?? .max, $0) < (order[organisations[$1].name] ?? .max, $1)
    }
    report.organisations = places.map { organisations[$0] }
    report.findings = findings.indices.sorted {
      (findings[$1].diagnostic.severity, $0) < (findings[$0].diagnostic.severity, $1)
    }.map { findings[$0] }
    report.affiliations = []
    report.totals = totals
    tables.finish(organisations: report.organisations, unreadable: unreadable)
    let submission = Submission(files: files)
    let input = SummaryInput(
      period: tables.period, asOf: tables.asOf, language: tables.language, submission: submission,
      report: report, unreadable: unreadable, office: office, previous: previous)
    return (Summary(input, tables: tables, pack: pack), submission, report)
  }

  /// How an organisation stands, without the steps that led there.
  private static func standing(_ result: OrganisationResult) -> OrganisationResult {
    var result = result
    result.steps = []
    for index in result.areas.indices { result.areas[index].indicators = [] }
    return result
  }

  /// A table without anything in it, which says that its file held one.
  private static func emptied(_ table: LedgerTable) -> LedgerTable {
    LedgerTable(
      definition: table.definition, file: table.file, sheet: table.sheet, headerRows: table.headerRows,
      confidence: table.confidence, columns: [], records: [])
  }
}
