import Diagnostics
import SpreadsheetModel

/// A table whose columns recur under the terms of one field: months down, and 党员大会, 支委会 and 党课 across,
/// each with its 时间, 内容 and 人数. A row is a record for every term it says anything about.
struct GroupedMatrix {
  /// A column of the original with the term it stands under.
  private struct Member {
    var column: Int
    var term: String
    var group: CellReference
    /// The header below the group; `nil` for a term that is a header itself.
    var leaf: String?
    var cell: CellReference
    /// What the columns of different groups have in common: the field, or the header where there is none.
    var key = ""
  }

  /// What the ledger calls the number under a term that has a single column.
  private static let quantity: FieldID = "quantity"
  private static let rowLimit = 12
  /// More cells than this are not set out anew.
  private static let limit = 400_000

  private let grid: SheetGrid
  private let ledger: LedgerDefinition
  private let termField: FieldDefinition
  private let topRow: Int
  private let lastRow: Int
  private let shared: [HeaderPath]
  private let members: [Member]

  /// The matrix on a sheet; `nil` where no row of headers has several terms of a field that a ledger unfolds.
  init?(grid: SheetGrid, reader: LedgerReader) {
    for row in grid.sheet.rows.prefix(Self.rowLimit) {
      guard let (ledger, field) = Self.unfolded(row, grid, reader) else { continue }
      let list = reader.catalog.codeList(of: ledger.fields[field])
      let below = grid.sheet.row(at: row.index + 1)
      let hasLeaves = below.map { Self.isLeafRow($0, row, grid, reader) } ?? false
      let last = row.index + (hasLeaves ? 1 : 0)
      let paths = grid.headerPaths(rows: row.index...last, memo: reader.vocabulary.memo)
      var shared: [HeaderPath] = []
      var members: [Member] = []
      for path in paths {
        guard let first = path.parts.first, let text = path.texts.first,
          let term = list.flatMap({ CodeReading.term(first.name, in: $0) })
        else {
          shared.append(path)
          continue
        }
        let here = CellReference(row: row.index, column: path.column)
        let group = grid.merge(covering: here)?.first ?? Self.groupCell(here, text, grid)
        let leaf = path.texts.count > 1 ? path.texts.last : nil
        members.append(
          Member(
            column: path.column, term: term, group: group, leaf: leaf,
            cell: CellReference(row: leaf == nil ? row.index : last, column: path.column)))
      }
      Self.giveKeys(&members, ledger, reader)
      let recurs = Dictionary(grouping: members, by: \.key).values.contains { $0.count > 1 }
      let hasSingle = members.contains { $0.leaf == nil }
      guard Set(members.map(\.term)).count >= 2, !shared.isEmpty,
        ledger.index(of: Self.quantity) != nil || (recurs && !hasSingle),
        grid.sheet.rows.count * members.count <= Self.limit
      else { continue }
      self.grid = grid
      self.ledger = ledger
      termField = ledger.fields[field]
      topRow = row.index
      lastRow = last
      self.shared = shared
      self.members = members
      return
    }
    return nil
  }

  /// Finds which columns of different groups say the same: 党组织总数 of one and 党支部总数 of another.
  private static func giveKeys(
    _ members: inout [Member], _ ledger: LedgerDefinition, _ reader: LedgerReader
  ) {
    let index = reader.catalog.ledgers.firstIndex { $0.id == ledger.id }
    let matcher = ColumnMatcher(vocabulary: reader.vocabulary)
    var taken: Set<String> = []
    for position in members.indices {
      let member = members[position]
      var key = member.leaf.map(TextFolding.fold) ?? ledger[quantity].map { "=\($0.id)" } ?? ""
      if let leaf = member.leaf {
        let path = HeaderPath(column: 0, texts: [leaf], memo: reader.vocabulary.memo)
        if let field = matcher.candidates(for: [path])[0].first(where: { $0.ledger == index }) {
          let own = "=\(ledger.fields[field.field].id)"
          if !taken.contains("\(member.group) \(own)") { key = own }
        }
      }
      taken.insert("\(member.group) \(key)")
      members[position].key = key
    }
  }

  /// The ledger and field of which a row's headers have at least two terms.
  private static func unfolded(
    _ row: Row, _ grid: SheetGrid, _ reader: LedgerReader
  ) -> (LedgerDefinition, Int)? {
    var names: [String] = []
    for cell in row.cells {
      guard case .text(let text) = cell.value, reader.vocabulary.isTerm(text: text) else { continue }
      names.append(HeaderVocabulary.hanBeginning(of: text))
    }
    guard names.count >= 2 else { return nil }
    for ledger in reader.catalog.ledgers {
      for (index, field) in ledger.fields.enumerated() where field.isUnfolded {
        guard let list = reader.catalog.codeList(of: field) else { continue }
        if Set(names.compactMap { CodeReading.term($0, in: list) }).count >= 2 { return (ledger, index) }
      }
    }
    return nil
  }

  /// Whether a row below the terms has headers and no data: texts, most of them known to some ledger.
  private static func isLeafRow(_ row: Row, _ above: Row, _ grid: SheetGrid, _ reader: LedgerReader) -> Bool {
    var known = 0
    var filled = 0
    for cell in row.cells where !RowClassifier.isBlank(cell) {
      // A header that reaches down from above is no leaf.
      let here = CellReference(row: row.index, column: cell.column)
      if grid.tallMerge(covering: here)?.rows.contains(above.index) ?? false { continue }
      guard case .text(let text) = cell.value, text.utf8.count <= 60,
        text.unicodeScalars.contains(where: TextFolding.isHan)
      else { return false }
      filled += 1
      let header = reader.vocabulary.memo.text(text)
      if reader.vocabulary.knows(header) || reader.vocabulary.knows(reader.vocabulary.memo.text(header.key)) {
        known += 1
      }
    }
    return filled >= 2 && known * 2 >= filled
  }

  /// Where a group's text stands that was not merged over its columns.
  private static func groupCell(_ cell: CellReference, _ text: String, _ grid: SheetGrid) -> CellReference {
    var column = cell.column
    while column >= 0, grid.text(row: cell.row, column: column) != text { column -= 1 }
    return CellReference(row: cell.row, column: max(column, 0))
  }

  // MARK: The list

  /// The matrix as a list with a record for each row and term.
  func list() -> RearrangedSheet {
    let leaves = self.leaves
    var columns = shared.map { path in
      RearrangedSheet.Column(
        texts: [path.title],
        origins: [.init(cell: CellReference(row: topRow, column: path.column), text: path.title)])
    }
    let first = CellReference(row: topRow, column: members[0].column)
    let names = needsName ? [termField.title.zh, ledger["title"]?.title.zh ?? ""] : [termField.title.zh]
    for name in names {
      columns.append(
        .init(texts: [name], origins: [.init(cell: first, text: name, group: group(members[0]))]))
    }
    for leaf in leaves {
      let own = members.filter { $0.key == leaf.key }
      columns.append(
        .init(
          texts: [leaf.text],
          origins: own.map { .init(cell: $0.cell, text: $0.leaf ?? group($0), group: group($0)) }))
    }
    var list = RearrangedSheet(grid.sheet, columns: columns, headerRow: topRow, arrangement: .matrix)
    for member in members { list.claim(member.group) }
    for path in shared {
      for row in topRow...lastRow { list.claim(CellReference(row: row, column: path.column)) }
    }
    for row in grid.sheet.rows where row.index > lastRow { append(row, leaves, names.count, to: &list) }
    return list
  }

  /// The columns of the list that the groups share, each by its key with the first header that has it.
  private var leaves: [(key: String, text: String)] {
    var leaves: [(key: String, text: String)] = []
    for member in members where !leaves.contains(where: { $0.key == member.key }) {
      leaves.append((member.key, member.leaf ?? ledger[Self.quantity]?.title.zh ?? ""))
    }
    return leaves
  }

  /// Whether the records need a name and have none but the term.
  private var needsName: Bool { ledger["title"]?.isRequired ?? false }

  private func group(_ member: Member) -> String {
    grid.text(row: member.group.row, column: member.group.column) ?? member.term
  }

  /// Adds a record for each term of which a row says anything.
  private func append(
    _ row: Row, _ leaves: [(key: String, text: String)], _ names: Int, to list: inout RearrangedSheet
  ) {
    let own = shared.map { placed(row, $0.column) }
    var done: Set<String> = []
    var isEmpty = true
    for member in members where done.insert(group(member)).inserted {
      let columns = members.filter { group($0) == group(member) }
      let isFilled = columns.contains { column in
        row[column.column].map { !RowClassifier.isBlank($0) } ?? false
      }
      guard isFilled else { continue }
      isEmpty = false
      let term = RearrangedSheet.Placed(
        value: Cell(column: 0, value: .text(group(member))), origin: member.group)
      var record = own + [RearrangedSheet.Placed](repeating: term, count: names)
      for leaf in leaves {
        let column = columns.first { $0.key == leaf.key }
        record.append(
          column.map { placed(row, $0.column) }
            ?? .init(
              value: Cell(column: 0, value: .empty),
              origin: CellReference(row: row.index, column: member.column)))
      }
      list.append(record, isHidden: row.isHidden)
    }
    // A note below the table; a month in which nothing was held is none.
    if isEmpty, row.cells.count(where: { !RowClassifier.isBlank($0) }) == 1, let cell = row.cells.first,
      case .text(let text) = cell.value, text.utf8.count > 24
    {
      list.append(own, isHidden: row.isHidden)
    }
  }

  /// A cell, or the one whose merge covers it.
  private func placed(_ row: Row, _ column: Int) -> RearrangedSheet.Placed {
    let reference = CellReference(row: row.index, column: column)
    if let cell = row[column], !cell.value.isEmpty { return .init(value: cell, origin: reference) }
    if let merge = grid.tallMerge(covering: reference), merge.first.row > lastRow,
      let cell = grid.sheet[merge.first]
    {
      return .init(value: cell, origin: merge.first)
    }
    return .init(value: Cell(column: column, value: .empty), origin: reference)
  }
}
