import Criteria
import Diagnostics
import Reports
import XLSX

/// The report of a check in each of its formats.
public struct CheckRendering: Sendable {
  /// What was found.
  public var outcome: Checking.Outcome
  /// The inputs in order.
  public var inputs: [InputFile]
  /// Inputs that were not there.
  public var missing: [InputFailure]
  /// The criteria.
  public var pack: CriteriaPack
  /// The language of every format.
  public var language: Language
  /// Whether numbers of persons are shown whole.
  public var showsPersonal: Bool

  /// Creates a rendering.
  public init(
    outcome: Checking.Outcome, inputs: [InputFile], missing: [InputFailure], pack: CriteriaPack,
    language: Language, showsPersonal: Bool
  ) {
    self.outcome = outcome
    self.inputs = inputs
    self.missing = missing
    self.pack = pack
    self.language = language
    self.showsPersonal = showsPersonal
  }

  /// For a terminal; with `showsSteps` each score is followed by how it came about.
  public func text(usesColor: Bool, showsSteps: Bool = false) -> [UInt8] {
    let text = CheckText(
      outcome.report, of: outcome.submission, pack: pack, language: language, usesColor: usesColor,
      showsPersonal: showsPersonal, showsSteps: showsSteps)
    return Array(text.text().showingControls(keepsColours: usesColor).utf8)
  }

  /// The contract's JSON, written piece by piece.
  public func writeJSON(to sink: @escaping JSONStream.Sink) throws(OutputFailure) {
    try made {
      try CheckDocument(
        outcome, inputs: inputs, missing: missing, pack: pack, language: language,
        showsPersonal: showsPersonal
      ).write(to: sink)
    }
  }

  /// SARIF 2.1.0, for programs that gather findings of many tools.
  public func sarif() throws(OutputFailure) -> [UInt8] {
    try made {
      try SARIFDocument(
        outcome.report, pack: pack, language: language, showsPersonal: showsPersonal
      ).json()
    }
  }

  /// One page without anything fetched from elsewhere.
  public func html() -> [UInt8] {
    let unreadable = (missing + outcome.failures.map(\.failure)).map { $0.text(language) }
    return CheckPage(
      outcome.report, pack: pack, unreadable: unreadable, language: language,
      showsPersonal: showsPersonal
    ).bytes()
  }

  /// A problem list over all files.
  public func workbook() throws(OutputFailure) -> [UInt8] {
    try made {
      try ProblemListWorkbook(
        outcome.report, pack: pack, language: language, showsPersonal: showsPersonal
      ).bytes()
    }
  }

  private func made<Made>(_ make: () throws -> Made) throws(OutputFailure) -> Made {
    do { return try make() } catch let failure as OutputFailure { throw failure } catch {
      throw OutputFailure(path: "-", notMade: error)
    }
  }
}
