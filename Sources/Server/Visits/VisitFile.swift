import Workflow

/// A file that was dropped on the page, held in memory for as long as the visit lasts.
struct VisitFile: Sendable, Identifiable {
  /// How far it has come.
  enum State: Sendable {
    case reading
    case read(LedgerLoading.Loaded)
    case failed(InputFailure)
  }

  /// Its number in this visit.
  let id: Int
  /// Its name, made harmless.
  let name: String
  /// Its bytes.
  let bytes: [UInt8]
  /// How far it has come.
  var state: State

  /// The file as an input of the workflow.
  var input: InputFile { InputFile(path: name, source: .bytes(bytes)) }

  /// What was read, if it was.
  var loaded: LedgerLoading.Loaded? {
    if case .read(let loaded) = state { loaded } else { nil }
  }

  /// Number of cells held in memory.
  var cells: Int { loaded?.spreadsheet.facts.sheets.reduce(0) { $0 + $1.cells } ?? 0 }
}
