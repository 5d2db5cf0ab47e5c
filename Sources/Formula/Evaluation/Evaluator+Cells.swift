import SpreadsheetModel

extension Evaluator {
  /// The cells of a reference; `#REF!` if the sheet does not exist or there is no workbook.
  func cells(_ area: ReferenceArea, _ sheet: Code.SheetMention) -> Operand {
    guard let position = position(of: sheet) else { return .error(.reference) }
    return .range(SheetRange(sheet: position, range: range(of: area)))
  }

  /// The same cells of all sheets between two.
  func cells(_ area: ReferenceArea, from first: Code.SheetMention, to last: Code.SheetMention) -> Operand {
    guard let start = position(of: first), let end = position(of: last) else { return .error(.reference) }
    let range = range(of: area)
    return .union((min(start, end)...max(start, end)).map { SheetRange(sheet: $0, range: range) })
  }

  @inline(__always)
  func position(of mention: Code.SheetMention) -> Int? {
    guard let cells else { return nil }
    let position: Int?
    switch mention {
    case .own: position = place.sheet
    case .position(let known): position = known
    case .named(let name): position = cells.sheet(named: name)
    }
    guard let position, position >= 0, position < cells.sheetCount else { return nil }
    return position
  }

  /// The range of a reference as seen from the formula's cell. What leaves the grid comes in again at its other
  /// side, as relative references of names do.
  func range(of area: ReferenceArea) -> CellRange {
    guard rowOffset != 0 || columnOffset != 0 else { return area.range }
    return CellRange(moved(area.first, area.shape), moved(area.last, area.shape))
  }

  @inline(__always)
  func moved(_ corner: ReferenceArea.Corner, _ shape: ReferenceArea.Shape) -> CellReference {
    var cell = corner.cell
    if !corner.isRowAbsolute, shape != .columns {
      cell.row += rowOffset
      if cell.row >= CellReference.rowLimit { cell.row -= CellReference.rowLimit }
      if cell.row < 0 { cell.row += CellReference.rowLimit }
    }
    if !corner.isColumnAbsolute, shape != .rows {
      cell.column += columnOffset
      if cell.column >= CellReference.columnLimit { cell.column -= CellReference.columnLimit }
      if cell.column < 0 { cell.column += CellReference.columnLimit }
    }
    return cell
  }

  /// The value of a cell.
  func value(at cell: CellReference, sheet: Int) -> CellValue {
    guard let cells, sheet >= 0, sheet < cells.sheetCount else { return .error(.reference) }
    return cells.value(row: cell.row, column: cell.column, sheet: sheet, for: self)
  }

  /// The one value a cell shows of a formula's result.
  package func value(of operand: Operand) -> CellValue { scalar(operand) }

  /// The values a formula's result has in rows and columns.
  package func values(of operand: Operand) -> FormulaArray {
    do throws(CellError) { return try array(operand) } catch { return FormulaArray([[.error(error)]]) }
  }

  /// Reads the values of a range, only as far as the sheet has content.
  func read(_ source: SheetRange) -> FormulaArray {
    guard let cells, source.sheet >= 0, source.sheet < cells.sheetCount else {
      return FormulaArray(blank: source.range)
    }
    return cells.read(source, for: self)
  }

  /// The columns of a table in the formula's own row.
  func thisRow(_ source: SheetRange) -> Operand {
    guard source.sheet == place.sheet, source.range.rows.contains(place.cell.row) else {
      return .error(.value)
    }
    let columns = source.range.columns
    return .range(
      SheetRange(
        sheet: source.sheet,
        range: CellRange(
          CellReference(row: place.cell.row, column: columns.lowerBound),
          CellReference(row: place.cell.row, column: columns.upperBound))))
  }

  /// What a formula of a cell spills into.
  func spilled(_ operand: Operand) -> Operand {
    guard case .range(let source) = operand, let cells, source.range.isSingleCell else {
      if case .value(.error(let error)) = operand { return .error(error) }
      return .error(.reference)
    }
    let anchor = source.range.first
    guard let range = cells.spill(row: anchor.row, column: anchor.column, sheet: source.sheet, for: self)
    else { return .error(.reference) }
    return .range(SheetRange(sheet: source.sheet, range: range))
  }

  /// Cells of another workbook, as this one keeps them.
  func external(_ area: ReferenceArea, book: Int, sheet: String) -> Operand {
    guard let array = cells?.external(range(of: area), book: book, sheet: sheet) else { return unsupported() }
    return array.count == 1 ? .cell(array[0, 0]) : .array(array)
  }

  /// Notes that the formula cannot be computed here.
  func unsupported() -> Operand {
    notes.insert(.unsupported)
    return .error(.name)
  }

  /// The range from one reference to another: `A1:INDEX(B:B,3)`.
  func span(_ first: Operand, _ last: Operand) -> Operand {
    if case .value(.error(let error)) = first { return .error(error) }
    if case .value(.error(let error)) = last { return .error(error) }
    guard case .range(let start) = first, case .range(let end) = last, start.sheet == end.sheet else {
      return .error(.value)
    }
    return .range(SheetRange(sheet: start.sheet, range: start.range.union(end.range)))
  }

  /// The cells two references have in common; `#NULL!` if there are none.
  func shared(_ first: Operand, _ second: Operand) -> Operand {
    guard case .range(let left) = first, case .range(let right) = second else { return .error(.value) }
    guard left.sheet == right.sheet, left.range.intersects(right.range) else { return .error(.null) }
    let top = CellReference(
      row: max(left.range.first.row, right.range.first.row),
      column: max(left.range.first.column, right.range.first.column))
    let bottom = CellReference(
      row: min(left.range.last.row, right.range.last.row),
      column: min(left.range.last.column, right.range.last.column))
    return .range(SheetRange(sheet: left.sheet, range: CellRange(top, bottom)))
  }

  /// Several references as one operand.
  func union(_ codes: [Code]) -> Operand {
    var ranges: [SheetRange] = []
    for code in codes {
      switch evaluate(code) {
      case .range(let range): ranges.append(range)
      case .union(let more): ranges.append(contentsOf: more)
      case .value(.error(let error)): return .error(error)
      default: return .error(.value)
      }
    }
    return .union(ranges)
  }
}
