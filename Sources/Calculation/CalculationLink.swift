import SpreadsheetModel

/// What a workbook keeps of another one that its formulas refer to.
public struct CalculationLink: Hashable, Sendable {
  /// The values of cells, by the name of their sheet in lower case.
  public var sheets: [String: [CellReference: CellValue]]

  /// Creates a link.
  public init(sheets: [String: [CellReference: CellValue]] = [:]) {
    self.sheets = Dictionary(
      sheets.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

/// A name of a workbook, for a range or for a formula.
public struct CalculationName: Hashable, Sendable {
  /// The name.
  public var name: String
  /// What it stands for, without `=`.
  public var formula: String
  /// Position of the sheet whose own it is; `nil` for all.
  public var sheet: Int?

  /// Creates a name.
  public init(_ name: String, formula: String, sheet: Int? = nil) {
    self.name = name
    self.formula = formula
    self.sheet = sheet
  }
}
