import OpenPackaging
import SpreadsheetModel
import Workflow

/// What every visit works with: how files are read, what they are checked against, and whose turn it is.
struct ClerkTools: Sendable {
  /// How files are read.
  var loading: LedgerLoading
  /// The criteria.
  var pack: CriteriaPack
  /// Whether numbers of persons are shown whole until the clerk says otherwise.
  var showsPersonal: Bool
  /// The office's name for the headings of summaries.
  var office: String
  /// What is allowed.
  var limits: ServerLimits
  /// Whose turn it is.
  var gate: WorkGate

  init(loading: LedgerLoading, pack: CriteriaPack, options: ServerOptions) {
    let limits = options.limits
    self.loading = loading
    self.loading.reading.limits = limits.packages
    self.loading.reading.csv.modelBytes = limits.packages.modelBytes
    self.pack = pack
    showsPersonal = options.showsPersonal
    office = options.office
    self.limits = limits
    gate = WorkGate(width: limits.jobs, waitingLimit: limits.waitingJobs)
  }

  func loading(password: String?) -> LedgerLoading {
    var loading = loading
    if let password { loading.reading.password = password }
    return loading
  }

  func checking(asOf: CivilDate) -> Checking { Checking(loading: loading, pack: pack, asOf: asOf) }

  func fixing(
    asOf: CivilDate, chosen: Set<FixChoice>, language: Language, showsPersonal: Bool
  ) -> Fixing {
    Fixing(
      checking: checking(asOf: asOf),
      options: CorrectedWorkbook.Options(
        language: language, chosen: chosen, showsPersonal: showsPersonal))
  }
}
