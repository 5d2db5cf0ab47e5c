import Ledgers
import Spreadsheets

/// Looks into files one after another and keeps nothing of them.
public struct Inspecting: Sendable {
  /// How files are read.
  public var loading: LedgerLoading
  /// The language of the texts.
  public var language: Language
  /// Whether what leaves with a file unseen is told as well.
  public var tellsTraces: Bool

  /// Creates the job.
  public init(loading: LedgerLoading, language: Language, tellsTraces: Bool) {
    self.loading = loading
    self.language = language
    self.tellsTraces = tellsTraces
  }

  /// Files looked into before the first of them is told: memory holds what is said of no more.
  private static let batch = 64

  /// What is said of a file.
  public struct Inspected: Sendable {
    /// For programs.
    public var document: InspectDocument.File
    /// For a person; empty for a file that could not be read.
    public var text = ""
    /// Why it could not be read, or not in all.
    public var failure: InputFailure?
    /// Its ledgers without their records; `nil` where it could not be read.
    public var ledgers: LedgerFile?
  }

  /// Looks into the inputs and hands over what is said of each, in their order.
  public func run(
    _ inputs: [InputFile], jobs: Int, use: (Inspected) throws -> Void
  ) async rethrows {
    for first in stride(from: 0, to: inputs.count, by: Self.batch) {
      let some = Array(inputs[first..<min(first + Self.batch, inputs.count)])
      let inspected = await mapInParallel(some, jobs: jobs) { (input: InputFile) -> Inspected in
        inspect(input)
      }
      for file in inspected { try use(file) }
    }
  }

  private func inspect(_ input: InputFile) -> Inspected {
    do throws(InputFailure) {
      let loaded = try loading.load(input)
      var text = InspectText(language: language)
      text.add(loaded.spreadsheet, loaded.ledgers)
      var traces: [PrivateTrace]?
      var failure: InputFailure?
      if tellsTraces {
        do throws(InputFailure) {
          let found = try PrivacyInspection.traces(of: loaded, loading.reading)
          text.add(found)
          traces = found
        } catch { failure = error }
      }
      let content = InspectDocument.Content(
        loaded.spreadsheet.facts, ledgers: loaded.ledgers, privacy: traces)
      var ledgers = loaded.ledgers
      for index in ledgers.tables.indices { ledgers.tables[index].records = [] }
      return Inspected(
        document: .init(path: loaded.input.path, content: content), text: text.text, failure: failure,
        ledgers: ledgers)
    } catch {
      return Inspected(document: .init(error, language: language), failure: error)
    }
  }
}
