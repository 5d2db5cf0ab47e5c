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

  /// Creates a schema.
  public init(
    fields: [Field] = [], inputs: [Field] = [], tables: [Table] = [], ownTable: Int? = nil
  ) {
    self.fields = fields
    self.inputs = inputs
    self.tables = tables
    self.ownTable = ownTable.flatMap { tables.indices.contains($0) ? $0 : nil }
  }

  func field(named name: String) -> Int? { Self.position(of: name, among: fields) }
  func input(named name: String) -> Int? { Self.position(of: name, among: inputs) }
  func table(named name: String) -> Int? { Self.position(of: name, among: tables) }
  func column(named name: String, of table: Int) -> Int? {
    Self.position(of: name, among: tables[table].fields)
  }

  /// The first that claims a name; names come before aliases. A formula asks for few of the many names there are,
  /// so they are looked through and not put into an index.
  private static func position(of name: String, among all: [some NamedReferent]) -> Int? {
    let name = name.lowercased()
    return all.firstIndex { $0.name.lowercased() == name }
      ?? all.firstIndex { $0.aliases.contains { $0.lowercased() == name } }
  }
}

/// What a formula refers to by one of several names.
private protocol NamedReferent {
  var name: String { get }
  var aliases: [String] { get }
}

extension FormulaSchema.Field: NamedReferent {}
extension FormulaSchema.Table: NamedReferent {}
