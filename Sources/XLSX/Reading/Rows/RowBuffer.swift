import SpreadsheetModel

/// One row as it stands in a sheet, its values still bytes: what the readers fill again and again,
/// and hand out without making strings.
public struct RowBuffer: Sendable {
  /// Zero-based row number.
  public internal(set) var index = 0
  /// Whether the row is hidden.
  public internal(set) var isHidden = false
  /// The cells in the order of columns, those with a style alone included.
  public internal(set) var cells: [RawCell] = []

  /// The row's own texts and formulas, as UTF-8.
  var bytes: [UInt8] = []
  let sharedStrings: SharedStrings
  /// The offsets of the shared strings, at hand without a detour through their object.
  let sharedOffsets: [UInt32]
  let dateSystem: DateSystem

  init(sharedStrings: SharedStrings, dateSystem: DateSystem) {
    self.sharedStrings = sharedStrings
    sharedOffsets = sharedStrings.offsets
    self.dateSystem = dateSystem
  }

  /// Hands the text of a cell (or the spelling of its error) to a closure, as UTF-8; empty for other
  /// kinds.
  @inlinable
  public func withText<Result>(of cell: RawCell, _ body: (Span<UInt8>) -> Result) -> Result {
    withTextBuffer(of: cell) { body($0.span) }
  }

  /// The text of a cell, or the spelling of its error; empty for other kinds.
  public func text(of cell: RawCell) -> String {
    withTextBuffer(of: cell) { String(decoding: $0, as: UTF8.self) }
  }

  /// Hands the formula of a cell, without `=`, to a closure, as UTF-8; empty if it has none or the
  /// reader was told to leave formulas out.
  public func withFormula<Result>(of cell: RawCell, _ body: (Span<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { bytes in
      let range = Int(cell.formulaStart)..<Int(cell.formulaStart) + Int(cell.formulaCount)
      guard range.upperBound <= bytes.count else { return body(Span<UInt8>()) }
      return body(UnsafeBufferPointer(rebasing: bytes[range]).span)
    }
  }

  /// The formula of a cell without its `=`.
  public func formula(of cell: RawCell) -> String? {
    guard cell.hasFormula else { return nil }
    let range = Int(cell.formulaStart)..<Int(cell.formulaStart) + Int(cell.formulaCount)
    guard range.upperBound <= bytes.count else { return "" }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The digits of a whole number that its double cannot hold; `nil` for all others.
  public func exactDigits(of cell: RawCell) -> String? {
    guard cell.kind == .number, cell.textCount > 0 else { return nil }
    let range = Int(cell.textStart)..<Int(cell.textStart) + Int(cell.textCount)
    guard range.upperBound <= bytes.count else { return nil }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The value of a cell.
  public func value(of cell: RawCell) -> CellValue {
    switch cell.kind {
    case .empty: .empty
    case .number: .number(cell.number)
    case .boolean: .boolean(cell.number != 0)
    case .sharedText, .text: .text(text(of: cell))
    case .error: .error(CellError(spelling: text(of: cell)))
    }
  }

  @usableFromInline
  func withTextBuffer<Result>(
    of cell: RawCell, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = Int(cell.textStart)..<Int(cell.textStart) + Int(cell.textCount)
    let source: [UInt8]
    switch cell.kind {
    case .sharedText: source = sharedStrings.bytes
    case .text, .error: source = bytes
    case .empty, .number, .boolean: source = []
    }
    return source.withUnsafeBufferPointer { source in
      guard range.upperBound <= source.count else { return body(UnsafeBufferPointer(rebasing: source[..<0])) }
      return body(UnsafeBufferPointer(rebasing: source[range]))
    }
  }
}
