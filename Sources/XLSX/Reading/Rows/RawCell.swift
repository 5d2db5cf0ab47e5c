/// One cell of a `RowBuffer`: where its value is, not yet a `CellValue`.
public struct RawCell: BitwiseCopyable, Sendable {
  /// What the cell holds.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// Nothing: a style alone, or a formula without a stored result.
    case empty
    /// A number, in `number`.
    case number
    /// A truth value, 0 or 1 in `number`.
    case boolean
    /// Text of the shared strings.
    case sharedText
    /// Text of the cell's own.
    case text
    /// The spelling of an error.
    case error
  }

  /// Zero-based column.
  public internal(set) var column: Int32
  /// Index of the cell's format in `cellXfs`.
  public internal(set) var style: Int32
  /// What the cell holds.
  public internal(set) var kind: Kind
  /// Whether the cell has a formula.
  public internal(set) var hasFormula = false
  /// The number, or 0 or 1 for a truth value.
  public internal(set) var number: Double = 0
  /// Where the text stands: in the row's own bytes, or in the shared strings'. For a number, the
  /// digits of a whole number too long for a double.
  var textStart: UInt32 = 0
  var textCount: UInt32 = 0
  /// Where the formula stands in the row's own bytes; none if empty.
  var formulaStart: UInt32 = 0
  var formulaCount: UInt32 = 0

  init(column: Int, style: Int, kind: Kind = .empty) {
    self.column = Int32(truncatingIfNeeded: column)
    self.style = Int32(truncatingIfNeeded: style)
    self.kind = kind
  }

  /// Whether there is something to show: a formula, or a value other than empty text.
  public var hasContent: Bool {
    switch kind {
    case .empty: hasFormula
    case .text, .sharedText: textCount > 0 || hasFormula
    case .number, .boolean, .error: true
    }
  }
}
