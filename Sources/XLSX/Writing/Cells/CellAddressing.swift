import SpreadsheetModel

/// What can name a range of a sheet: a range, a cell, or A1 notation such as `"A1:C9"`.
///
/// A text that names nothing is reported when the workbook is saved (`XLSXWriteError.Code.invalidReference`).
public protocol RangeAddress {
  /// The range, `nil` if there is none of that name.
  var addressedRange: CellRange? { get }
}

/// What can name a cell of a sheet: a reference, or A1 notation such as `"B7"`.
public protocol CellAddress {
  /// The cell, `nil` if there is none of that name.
  var addressedCell: CellReference? { get }
}

extension CellRange: RangeAddress {
  /// The range itself, if it lies inside the grid.
  public var addressedRange: CellRange? {
    first.isInsideGrid && last.isInsideGrid ? self : nil
  }
}

extension CellReference: CellAddress, RangeAddress {
  /// The cell itself, if it lies inside the grid.
  public var addressedCell: CellReference? { isInsideGrid ? self : nil }
  /// The range of the one cell.
  public var addressedRange: CellRange? { isInsideGrid ? CellRange(self) : nil }
}

extension String: CellAddress, RangeAddress {
  /// The cell of an A1 reference.
  public var addressedCell: CellReference? { CellReference(a1: self) }
  /// The range of an A1 reference.
  public var addressedRange: CellRange? { CellRange(a1: self) }
}
