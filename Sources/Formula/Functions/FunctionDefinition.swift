import SpreadsheetModel

/// A function of the formula language: how it is called, what the checker knows of it, and what it does.
struct FunctionDefinition: Sendable {
  /// What an argument may be, as a criterion is checked; formulas of cells take what comes.
  struct Parameter: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
      /// A value of one type.
      case type(FormulaType)
      /// A number or a date.
      case numeric
      /// Anything that reads the same as text as it does in a cell: all but dates.
      case printable
    }
    enum Shape: Hashable, Sendable {
      /// One value.
      case one
      /// One value or a whole column.
      case many
      /// A whole column.
      case column
    }
    var kind: Kind
    var shape: Shape

    static let number = Parameter(kind: .type(.number), shape: .one)
    static let date = Parameter(kind: .type(.date), shape: .one)
    static let text = Parameter(kind: .type(.text), shape: .one)
    static let boolean = Parameter(kind: .type(.boolean), shape: .one)
    static let any = Parameter(kind: .type(.any), shape: .one)
    static let numeric = Parameter(kind: .numeric, shape: .one)
    static let printable = Parameter(kind: .printable, shape: .one)
    static let numbers = Parameter(kind: .type(.number), shape: .many)
    static let numerics = Parameter(kind: .numeric, shape: .many)
    static let dates = Parameter(kind: .type(.date), shape: .many)
    static let booleans = Parameter(kind: .type(.boolean), shape: .many)
    static let printables = Parameter(kind: .printable, shape: .many)
    static let values = Parameter(kind: .type(.any), shape: .many)
    static let column = Parameter(kind: .type(.any), shape: .column)
    static let numberColumn = Parameter(kind: .type(.number), shape: .column)
    static let numericColumn = Parameter(kind: .numeric, shape: .column)
  }

  /// The type of the result.
  enum Result: Hashable, Sendable {
    case type(FormulaType)
    /// The type of an argument, by position.
    case argument(Int)
    /// The common type of arguments, from one position on, every so many.
    case common(from: Int, step: Int)
  }

  /// What the function does.
  enum Body: Sendable {
    /// Over single values; arrays are gone through value by value.
    case scalar(@Sendable (Arguments) throws(CellError) -> CellValue)
    /// Over operands as they are; what is not asked for is not evaluated.
    case general(@Sendable (FunctionCall) throws(CellError) -> Operand)
  }

  /// What sets a function apart.
  struct Traits: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    /// It stands in cells only: criteria have no use for what it gives.
    static let cellsOnly = Traits(rawValue: 1)
    /// Its arguments are computed value by value, wherever it stands.
    static let arrays = Traits(rawValue: 2)
    /// Its result changes with the clock or by chance.
    static let volatile = Traits(rawValue: 32)
    /// Where it takes one value, it may as well take a reference as it is.
    static let references = Traits(rawValue: 8)
    /// All arguments but the first may be references, which it hands on.
    static let branches = Traits(rawValue: 16)
    /// Where its cells are, only computing tells.
    static let dynamic = Traits(rawValue: 4)
  }

  /// Excel's limit on arguments.
  static let many = 255

  let name: String
  let count: ClosedRange<Int>
  let parameters: [Parameter]
  /// How many of the last parameters repeat.
  let repeating: Int
  let result: Result
  let body: Body
  let traits: Traits

  init(
    _ name: String, _ count: ClosedRange<Int>, _ parameters: [Parameter], repeating: Int = 0,
    _ result: FormulaType, _ body: Body, _ traits: Traits = []
  ) {
    self.init(name, count, parameters, repeating: repeating, result: .type(result), body, traits)
  }

  init(
    _ name: String, _ count: ClosedRange<Int>, _ parameters: [Parameter], repeating: Int = 0,
    result: Result, _ body: Body, _ traits: Traits = []
  ) {
    self.name = name
    self.count = count
    self.parameters = parameters
    self.repeating = repeating
    self.result = result
    self.body = body
    self.traits = traits
  }

  /// The parameter an argument is for.
  func parameter(at index: Int) -> Parameter {
    if index < parameters.count { return parameters[index] }
    guard repeating > 0, parameters.count >= repeating else { return parameters.last ?? .any }
    let fixed = parameters.count - repeating
    return parameters[fixed + (index - fixed) % repeating]
  }
}
