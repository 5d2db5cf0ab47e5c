import Formula
import SpreadsheetModel

/// A range of rows under headings that Excel keeps together: it filters, sorts, grows and sums it
/// (ECMA-376 Part 1, 18.5).
public struct WorksheetTable: Hashable, Sendable {
  /// What the last row shows under a column.
  public enum Total: Hashable, Sendable {
    case sum, average, count, countNumbers, maximum, minimum, standardDeviation, variance
    /// A text.
    case label(String)
    /// A formula of its own, without `=`.
    case formula(String)
  }

  /// One column.
  public struct Column: Hashable, Sendable {
    /// Its heading, unique in the table without regard to case.
    public var name: String
    /// What the last row shows under it.
    public var total: Total?
    /// The formula of every cell of the column, without `=`: `[@单价]*[@数量]`.
    public var formula: String?
    /// The look of its cells.
    public var style: CellStyle?

    /// Creates a column.
    public init(
      _ name: String, total: Total? = nil, formula: String? = nil, style: CellStyle? = nil
    ) {
      self.name = name
      self.total = total
      self.formula = formula
      self.style = style
    }
  }

  /// Its name in formulas; `表1` and so on if `nil`.
  public var name: String?
  /// The columns from left to right.
  public var columns: [Column]
  /// The look: `TableStyleLight1` to 21, `Medium1` to 28, `Dark1` to 11; `nil` for none.
  public var style: String?
  /// Whether every other row has a background.
  public var hasBands: Bool
  /// Whether the first column stands out.
  public var emphasizesFirstColumn: Bool
  /// Whether the last column stands out.
  public var emphasizesLastColumn: Bool
  /// Whether the headings have filter buttons.
  public var hasFilter: Bool

  /// Creates a table.
  public init(
    name: String? = nil, columns: [Column], style: String? = "TableStyleMedium2", hasBands: Bool = true,
    emphasizesFirstColumn: Bool = false, emphasizesLastColumn: Bool = false, hasFilter: Bool = true
  ) {
    self.name = name
    self.columns = columns
    self.style = style
    self.hasBands = hasBands
    self.emphasizesFirstColumn = emphasizesFirstColumn
    self.emphasizesLastColumn = emphasizesLastColumn
    self.hasFilter = hasFilter
  }

  /// Whether the table has a last row that sums.
  var hasTotals: Bool { columns.contains { $0.total != nil } }
}

/// A table and where it stands.
struct PlacedTable {
  var table: WorksheetTable
  /// Headings, rows and totals.
  var range: CellRange
}

extension WorksheetTable.Total {
  /// The function's name in the table part (ST_TotalsRowFunction), and its number for SUBTOTAL.
  var function: (name: String, number: Int)? {
    switch self {
    case .sum: ("sum", 109)
    case .average: ("average", 101)
    case .count: ("count", 103)
    case .countNumbers: ("countNums", 102)
    case .maximum: ("max", 104)
    case .minimum: ("min", 105)
    case .standardDeviation: ("stdDev", 107)
    case .variance: ("var", 110)
    case .label, .formula: nil
    }
  }

  /// The formula by which the last row computes a function over a column.
  func formula(over column: String, of table: String) -> String? {
    function.map { "SUBTOTAL(\($0.number),\(StructuredReference(table: table, column: column)))" }
  }

  /// The name of the function whose formula over a column this is.
  static func function(of formula: String, over table: String, column: String) -> String? {
    let functions: [Self] = [
      .sum, .average, .count, .countNumbers, .maximum, .minimum, .standardDeviation, .variance,
    ]
    return functions.first { $0.formula(over: column, of: table)?.lowercased() == formula.lowercased() }?
      .function?.name
  }

  /// What the function gives for the numbers of a column, `#NUM!` past the range of a double; `filled` counts
  /// the cells that are not empty.
  func result(of numbers: [Double], filled: Int) -> CellValue {
    let result = computed(from: numbers, filled: filled)
    if case .number(let number) = result, !number.isFinite { return .error(.number) }
    return result
  }

  private func computed(from numbers: [Double], filled: Int) -> CellValue {
    let sum = numbers.reduce(0, +)
    let count = Double(numbers.count)
    switch self {
    case .sum: return .number(sum)
    case .count: return .number(Double(filled))
    case .countNumbers: return .number(count)
    case .maximum: return .number(numbers.max() ?? 0)
    case .minimum: return .number(numbers.min() ?? 0)
    case .average: return numbers.isEmpty ? .error(.divisionByZero) : .number(sum / count)
    case .standardDeviation, .variance:
      guard numbers.count > 1 else { return .error(.divisionByZero) }
      let mean = sum / count
      let variance = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      return .number(self == .variance ? variance : variance.squareRoot())
    case .label, .formula: return .empty
    }
  }
}
