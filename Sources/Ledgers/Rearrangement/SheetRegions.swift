import SpreadsheetModel

/// Parts a sheet at its blank columns where tables stand side by side.
struct SheetRegions {
  let reader: LedgerReader
  let path: String

  /// More tables than this do not stand side by side.
  private static let runLimit = 8

  /// The parts, left to right, each with the cells of its columns; the sheet itself where nothing
  /// parts it.
  func split(_ sheet: Sheet) -> [Sheet] {
    let runs = Self.columnRuns(of: sheet)
    guard runs.count > 1, runs.count <= Self.runLimit else { return [sheet] }
    var regions: [Region] = []
    for columns in runs {
      let region = self.region(columns, of: sheet)
      guard let last = regions.last else {
        regions.append(region)
        continue
      }
      let joined = self.region(last.columns.lowerBound...columns.upperBound, of: sheet)
      if isCut(last, region, joined) {
        regions.append(region)
      } else {
        regions[regions.count - 1] = joined
      }
    }
    return regions.count > 1 ? regions.map(\.sheet) : [sheet]
  }

  /// Columns of a sheet and the ledgers that are found if nothing else is looked at.
  private struct Region {
    var columns: ClosedRange<Int>
    var sheet: Sheet
    var tables: [TableLayout]

    /// How many columns are understood.
    var understood: Int { tables.reduce(0) { $0 + $1.columns.count } }
    /// The first header's rows.
    var header: ClosedRange<Int>? { tables.first?.band.rows }
  }

  private func region(_ columns: ClosedRange<Int>, of sheet: Sheet) -> Region {
    let part = Self.part(of: sheet, columns)
    let layout = SheetLayout(grid: SheetGrid(part), reader: reader, path: path, override: nil)
    return Region(columns: columns, sheet: part, tables: layout.layouts)
  }

  /// Whether two neighbours are tables of their own: read as one they fall into several all the same,
  /// side by side or under headers in different rows, or more is understood of them one by one. What has
  /// no header of its own belongs to the table at its left.
  private func isCut(_ left: Region, _ right: Region, _ joined: Region) -> Bool {
    guard let first = left.header, let second = right.header else { return false }
    if joined.tables.count > 1 {
      let areBeside = joined.tables[0].band.rows == joined.tables[1].band.rows
      if areBeside || !first.overlaps(second) { return true }
    }
    return left.understood + right.understood >= joined.understood + 2
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
