import Diagnostics
import SpreadsheetModel

/// A field of one record: the cleaned value, the cell it came from and what was done to it.
public struct RecordField: Sendable, Hashable {
  /// The cleaned value.
  public var value: FieldValue
  /// Whether the cell holds a formula, which nothing may overwrite.
  public var isFormula: Bool
  /// Row and column in 32 bits each: there are millions of fields, and the grid has fewer rows.
  private var packedCell: PackedCell
  /// What the cell showed, untouched.
  public var original: String
  /// Most fields have no change, and a change is large: kept apart, a field is half as big.
  private var changeBox: ChangeBox?

  /// Why the value differs from the cell, `nil` where it does not.
  public var change: ValueChange? {
    get { changeBox?.change }
    set { changeBox = newValue.map(ChangeBox.init) }
  }

  /// Its cell, `nil` where the value comes from a title line, the sheet's name or a default.
  public var cell: CellReference? {
    get { packedCell.reference }
    set { packedCell = PackedCell(newValue) }
  }

  /// Creates a field.
  public init(
    value: FieldValue, cell: CellReference?, original: String, change: ValueChange? = nil,
    isFormula: Bool = false
  ) {
    self.value = value
    self.isFormula = isFormula
    packedCell = PackedCell(cell)
    self.original = original
    changeBox = change.map(ChangeBox.init)
  }

  /// An optional reference in eight bytes; a reference outside the grid is none.
  private struct PackedCell: Sendable, Hashable {
    private var row: Int32
    private var column: Int32

    init(_ reference: CellReference?) {
      guard let reference, let row = Int32(exactly: reference.row),
        let column = Int32(exactly: reference.column), row >= 0
      else {
        (row, column) = (-1, -1)
        return
      }
      self.row = row
      self.column = column
    }

    var reference: CellReference? {
      row < 0 ? nil : CellReference(row: Int(row), column: Int(column))
    }
  }

  /// A change on the heap.
  private final class ChangeBox: Sendable, Hashable {
    let change: ValueChange

    init(_ change: ValueChange) { self.change = change }

    static func == (left: ChangeBox, right: ChangeBox) -> Bool { left.change == right.change }
    func hash(into hasher: inout Hasher) { hasher.combine(change) }
  }

  /// A field for which the table has no column.
  public static let absent = RecordField(value: .missing, cell: nil, original: "")
}

/// One record of a ledger: a value for every field of its definition, in the definition's order.
public struct LedgerRecord: Sendable, Hashable {
  /// Zero-based row of the sheet; several records may share one (a row of twelve months).
  public var row: Int
  /// Whether the row is hidden.
  public var isHidden: Bool
  /// The fields, by the index of `LedgerDefinition.index(of:)`.
  public var fields: [RecordField]
  /// What the row has in columns that were not understood.
  public var unmapped: [UnmappedValue] = []

  /// Creates a record.
  public init(row: Int, isHidden: Bool = false, fields: [RecordField]) {
    self.row = row
    self.isHidden = isHidden
    self.fields = fields
  }
}
