import SpreadsheetModel

/// The rows of one header.
struct HeaderBand {
  /// Zero-based rows.
  var rows: ClosedRange<Int>
  /// The columns' header paths.
  var paths: [HeaderPath]
}

/// Finds the rows of a sheet that are headers, wherever they stand and however often they recur.
struct HeaderFinder {
  let grid: SheetGrid
  let vocabulary: HeaderVocabulary

  /// A header of more rows than this is none.
  private static let heightLimit = 4

  /// Which texts are known headers: the values of a ledger repeat, so that most are looked up once.
  private var seen: [String: Bool] = [:]
  private static let seenLimit = 4096

  init(grid: SheetGrid, vocabulary: HeaderVocabulary) {
    self.grid = grid
    self.vocabulary = vocabulary
  }

  /// The headers in order of their rows.
  mutating func bands() -> [HeaderBand] {
    var bands: [HeaderBand] = []
    var after = -1
    for row in grid.sheet.rows where row.index > after {
      guard isAnchor(row) else { continue }
      guard let band = band(around: row.index, after: after) else { continue }
      bands.append(band)
      after = band.rows.upperBound
    }
    return bands
  }

  /// Whether a row has at least two cells that some ledger knows as headers, and few others.
  private mutating func isAnchor(_ row: Row) -> Bool {
    var filled = 0
    var possible = 0
    for cell in row.cells {
      switch cell.value {
      case .empty: continue
      case .text(let text):
        filled += 1
        if vocabulary.mayKnow(text) { possible += 1 }
      default: filled += 1
      }
    }
    guard possible >= 2 else { return false }
    // A year of months (2025.1, 2025.2) is as good as one group over them.
    if possible * 3 < filled { filled -= Self.consecutiveMonths(in: row, of: grid.sheet) }
    guard possible * 3 >= filled else { return false }
    var known: Set<String> = []
    for cell in row.cells {
      guard case .text(let text) = cell.value, vocabulary.mayKnow(text), knows(text) else { continue }
      known.insert(text)
    }
    // A group row over twelve months has few known words; data rows have one or none.
    guard known.count >= 2 else { return false }
    return known.count * 3 >= filled
      || known.count * 3 >= filled - Self.consecutiveMonths(in: row, of: grid.sheet)
  }

  /// How many cells of a row are months that follow one another, as `2025.01`, `2025年1月` or dates.
  private static func consecutiveMonths(in row: Row, of sheet: Sheet) -> Int {
    var count = 0
    var before = 0
    for cell in row.cells {
      guard let month = month(of: cell, in: sheet) else { continue }
      let ordinal = month.year * 12 + month.month
      count = ordinal == before + 1 ? count + 1 : 1
      before = ordinal
    }
    return count >= 3 ? count : 0
  }

  private static func month(of cell: Cell, in sheet: Sheet) -> CivilMonth? {
    switch cell.value {
    case .number: return sheet.date(of: cell).map { CivilMonth($0) }
    case .text(let text):
      // Days have two marks, and there are many of them.
      guard (6...14).contains(text.utf8.count), text.utf8.first == UInt8(ascii: "2"),
        text.utf8.count(where: {
          $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/")
        })
          <= 1, case .month(let month) = DateText(text).reading
      else { return nil }
      return month
    default: return nil
    }
  }

  private mutating func knows(_ text: String) -> Bool {
    if let answer = seen[text] { return answer }
    let answer = vocabulary.knows(vocabulary.memo.text(text))
    if seen.count < Self.seenLimit { seen[text] = answer }
    return answer
  }

  /// The band of rows around an anchor that reads best.
  private func band(around anchor: Int, after: Int) -> HeaderBand? {
    var best: (band: HeaderBand, score: Double)?
    let lowest = max(after + 1, anchor - (Self.heightLimit - 1))
    for start in lowest...anchor {
      for end in anchor..<(start + Self.heightLimit)
      where isPossible(rows: start...end, anchor: anchor) && !isCutOff(rows: start...end) {
        let paths = grid.headerPaths(rows: start...end, memo: vocabulary.memo)
        let score = score(paths, rows: start...end)
        if score > (best?.score ?? 0) + 0.001 { best = (HeaderBand(rows: start...end, paths: paths), score) }
      }
    }
    return best?.band
  }

  /// Whether most headers of a band are merged with the row below it: the band ends too early, whatever the
  /// one group means whose columns that row splits.
  private func isCutOff(rows: ClosedRange<Int>) -> Bool {
    guard grid.hasTallMerges, let row = grid.sheet.row(at: rows.lowerBound),
      let below = grid.sheet.row(at: rows.upperBound + 1), below.cells.contains(where: { !$0.value.isEmpty })
    else { return false }
    var reaching = 0
    var filled = 0
    for cell in row.cells where !cell.value.isEmpty {
      filled += 1
      let range = grid.tallMerge(covering: CellReference(row: row.index, column: cell.column))
      // Merges further down are those of data that hold for several records.
      if let range, range.first.row == rows.lowerBound, range.last.row == rows.upperBound + 1 {
        reaching += 1
      }
    }
    return filled >= 4 && reaching * 2 > filled
  }

  /// Whether rows can form one header: every row has text, none holds data.
  private func isPossible(rows: ClosedRange<Int>, anchor: Int) -> Bool {
    for index in rows where index != anchor {
      guard let row = grid.sheet.row(at: index) else { return false }
      var texts = 0
      // Most rows below a header have a number or a date; only such as have none are taken apart.
      for cell in row.cells {
        switch cell.value {
        case .empty: continue
        case .text(let text): if text.utf8.count > 120 { return false }
        case .number(let number):
          // Months as numbers below a group; a date that shows a month.
          let isMonth = number >= 1 && number <= 12 && index > anchor && isUnderGroup(cell, anchor: anchor)
          if !isMonth && grid.sheet.date(of: cell) == nil { return false }
          texts += 1
        default: return false
        }
      }
      for cell in row.cells {
        guard case .text(let text) = cell.value else { continue }
        let header = vocabulary.memo.text(text)
        if header.isEmpty { continue }
        if let number = Int(header.name),
          !((1...12).contains(number) && index > anchor && isUnderGroup(cell, anchor: anchor))
        {
          return false
        }
        texts += 1
      }
      if texts == 0 { return false }
      if index < anchor, !isGroupRow(row, above: anchor) { return false }
    }
    return true
  }

  /// Whether a cell below the anchor stands under a merged group of it, or where the anchor is blank:
  /// months as `1 2 3`, and not the numbers of all columns.
  private func isUnderGroup(_ cell: Cell, anchor: Int) -> Bool {
    let above = CellReference(row: anchor, column: cell.column)
    guard let own = grid.sheet[above], !own.value.isEmpty else { return true }
    return (grid.merge(covering: above)?.columns.count ?? 1) > 1
  }

  /// Whether a row above the anchor groups its columns: it has merges narrower than the table, or
  /// cells that reach down into the header, or several texts.
  private func isGroupRow(_ row: Row, above anchor: Int) -> Bool {
    let filled = row.cells.filter { !$0.value.isEmpty }
    guard let anchorRow = grid.sheet.row(at: anchor) else { return false }
    let width = anchorRow.cells.count
    func reachesDown(_ cell: Cell) -> Bool {
      grid.tallMerge(covering: CellReference(row: row.index, column: cell.column))?.rows.contains(anchor)
        ?? false
    }
    if filled.contains(where: reachesDown) { return true }
    // A form line has labels with colons, a title stands alone.
    for cell in filled {
      if case .text(let text) = cell.value, text.has("：") || text.has(":") { return false }
    }
    for cell in filled {
      guard let range = grid.merge(covering: CellReference(row: row.index, column: cell.column)) else {
        continue
      }
      if range.columns.count > 1, filled.count > 1, range.columns.count < max(width, 3) { return true }
    }
    return filled.count > 1
  }

  /// How well the paths read: known headers count, unknown and duplicate ones against it; a row that
  /// adds nothing makes the band worse.
  private func score(_ paths: [HeaderPath], rows: ClosedRange<Int>) -> Double {
    var score = 0.0
    var seen: Set<String> = []
    let isLayered = isLayered(rows)
    for path in paths {
      guard let leaf = path.leaf else { continue }
      let joined = path.parts.map(\.name).joined()
      if vocabulary.knows(leaf) {
        // The same leaf under different groups (应到, 实到 for two votes) counts as known too.
        score += seen.insert(joined).inserted ? 1 : 0.4
      } else if vocabulary.knows(vocabulary.memo.text(joined)) {
        score += 1
      } else if path.parts.count > 1, isLayered, vocabulary.isTerm(leaf) {
        // 评定等次 over 优秀 and 合格: columns to tick.
        score += 1
      } else if !isLayered, path.parts.dropLast().contains(where: vocabulary.knows) {
        // The leaf of a known header may be data taken for a header row.
        score -= 0.75
      } else {
        score -= 0.1
      }
    }
    // Merged groups over the leaves are part of the header even where the leaves say enough.
    let groups = rows.dropLast().count { row in
      let merges = grid.merges(beginningIn: row).filter { $0.rows.count == 1 && $0.columns.count > 1 }
      return merges.count > 1 || (merges.count == 1 && (grid.sheet.row(at: row)?.cells.count ?? 0) > 1)
    }
    return score - 0.05 * Double(rows.count - 1) + 0.1 * Double(groups) + (isLayered ? 1.5 : 0)
  }

  /// Whether each lower row stands only where the row above leaves room: under merged groups, under
  /// blanks, or under a text with a blank beside it. Data rows stand under everything.
  private func isLayered(_ rows: ClosedRange<Int>) -> Bool {
    guard rows.count > 1 else { return false }
    for index in rows.dropLast() {
      guard let upper = grid.sheet.row(at: index), let lower = grid.sheet.row(at: index + 1) else {
        return false
      }
      func isFilled(_ row: Row, _ column: Int) -> Bool { row[column].map { !$0.value.isEmpty } ?? false }
      for cell in lower.cells where !cell.value.isEmpty && isFilled(upper, cell.column) {
        let above = CellReference(row: index, column: cell.column)
        if (grid.merge(covering: above)?.columns.count ?? 1) > 1 { continue }
        if !isFilled(upper, cell.column + 1), isFilled(lower, cell.column + 1) { continue }
        return false
      }
    }
    return true
  }
}
