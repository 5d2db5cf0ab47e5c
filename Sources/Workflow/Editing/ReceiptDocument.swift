import OpenPackaging
import SpreadsheetModel
import XLSX

/// What `set --receipt` prints: what became of every part, and every cell before and after.
public struct ReceiptDocument: JSONDocument, Sendable {
  /// A part of the package.
  public struct Part: Encodable, Sendable {
    /// Its name.
    public var name: String
    /// `kept`, `patched`, `added` or `dropped`.
    public var action: String
  }

  /// A cell that changed.
  public struct ChangedCell: Encodable, Sendable {
    /// The sheet's name.
    public var sheet: String
    /// The cell.
    public var ref: String
    /// What it held.
    @Nullable public var before: State?
    /// What it holds.
    @Nullable public var after: State?
  }

  /// A cell's content: a number, a text, a truth value, an error's spelling, or a formula with `=`.
  public enum State: Encodable, Sendable {
    case number(Double)
    case text(String)
    case boolean(Bool)

    init?(_ state: CellState) {
      if let formula = state.formula {
        self = .text("=" + formula)
        return
      }
      switch state.value {
      case .empty: return nil
      case .number(let number): self = .number(number)
      case .text(let text): self = .text(text)
      case .boolean(let truth): self = .boolean(truth)
      case .error(let error): self = .text(error.spelling)
      }
    }

    /// Encodes the bare value.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number):
        if let whole = Int(exactly: number) {
          try container.encode(whole)
        } else {
          try container.encode(number)
        }
      case .text(let text): try container.encode(text)
      case .boolean(let truth): try container.encode(truth)
      }
    }
  }

  /// Every part, new ones last.
  public var parts: [Part]
  /// Every cell whose content changed.
  public var cells: [ChangedCell]

  /// Describes a receipt.
  public init(_ receipt: EditReceipt) {
    parts = receipt.parts.map { Part(name: $0.name, action: $0.fate.rawValue) }
    cells = receipt.cells.map {
      ChangedCell(
        sheet: $0.sheet, ref: $0.cell.description, before: State($0.before), after: State($0.after))
    }
  }
}
