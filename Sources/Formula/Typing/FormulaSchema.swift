/// What a criterion's formula may refer to: the fields of the record under test, the columns of ledgers
/// and named inputs, each with its type.
///
/// Names are found without regard to case. A formula is compiled against a schema once; what it refers to
/// becomes positions in the `FormulaInputs` it is evaluated with.
public struct FormulaSchema: Sendable {
  /// A field, a column or an input.
  public struct Field: Hashable, Sendable {
    /// Its name in formulas.
    public var name: String
    /// Other names it goes by.
    public var aliases: [String]
    /// Its type.
    public var type: FormulaType

    /// Creates a field.
    public init(_ name: String, _ type: FormulaType, aliases: [String] = []) {
      self.name = name
      self.aliases = aliases
      self.type = type
    }
  }

  /// A ledger whose columns can be referred to as a whole.
  public struct Table: Hashable, Sendable {
    /// Its name in formulas.
    public var name: String
    /// Other names it goes by.
    public var aliases: [String]
    /// Its columns.
    public var fields: [Field]

    /// Creates a table.
    public init(_ name: String, fields: [Field], aliases: [String] = []) {
      self.name = name
      self.aliases = aliases
      self.fields = fields
    }
  }

  /// Fields of the record under test, `[@name]`.
  public let fields: [Field]
  /// Named inputs, written bare, such as the day the check is made for.
  public let inputs: [Field]
  /// Ledgers, `name[column]`.
  public let tables: [Table]
  /// The table that the record belongs to, by its position: it may be left out before a bracket.
  public let ownTable: Int?

  private let fieldIndex: [String: Int]
  private let inputIndex: [String: Int]
  private let tableIndex: [String: Int]
  private let columnIndex: [[String: Int]]

  /// Creates a schema.
  public init(
    fields: [Field] = [], inputs: [Field] = [], tables: [Table] = [], ownTable: Int? = nil
  ) {
    self.fields = fields
    self.inputs = inputs
    self.tables = tables
    self.ownTable = ownTable.flatMap { tables.indices.contains($0) ? $0 : nil }
    fieldIndex = Self.index(fields.map { [$0.name] + $0.aliases })
    inputIndex = Self.index(inputs.map { [$0.name] + $0.aliases })
    tableIndex = Self.index(tables.map { [$0.name] + $0.aliases })
    columnIndex = tables.map { Self.index($0.fields.map { [$0.name] + $0.aliases }) }
  }

  /// Every name's position; the first to claim a name has it, and names come before aliases.
  private static func index(_ names: [[String]]) -> [String: Int] {
    var index: [String: Int] = [:]
    for (position, spellings) in names.enumerated() {
      if let name = spellings.first { index[name.lowercased(), default: position] = position }
    }
    for (position, spellings) in names.enumerated() {
      for alias in spellings.dropFirst() where index[alias.lowercased()] == nil {
        index[alias.lowercased()] = position
      }
    }
    return index
  }

  func field(named name: String) -> Int? { fieldIndex[name.lowercased()] }
  func input(named name: String) -> Int? { inputIndex[name.lowercased()] }
  func table(named name: String) -> Int? { tableIndex[name.lowercased()] }
  func column(named name: String, of table: Int) -> Int? { columnIndex[table][name.lowercased()] }
}
