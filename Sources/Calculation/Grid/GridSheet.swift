import Formula
import SpreadsheetModel

/// The result of a formula that gives several values, and the cells it fills.
final class ArrayArea {
  /// The cell of the formula.
  let anchor: CellReference
  /// The cells filled: of an old array formula the ones it was entered for, of a dynamic one as many as it needs.
  var range: CellRange
  let isDynamic: Bool
  var values: FormulaArray?

  init(anchor: CellReference, range: CellRange, isDynamic: Bool) {
    self.anchor = anchor
    self.range = range
    self.isDynamic = isDynamic
  }

  /// The value of one of its cells. What is single fills everything, what is missing is `#N/A`.
  func value(row: Int, column: Int) -> CellValue {
    guard let values else { return .empty }
    let row = values.rows == 1 ? 0 : row - range.first.row
    let column = values.columns == 1 ? 0 : column - range.first.column
    guard row < values.rows, column < values.columns else { return .error(.notAvailable) }
    let value = values[row, column]
    return value == .empty ? .number(0) : value
  }
}

/// One sheet of the workbook that is computed.
final class GridSheet {
  let name: String
  /// Positions of the columns with content among those of the grid, by column; -1 for none.
  private(set) var columns: [Int32] = []
  private(set) var areas: [ArrayArea] = []
  /// Which areas reach into a column.
  private var areasByColumn: [Int: [Int]] = [:]
  private var anchors: [CellReference: Int] = [:]
  var hiddenRows: Set<Int> = []
  /// The last row with content.
  var lastRow = -1

  init(name: String) {
    self.name = name
  }

  func setColumn(_ column: Int, to position: Int) {
    while columns.count <= column { columns.append(-1) }
    columns[column] = Int32(truncatingIfNeeded: position)
  }

  func addArea(_ area: ArrayArea) {
    anchors[area.anchor] = areas.count
    areas.append(area)
    register(areas.count - 1)
  }

  /// Makes an area known in the columns it reaches into.
  func register(_ position: Int) {
    for column in areas[position].range.columns {
      if areasByColumn[column]?.contains(position) != true {
        areasByColumn[column, default: []].append(position)
      }
    }
  }

  func area(at anchor: CellReference) -> Int? { anchors[anchor] }

  /// The area that fills a cell, but for the one in whose formula it holds.
  func area(covering cell: CellReference) -> ArrayArea? {
    guard !areas.isEmpty, let positions = areasByColumn[cell.column] else { return nil }
    for position in positions where areas[position].range.contains(cell) && areas[position].anchor != cell {
      return areas[position]
    }
    return nil
  }
}
