import SpreadsheetModel

/// A node of a formula's syntax tree, with its place in the text.
///
/// Operators of one rank that follow each other (`a+b-c`) are one node, a chain from left to right, so
/// that the tree is no deeper than the formula's parentheses, whatever its length.
public struct FormulaNode: Hashable, Sendable {
  /// What a node is.
  public indirect enum Kind: Hashable, Sendable {
    /// A number.
    case number(Double)
    /// Text, its quotes taken off.
    case text(String)
    /// `TRUE` or `FALSE`.
    case boolean(Bool)
    /// An error value such as `#N/A`.
    case error(CellError)
    /// A constant array, row by row, every row of the same length: `{1,2;3,4}`.
    case array([[CellValue]])
    /// An argument left out: `IF(A1,,2)`.
    case omitted
    /// A reference in A1 notation, on a sheet or (`nil`) on the formula's own.
    case reference(ReferenceArea, sheet: FormulaSheet?)
    /// A defined name, of a sheet or of the workbook, or an input of a criterion.
    case name(String, sheet: FormulaSheet?)
    /// A reference to columns by their headers: `[@金额]`, `台账[金额]`.
    case structured(StructuredReference)
    /// A sign, or implicit intersection.
    case prefix(Prefix, FormulaNode)
    /// A hundredth: `5%`.
    case percent(FormulaNode)
    /// All cells a formula spills into: `A1#`.
    case spill(FormulaNode)
    /// Operands of one rank of operators, from left to right.
    case chain(FormulaNode, [Step])
    /// A range whose corners are computed: `A1:INDEX(B:B,3)`.
    case range(FormulaNode, FormulaNode)
    /// The cells two references share: `A1:C3 B2:D4`.
    case intersection(FormulaNode, FormulaNode)
    /// Several references in parentheses: `(A1,C1:C3)`.
    case union([FormulaNode])
    /// A function and its arguments; the name is in upper case, without `_xlfn.`.
    case call(String, [FormulaNode])
    /// What an expression gives, called at once: `LAMBDA(x,x+1)(5)`.
    case invocation(FormulaNode, [FormulaNode])
    /// An expression in parentheses.
    case parentheses(FormulaNode)
  }

  /// An operator and its right operand.
  public struct Step: Hashable, Sendable {
    /// The operator.
    public var `operator`: Operator
    /// Its right operand.
    public var operand: FormulaNode

    /// Creates a step.
    public init(_ operator: Operator, _ operand: FormulaNode) {
      self.operator = `operator`
      self.operand = operand
    }
  }

  /// The operators between two operands (ECMA-376 Part 1, 18.17.2.2).
  public enum Operator: String, Hashable, Sendable, CaseIterable {
    case power = "^"
    case times = "*"
    case divide = "/"
    case plus = "+"
    case minus = "-"
    case concatenate = "&"
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="

    /// The rank: what binds more closely has the higher one.
    var rank: Int {
      switch self {
      case .power: 5
      case .times, .divide: 4
      case .plus, .minus: 3
      case .concatenate: 2
      default: 1
      }
    }

    /// Whether the operator compares.
    var isComparison: Bool { rank == 1 }
  }

  /// The operators before an operand.
  public enum Prefix: String, Hashable, Sendable {
    case plus = "+"
    case minus = "-"
    case intersect = "@"
  }

  /// What the node is.
  public var kind: Kind
  /// Its place, as offsets into the UTF-8 text of the formula.
  public var range: Range<Int>

  /// Creates a node.
  public init(_ kind: Kind, _ range: Range<Int> = 0..<0) {
    self.kind = kind
    self.range = range
  }

  /// Whether the node is a call of a function, or of what one gives.
  var isCall: Bool {
    switch kind {
    case .call, .invocation: true
    default: false
    }
  }

  /// The node without redundant parentheses around it.
  var unwrapped: FormulaNode {
    var node = self
    while case .parentheses(let inner) = node.kind { node = inner }
    return node
  }
}

/// The sheet, or the sheets, that a reference names.
public struct FormulaSheet: Hashable, Sendable {
  /// The sheet, or the first of several; of another workbook with its bracket: `[1]Sheet`.
  public var name: String
  /// The last of several (`Jan:Mar!A1`).
  public var last: String?
  /// Whether the sheet belongs to another workbook.
  public var isExternal: Bool

  /// Creates the mention of a sheet of this workbook.
  public init(_ name: String, last: String? = nil) {
    self.name = name
    self.last = last
    isExternal = false
  }

  init(_ qualifier: SheetQualifier) {
    name = qualifier.first
    last = qualifier.last
    isExternal = qualifier.isExternal
  }
}
