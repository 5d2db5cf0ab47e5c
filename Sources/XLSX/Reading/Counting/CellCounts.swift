import SpreadsheetModel

/// How many cells of which kind there are.
public struct CellCounts: Hashable, Sendable {
  /// Cells with a value other than empty text, or with a formula.
  public var cells = 0
  /// Cells with a number, dates included.
  public var numbers = 0
  /// Cells with text.
  public var texts = 0
  /// Cells with a truth value.
  public var booleans = 0
  /// Cells with an error.
  public var errors = 0
  /// Cells with a formula.
  public var formulas = 0

  /// No cells.
  public init() {}

  /// Adds the cells of a row.
  public mutating func add(_ row: borrowing RowBuffer) { add(row.cells) }

  mutating func add(_ rowCells: [RawCell]) {
    for cell in rowCells where cell.hasContent {
      cells += 1
      if cell.hasFormula { formulas += 1 }
      switch cell.kind {
      case .empty: break
      case .number: numbers += 1
      case .boolean: booleans += 1
      case .text, .sharedText: texts += 1
      case .error: errors += 1
      }
    }
  }

  /// Adds the cells of a row in memory.
  mutating func add(_ rowCells: [Cell]) {
    for cell in rowCells where cell.formula != nil || (cell.value != .empty && cell.value != .text("")) {
      cells += 1
      if cell.formula != nil { formulas += 1 }
      switch cell.value {
      case .empty: break
      case .number: numbers += 1
      case .boolean: booleans += 1
      case .text: texts += 1
      case .error: errors += 1
      }
    }
  }

  /// The sum of two counts.
  public static func + (left: CellCounts, right: CellCounts) -> CellCounts {
    var sum = left
    sum.cells += right.cells
    sum.numbers += right.numbers
    sum.texts += right.texts
    sum.booleans += right.booleans
    sum.errors += right.errors
    sum.formulas += right.formulas
    return sum
  }
}

extension XLSXReader {
  /// Counts the cells of a sheet, every one of them read as far as its value; nothing is kept, but of a sheet
  /// whose rows are out of order.
  public func cellCounts(of sheet: SheetInfo) throws(XLSXError) -> CellCounts {
    var problems = ReadingProblems()
    return try cellCounts(of: sheet, reporting: &problems)
  }

  /// The same, with what could not be read as it was written; a damaged part is counted as far as it goes.
  public func cellCounts(
    of sheet: SheetInfo, reporting problems: inout ReadingProblems
  ) throws(XLSXError) -> CellCounts {
    var counts = CellCounts()
    guard sheet.hasCells else { return counts }
    let rows = try rows(of: sheet, formulas: .noted)
    do throws(XLSXError) {
      try rows.countCells(into: &counts)
    } catch {
      guard error.isOfOnePart else { throw error }
      guard error.isDamage else {
        problems.add(ReadingProblem(error))
        return CellCounts()
      }
      if rows.isAscending { problems.add(ReadingProblem(error)) }
    }
    guard rows.isAscending else {
      // A row may come again, and a cell of it count twice.
      counts = CellCounts()
      for row in try self.sheet(sheet, reporting: &problems).rows { counts.add(row.cells) }
      return counts
    }
    problems.add(rows.problems)
    return counts
  }

  /// Counts the cells of all sheets.
  public func cellCounts() throws(XLSXError) -> CellCounts {
    var counts = CellCounts()
    for sheet in sheets { counts = counts + (try cellCounts(of: sheet)) }
    return counts
  }
}
