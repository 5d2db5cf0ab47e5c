import SpreadsheetModel

/// Parts a sheet at its blank columns where tables of different heights stand side by side.
enum SheetRegions {
  /// The parts, left to right, each with the cells of its columns; the sheet itself where nothing
  /// parts it.
  static func split(_ sheet: Sheet, vocabulary: HeaderVocabulary) -> [Sheet] {
    let ranges = columnRuns(of: sheet)
    guard ranges.count > 1 else { return [sheet] }
    var regions: [(columns: ClosedRange<Int>, header: Int?)] = []
    for range in ranges {
      var finder = HeaderFinder(grid: SheetGrid(part(of: sheet, range)), vocabulary: vocabulary)
      let header = finder.bands().first?.rows.upperBound
      // What has no header of its own belongs to the table at its left.
      if header == nil, let last = regions.indices.last {
        regions[last].columns = regions[last].columns.lowerBound...range.upperBound
      } else {
        regions.append((range, header))
      }
    }
    // Headers in one row are cut apart by what they say, not by the blank between them.
    guard regions.count > 1, Set(regions.map(\.header)).count > 1,
      !regions.contains(where: { $0.header == nil })
    else { return [sheet] }
    return regions.map { part(of: sheet, $0.columns) }
  }

  /// The runs of columns with content, blank columns between them.
  private static func columnRuns(of sheet: Sheet) -> [ClosedRange<Int>] {
    var filled = [Bool](repeating: false, count: CellReference.columnLimit)
    for row in sheet.rows {
      for cell in row.cells where filled.indices.contains(cell.column) && !cell.value.isEmpty {
        filled[cell.column] = true
      }
    }
    var runs: [ClosedRange<Int>] = []
    for column in filled.indices where filled[column] {
      if let last = runs.last, column == last.upperBound + 1 {
        runs[runs.count - 1] = last.lowerBound...column
      } else {
        runs.append(column...column)
      }
    }
    return runs.filter { $0.count > 1 }.count > 1 ? runs : []
  }

  private static func part(of sheet: Sheet, _ columns: ClosedRange<Int>) -> Sheet {
    var part = sheet
    part.rows = sheet.rows.map { row in
      Row(index: row.index, isHidden: row.isHidden, cells: row.cells.filter { columns.contains($0.column) })
    }
    part.mergedRanges = sheet.mergedRanges.filter { columns.contains($0.first.column) }
    return part
  }
}
