/// Every function the evaluator knows, found by name when a formula is compiled.
enum FunctionTable {
  static let all: [FunctionDefinition] =
    LogicalFunctions.all + InformationFunctions.all + MathFunctions.all + RoundingFunctions.all
    + SubtotalFunction.all + ConditionalFunctions.all + StatisticalFunctions.all + DateFunctions.all
    + WorkdayFunctions.all
    + TextFunctions.all + TextSearchFunctions.all + LookupFunctions.all + ReferenceFunctions.all
    + ArrayFunctions.all + LambdaFunctions.all + AddressFunctions.all + RandomFunctions.all
    + FinancialFunctions.all + NumberSystemFunctions.all + TrigonometricFunctions.all + MatrixFunctions.all
    + RegressionFunctions.all + TextPartFunctions.all

  private static let index: [String: Int] = Dictionary(
    all.enumerated().map { ($0.element.name, $0.offset) }, uniquingKeysWith: { first, _ in first })

  /// The position of a function, by its name in upper case.
  static func position(of name: String) -> Int? { index[name] }

  /// Functions of Excel that are refused in criteria and not computed in cells: their results change
  /// without their arguments, or they reach for cells by an address made up as they go.
  static let forbidden: Set<String> = [
    "INDIRECT", "OFFSET", "RAND", "RANDBETWEEN", "RANDARRAY", "CELL", "INFO", "HYPERLINK", "WEBSERVICE",
    "FILTERXML", "ENCODEURL", "RTD", "CALL", "REGISTER.ID", "EVALUATE", "GETPIVOTDATA", "CUBEVALUE",
    "CUBEMEMBER", "LAMBDA", "LET", "IMAGE", "STOCKHISTORY", "FORMULATEXT", "SHEET", "SHEETS",
  ]

  /// Functions that are known and computed, but whose result is not fixed by a criterion's inputs.
  static let unfixed: Set<String> = ["NOW"]

  /// All names, for suggestions.
  static var names: [String] { all.map(\.name) }
}
