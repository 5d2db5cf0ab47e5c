import SpreadsheetModel

/// A sheet whose headers stand at the left of their values: a card a person, many cards below one
/// another, or a table on its side with a record a column.
struct LabelledForm {
  /// A header with the places of its values.
  private struct Label {
    var text: HeaderText
    var place: RearrangedSheet.Placed
    var values: [RearrangedSheet.Placed]
  }

  private let grid: SheetGrid
  private let vocabulary: HeaderVocabulary
  /// The columns that labels stand in.
  private var labelColumns: [Int] = []

  /// How many rows decide whether a sheet is a form, and how wide one can be.
  private static let sampleLimit = 60
  private static let widthLimit = 400

  /// The form on a sheet; `nil` for a sheet whose headers stand above their values.
  init?(grid: SheetGrid, vocabulary: HeaderVocabulary) {
    self.grid = grid
    self.vocabulary = vocabulary
    guard !beginsWithHeader, findLabels() else { return nil }
  }

  // MARK: Recognition

  /// The header a cell holds. Terms of lists (女, 书记) are values where some header is called so too,
  /// but in a column that is known to hold labels.
  private func label(_ cell: Cell, inLabelColumn: Bool = false) -> HeaderText? {
    guard case .text(let text) = cell.value, vocabulary.mayKnow(text) else { return nil }
    let header = vocabulary.memo.text(text)
    return vocabulary.knows(header) && (inLabelColumn || !vocabulary.isTerm(header)) ? header : nil
  }

  /// The header a cell of a label column holds: one that is known, or ends like one.
  private func labelLike(_ cell: Cell) -> HeaderText? {
    guard case .text(let text) = cell.value, text.utf8.count <= 60, vocabulary.mayKnow(text) else {
      return nil
    }
    let header = vocabulary.memo.text(text)
    return vocabulary.resembles(header) ? header : nil
  }

  /// Whether a list's header stands near the top, as on nearly every sheet, before three rows with labels.
  private var beginsWithHeader: Bool {
    var labelled = 0
    for row in grid.sheet.rows.prefix(12) where labelled < 3 {
      if isHeader(row) { return true }
      if row.cells.contains(where: { label($0) != nil }) { labelled += 1 }
    }
    return false
  }

  /// Finds the columns that hold labels and nothing else, none beside another, nothing at their left.
  private mutating func findLabels() -> Bool {
    var known: [Int: Set<String>] = [:]
    var filled: [Int: Int] = [:]
    var labelCount: [Int: Int] = [:]
    var likeCount: [Int: Int] = [:]
    var rows: Set<Int> = []
    for row in grid.sheet.rows.prefix(Self.sampleLimit) {
      for cell in row.cells where !cell.value.isEmpty {
        filled[cell.column, default: 0] += 1
        guard let label = label(cell, inLabelColumn: true) else {
          if labelLike(cell) != nil { likeCount[cell.column, default: 0] += 1 }
          continue
        }
        labelCount[cell.column, default: 0] += 1
        if !vocabulary.isTerm(label) { known[cell.column, default: []].insert(label.name) }
      }
    }
    // Titles above and notes below share the first column.
    labelColumns = known.filter { column, names in
      names.count >= 2 && (labelCount[column] ?? 0) * 2 >= filled[column] ?? 0
    }
    .keys.sorted()
    // Values can be words that headers use as well (正式党员, 书记): the fuller column of two has the labels.
    let candidates = labelColumns
    labelColumns.removeAll { column in
      [column - 1, column + 1].contains { beside in
        candidates.contains(beside) && (known[column]?.count ?? 0) * 2 <= (known[beside]?.count ?? 0)
      }
    }
    // A column with one label only, once on each card, and nothing else; one whose labels are all terms.
    for (column, count) in labelCount.sorted(by: { $0.key < $1.key }) where !labelColumns.contains(column) {
      let isOneLabel =
        known[column]?.count == 1 && !labelColumns.isEmpty
        && count + (likeCount[column] ?? 0) == filled[column]
      let areTerms = labelColumns.count >= 2 && count * 2 >= filled[column] ?? 0
      let isBeside = labelColumns.contains(column - 1) || labelColumns.contains(column + 1)
      if isOneLabel || areTerms, !isBeside { labelColumns = (labelColumns + [column]).sorted() }
    }
    guard let first = labelColumns.first,
      zip(labelColumns, labelColumns.dropFirst()).allSatisfy({ $1 > $0 + 1 })
    else { return false }
    var names: Set<String> = []
    var withValue = 0
    for row in grid.sheet.rows.prefix(Self.sampleLimit) {
      // A row of headers side by side, before any labels to speak of, heads an ordinary list.
      if rows.count < 3, isHeader(row) { return false }
      let labels = labels(of: row)
      guard !labels.isEmpty else { continue }
      let isBeside = row.cells.contains { cell in
        cell.column < first && !cell.value.isEmpty
          && grid.tallMerge(covering: CellReference(row: row.index, column: cell.column)) == nil
      }
      if isBeside { return false }
      for label in labels {
        guard names.insert(label.text.name).inserted else { continue }
        rows.insert(row.index)
        if label.values.contains(where: { !$0.value.value.isEmpty }) { withValue += 1 }
      }
    }
    guard names.count >= 4, withValue * 2 >= names.count else { return false }
    // Two rows are a card only where labels and values take turns along them.
    return rows.count >= 3 || (rows.count == 2 && labelColumns.count >= 2 && names.count >= 6)
  }

  /// Whether a row reads as the header of a list: known headers side by side, with no room for values
  /// between them.
  private func isHeader(_ row: Row) -> Bool {
    var filled = 0
    var pairs = 0
    var names: Set<String> = []
    var before: (name: String, end: Int)?
    for cell in row.cells where !cell.value.isEmpty {
      filled += 1
      let name = label(cell)?.name
      if let name {
        if let before, before.name != name, before.end + 1 == cell.column { pairs += 1 }
        names.insert(name)
      }
      let own = CellReference(row: row.index, column: cell.column)
      before = name.map { ($0, grid.merge(covering: own)?.columns.upperBound ?? cell.column) }
    }
    return pairs >= 2 || (pairs == 1 && names.count >= 3 && names.count * 4 >= filled * 3)
  }

  /// The labels of a row with the cells between each and the next.
  private func labels(of row: Row) -> [Label] {
    var starts: [(cell: Cell, text: HeaderText)] = []
    for cell in row.cells where labelColumns.contains(cell.column) {
      // A title that ends like a label has no value beside it.
      let isAlone = row.cells.allSatisfy { $0.column == cell.column || $0.value.isEmpty }
      let text = isAlone ? label(cell, inLabelColumn: true) : labelLike(cell)
      if let text { starts.append((cell, text)) }
    }
    return starts.enumerated().map { index, start in
      let own = CellReference(row: row.index, column: start.cell.column)
      let after = (grid.merge(covering: own)?.columns.upperBound ?? own.column) + 1
      let nextLabel = labelColumns.first {
        $0 > own.column && index + 1 < starts.count && $0 >= starts[index + 1].cell.column
      }
      let last = row.cells.last?.column ?? after
      let end = min(nextLabel ?? last + 1, after + Self.widthLimit)
      var values: [RearrangedSheet.Placed] = []
      for column in after..<max(end, after + 1) {
        let reference = CellReference(row: row.index, column: column)
        // The cells of a merge after the first hold nothing of their own.
        if let merge = grid.merge(covering: reference), merge.first != reference { continue }
        values.append(.init(value: row[column] ?? Cell(column: column, value: .empty), origin: reference))
      }
      return Label(text: start.text, place: .init(value: start.cell, origin: own), values: values)
    }
  }

  // MARK: The list

  /// The form as a list with a record a row.
  func list() -> RearrangedSheet? {
    var blocks: [[Label]] = []
    for row in grid.sheet.rows {
      for label in labels(of: row) {
        if blocks.isEmpty || blocks[blocks.count - 1].contains(where: { $0.text.name == label.text.name }) {
          blocks.append([])
        }
        blocks[blocks.count - 1].append(label)
      }
    }
    guard let top = blocks.first?.first?.place.origin.row else { return nil }
    var columns: [String: Int] = [:]
    var header: [RearrangedSheet.Column] = []
    for label in blocks.joined() {
      guard case .text(let text) = label.place.value.value else { continue }
      if columns[label.text.name] == nil {
        columns[label.text.name] = header.count
        let origin = RearrangedSheet.Origin(cell: label.place.origin, text: text)
        header.append(RearrangedSheet.Column(texts: [text], origins: [origin]))
      }
    }
    var list = RearrangedSheet(grid.sheet, columns: header, headerRow: top, arrangement: .card)
    for label in blocks.joined() { list.claim(label.place.origin) }
    for block in blocks {
      for number in 0..<records(in: block) {
        let blank = RearrangedSheet.Placed(
          value: Cell(column: 0, value: .empty), origin: block[0].place.origin)
        var record = [RearrangedSheet.Placed](repeating: blank, count: header.count)
        for label in block {
          guard let column = columns[label.text.name], label.values.indices.contains(number) else { continue }
          record[column] = label.values[number]
        }
        list.append(record, isHidden: false)
      }
    }
    return list
  }

  /// How many records stand side by side: one on a card, the filled columns of a table on its side.
  private func records(in block: [Label]) -> Int {
    guard labelColumns.count == 1 else { return 1 }
    let counts = block.map { label in
      (label.values.lastIndex { !$0.value.value.isEmpty } ?? -1) + 1
    }
    // A stray remark beside one label is no second record.
    let several = counts.count { $0 >= 2 }
    return several * 2 > counts.count ? counts.max() ?? 1 : 1
  }
}
