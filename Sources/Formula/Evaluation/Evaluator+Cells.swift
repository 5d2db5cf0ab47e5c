import SpreadsheetModel

extension Evaluator {
  /// The cells of a reference; `#REF!` if the sheet does not exist or there is no workbook.
  func cells(_ area: ReferenceArea, _ sheet: String?) -> Operand {
    let position = sheet.map { self.position(ofSheet: $0) } ?? inputs.sheet
    guard let position, inputs.workbook?.sheets.indices.contains(position) == true else {
      return .error(.reference)
    }
    return .range(SheetRange(sheet: position, range: area.range))
  }

  /// The same cells of all sheets between two.
  func cells(_ area: ReferenceArea, from first: String, to last: String) -> Operand {
    guard let start = position(ofSheet: first), let end = position(ofSheet: last) else {
      return .error(.reference)
    }
    return .union((min(start, end)...max(start, end)).map { SheetRange(sheet: $0, range: area.range) })
  }

  private func position(ofSheet name: String) -> Int? {
    inputs.workbook?.sheets.firstIndex { $0.name == name }
      ?? inputs.workbook?.sheets.firstIndex { SheetName.matches($0.name, name) }
  }

  /// The value of a cell.
  func value(at cell: CellReference, sheet: Int) -> CellValue {
    guard let workbook = inputs.workbook, workbook.sheets.indices.contains(sheet) else {
      return .error(.reference)
    }
    return workbook.sheets[sheet][cell]?.value ?? .empty
  }

  /// Reads the values of a range, only as far as the sheet has content.
  func read(_ source: SheetRange) -> FormulaArray {
    let range = source.range
    func blank() -> FormulaArray {
      FormulaArray(
        rows: range.rows.count, columns: range.columns.count, storedRows: 0, storedColumns: 0,
        values: [], fill: .empty)
    }
    guard let workbook = inputs.workbook, workbook.sheets.indices.contains(source.sheet) else {
      return blank()
    }
    let sheet = workbook.sheets[source.sheet]
    guard let used = sheet.usedRange, used.intersects(range) else { return blank() }
    let lastRow = min(range.last.row, used.last.row)
    let lastColumn = min(range.last.column, used.last.column)
    let width = lastColumn - range.first.column + 1
    let height = lastRow - range.first.row + 1
    // A sheet of two far corners has little content and a huge rectangle.
    guard height <= Self.arrayLimit / max(1, width) else {
      return FormulaArray(
        rows: range.rows.count, columns: range.columns.count, storedRows: 0, storedColumns: 0,
        values: [], fill: .error(.number))
    }
    var values = [CellValue](repeating: .empty, count: width * height)
    for row in sheet.rows where row.index >= range.first.row && row.index <= lastRow {
      let start = (row.index - range.first.row) * width
      for cell in row.cells where cell.column >= range.first.column && cell.column <= lastColumn {
        values[start + cell.column - range.first.column] = cell.value
      }
    }
    return FormulaArray(
      rows: range.rows.count, columns: range.columns.count, storedRows: height, storedColumns: width,
      values: values, fill: .empty)
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
