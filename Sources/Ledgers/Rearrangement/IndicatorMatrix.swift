import Diagnostics
import SpreadsheetModel

/// A table of marks with an organisation a column, as score sheets of many branches are laid out.
struct IndicatorMatrix {
  private let grid: SheetGrid
  private let headerRow: Int
  private let topRow: Int
  /// The columns of organisations, and the others.
  private let organisations: [Int]
  private let others: [Int]
  private let branchHeader: String
  private let scoreHeader: String

  /// More cells than this are not set out anew.
  private static let limit = 400_000

  /// The matrix on a sheet; `nil` if its header names no organisations beside an indicator.
  init?(grid: SheetGrid, reader: LedgerReader) {
    let catalog = reader.catalog
    guard
      let ledger = catalog.ledgers.firstIndex(where: {
        ["branch", "indicator", "score"].allSatisfy($0.indices)
      }),
      let branch = catalog.ledgers[ledger]["branch"], let score = catalog.ledgers[ledger]["score"],
      let indicator = catalog.ledgers[ledger].index(of: "indicator")
    else { return nil }
    for row in grid.sheet.rows.prefix(20) {
      let organisations = row.cells.filter { Self.isOrganisation($0, reader.vocabulary) }.map(\.column)
      guard organisations.count >= 2, let first = organisations.first else { continue }
      let all = Set(grid.headerPaths(rows: row.index...row.index, memo: reader.vocabulary.memo).map(\.column))
      var others: [Int] = []
      var top = row.index
      var hasIndicator = false
      for column in all.union(0..<first).sorted() where !organisations.contains(column) {
        guard let text = grid.text(row: row.index, column: column) else { continue }
        others.append(column)
        top = min(
          top, grid.tallMerge(covering: CellReference(row: row.index, column: column))?.first.row ?? top)
        let name = reader.vocabulary.memo.text(text).name
        hasIndicator = hasIndicator || reader.vocabulary.field(named: name, in: ledger) == indicator
      }
      guard hasIndicator, grid.sheet.rows.count * organisations.count * 8 <= Self.limit else { return nil }
      self.grid = grid
      headerRow = row.index
      topRow = top
      self.organisations = organisations
      self.others = others
      branchHeader = branch.title.zh
      scoreHeader = score.title.zh
      return
    }
    return nil
  }

  /// Whether a header cell is the name of a Party organisation and nothing more; `原所在党支部` is a header.
  private static func isOrganisation(_ cell: Cell, _ vocabulary: HeaderVocabulary) -> Bool {
    guard case .text(let text) = cell.value, text.utf8.count <= 120, let last = text.unicodeScalars.last,
      "部委会會支總总".unicodeScalars.contains(last)
    else { return false }
    let clean = CleanText(text).text
    return clean.unicodeScalars.count >= 3 && NameHints.organisation(in: clean) == clean
      && !vocabulary.knows(vocabulary.memo.text(clean))
  }

  /// The matrix as a list with a record for each indicator and organisation.
  func list() -> RearrangedSheet {
    var header = others.map { column in
      let cell = placed(row: headerRow, column: column) ?? blank(headerRow, column)
      return self.column(grid.text(of: cell.value) ?? "", [cell.origin])
    }
    // Each column of marks is an organisation's: the name and the mark.
    header.append(self.column(branchHeader, [CellReference(row: headerRow, column: organisations[0])]))
    header.append(self.column(scoreHeader, organisations.map { CellReference(row: headerRow, column: $0) }))
    var list = RearrangedSheet(grid.sheet, columns: header, headerRow: topRow, arrangement: .matrix)
    for row in grid.sheet.rows where row.index > headerRow {
      let own = others.map { placed(row: row.index, column: $0) ?? blank(row.index, $0) }
      let marks = organisations.filter { row[$0].map { !$0.value.isEmpty } ?? false }
      if marks.isEmpty { list.append(own, isHidden: row.isHidden) }
      for column in marks {
        guard let name = placed(row: headerRow, column: column), let mark = row[column] else { continue }
        let place = CellReference(row: row.index, column: column)
        list.append(own + [name, .init(value: mark, origin: place)], isHidden: row.isHidden)
      }
    }
    return list
  }

  /// A column of the list; under a column of marks stands the organisation as its group.
  private func column(_ text: String, _ cells: [CellReference]) -> RearrangedSheet.Column {
    RearrangedSheet.Column(
      texts: [text],
      origins: cells.map { cell in
        let isOrganisation = organisations.contains(cell.column)
        return RearrangedSheet.Origin(
          cell: cell, text: text, group: isOrganisation ? grid.text(row: cell.row, column: cell.column) : nil)
      })
  }

  private func blank(_ row: Int, _ column: Int) -> RearrangedSheet.Placed {
    .init(value: Cell(column: column, value: .empty), origin: CellReference(row: row, column: column))
  }

  /// A cell, or the one whose merge covers it.
  private func placed(row: Int, column: Int) -> RearrangedSheet.Placed? {
    let reference = CellReference(row: row, column: column)
    if let cell = grid.sheet[reference], !cell.value.isEmpty { return .init(value: cell, origin: reference) }
    guard let merge = grid.tallMerge(covering: reference), let cell = grid.sheet[merge.first] else {
      return nil
    }
    return .init(value: cell, origin: merge.first)
  }
}

extension LedgerDefinition {
  /// Whether the ledger has a field.
  fileprivate func indices(_ field: FieldID) -> Bool { index(of: field) != nil }
}
