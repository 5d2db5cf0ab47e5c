import SpreadsheetModel

/// The header of one column: the texts of its header rows from group to leaf, repeats left out.
struct HeaderPath {
  /// Zero-based column.
  let column: Int
  /// The texts as they stand.
  let texts: [String]
  /// The texts taken apart.
  let parts: [HeaderText]
  /// The year a month header names itself (`2025年3月`).
  let year: Int?

  /// The header's last and most exact part.
  var leaf: HeaderText? { parts.last }

  /// The texts joined by `/`, blanks and line breaks taken out of each.
  var title: String {
    texts.map { text in
      let words = text.unicodeScalars.split(whereSeparator: TextFolding.isSpace).map { String($0) }
      // Blanks between Han characters only stretch a short word; others separate words.
      return words.joined(separator: words.contains { $0.utf8.contains { $0 < 0x80 } } ? " " : "")
    }.joined(separator: "/")
  }

  /// Creates the path of the given texts.
  init(column: Int, texts: [String], memo: HeaderMemo) {
    self.column = column
    var kept: [String] = []
    var parts: [HeaderText] = []
    var year: Int?
    for (index, text) in texts.enumerated() {
      var part = memo.text(text)
      guard !part.isEmpty else { continue }
      if let month = Self.month(part.name, under: parts.last, isLeaf: index == texts.count - 1) {
        part = memo.text("\(month.month)月")
        year = month.year
      }
      // A group repeated in its only leaf says nothing more.
      if part.name == parts.last?.name { continue }
      kept.append(text)
      parts.append(part)
    }
    self.texts = kept
    self.parts = parts
    self.year = year
  }

  /// The month a header stands for when it is not simply `3月`: `2025年3月`, `2025.03`, `3` under a group
  /// of months, `三月份`.
  private static func month(_ name: String, under group: HeaderText?, isLeaf: Bool) -> (
    month: Int, year: Int?
  )? {
    guard name.utf8.count <= 24 else { return nil }
    switch DateText(name).reading {
    case .month(let month): return (month.month, month.year)
    case .monthOnly(let month): return (month, nil)
    default: break
    }
    if let month = Int(name), (1...12).contains(month), let group,
      group.name.has("月") || group.name.has("党费")
    {
      return (month, nil)
    }
    return nil
  }
}

extension SheetGrid {
  /// The header paths of a band of rows, for every column between the first and last with a header.
  ///
  /// A merged group's text is taken for every column it covers. A group that was not merged, with its
  /// text in the first cell only, reaches right as far as leaves stand below it and no other group
  /// begins.
  func headerPaths(rows: ClosedRange<Int>, memo: HeaderMemo) -> [HeaderPath] {
    var columns: Set<Int> = []
    for row in rows {
      for cell in sheet.row(at: row)?.cells ?? [] where text(of: cell)?.isEmpty == false {
        columns.insert(cell.column)
      }
      for range in merges(beginningIn: row) where sheet[range.first]?.value.isEmpty == false {
        columns.formUnion(range.columns.prefix(256))
      }
    }
    let sorted = columns.sorted()
    guard let first = sorted.first else { return [] }
    var grid: [[String?]] = rows.map { row in sorted.map { text(row: row, column: $0) } }
    // Blank texts are no headers.
    for row in grid.indices {
      for column in grid[row].indices where grid[row][column].map({ memo.text($0).isEmpty }) ?? false {
        grid[row][column] = nil
      }
    }
    for row in 0..<max(0, grid.count - 1) {
      var group: String?
      for (position, column) in sorted.enumerated() {
        if let own = grid[row][position] {
          group = isMerged(row: rows.lowerBound + row, column: column) ? nil : own
        } else if let reaching = group, column > first,
          position > 0, sorted[position - 1] == column - 1,
          grid[(row + 1)...].contains(where: { $0[position] != nil }),
          row == 0 || grid[..<row].allSatisfy({ $0[position] == nil || $0[position] == $0[position - 1] }),
          grid[(row + 1)...].contains(where: { $0[position - 1] != nil })
        {
          grid[row][position] = reaching
        } else {
          group = nil
        }
      }
    }
    return sorted.enumerated().compactMap { position, column in
      let path = HeaderPath(column: column, texts: grid.compactMap { $0[position] }, memo: memo)
      return path.parts.isEmpty ? nil : path
    }
  }

  private func isMerged(row: Int, column: Int) -> Bool {
    guard let range = merge(covering: CellReference(row: row, column: column)) else { return false }
    return range.columns.count > 1
  }
}
