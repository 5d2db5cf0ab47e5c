import SpreadsheetModel

/// Finds every ledger on a sheet: its header, its columns and the rows that belong to it.
struct SheetLayout {
  let grid: SheetGrid
  let reader: LedgerReader
  let path: String
  let override: MappingFile.Entry?

  /// A header that reads worse than this belongs to no ledger.
  private static let threshold = 0.34
  /// Readings whose scores differ by less are told apart by the values of their code lists.
  private static let closeScores = 0.12

  /// The ledgers, top to bottom, then left to right.
  var layouts: [TableLayout] {
    if let override, override.ledger == nil, override.isIgnored { return [] }
    var finder = HeaderFinder(grid: grid, vocabulary: reader.vocabulary)
    let bands = override.flatMap(givenBand).map { [$0] } ?? finder.bands()
    let found = headers(bands)
    var result: [TableLayout] = []
    for (index, header) in found.enumerated() {
      let end = index + 1 < found.count ? found[index + 1].above : grid.sheet.rows.count
      let rows = header.firstData..<max(header.firstData, end)
      for var layout in header.layouts {
        layout.rows = rows
        refine(&layout)
        if let last = result.indices.last(where: { isContinuation(layout, of: result[$0]) }) {
          for row in grid.sheet.rows[header.above..<header.firstData] {
            result[last].repeats[row.index] =
              layout.band.rows.contains(row.index) ? .repeatedHeader : .note
          }
          result[last].rows = result[last].rows.lowerBound..<rows.upperBound
        } else {
          result.append(layout)
        }
      }
    }
    return result
  }

  /// A header that some ledger accepts: where its preamble begins, where its data begin, by position
  /// in `Sheet.rows`, and the tables under it.
  private struct Header {
    var above: Int
    var firstData: Int
    var layouts: [TableLayout]
  }

  /// The headers among the rows that look like one. What no ledger accepts is data of the table above.
  private func headers(_ bands: [HeaderBand]) -> [Header] {
    var result: [Header] = []
    for band in bands {
      let start = position(ofRow: band.rows.lowerBound)
      let firstData = position(ofRow: band.rows.upperBound + 1)
      let above = result.last.map { preambleStart(before: start, floor: $0.firstData) } ?? 0
      if let last = result.last, isInsideData(band, start: start, above: above, last) { continue }
      let preamble = Preamble(grid.sheet.rows[above..<start], grid: grid)
      let layouts = HeaderSegments.split(band.paths).compactMap { segment in
        layout(
          HeaderBand(rows: band.rows, paths: segment), preamble: preamble, data: grid.sheet.rows[firstData...]
        )
      }
      if !layouts.isEmpty { result.append(Header(above: above, firstData: firstData, layouts: layouts)) }
    }
    return result
  }

  /// Whether what looks like a header is a record of the table above, whose values happen to be words
  /// that headers use (`书记`, `兼职`): no gap and no title before it, and few of its cells are known.
  private func isInsideData(_ band: HeaderBand, start: Int, above: Int, _ last: Header) -> Bool {
    guard above == start, start >= last.firstData,
      grid.sheet.rows[start - 1].index == band.rows.lowerBound - 1
    else { return false }
    let known = band.paths.count { $0.leaf.map(reader.vocabulary.knows) ?? false }
    return known < 3 || known * 5 < band.paths.count * 3
  }

  // MARK: Rows

  /// The position in `Sheet.rows` of the first row at or below a row number.
  private func position(ofRow index: Int) -> Int {
    grid.sheet.rows.partitioningIndex { $0.index >= index }
  }

  /// Where the title and form lines of a header further down begin: at most six sparse rows above it.
  private func preambleStart(before start: Int, floor: Int) -> Int {
    let rows = grid.sheet.rows
    var position = start
    while position > floor, start - position < 6 {
      let row = rows[position - 1]
      let filled = row.cells.filter { !$0.value.isEmpty }
      let texts = filled.compactMap { grid.text(of: $0) }
      let hasLabel = texts.contains { text in
        !Preamble.pairs(of: text, cell: CellReference(row: row.index, column: 0)).isEmpty
      }
      // Two cells right below the rows of a table are one more of its rows, not a title.
      let isApart = position - 2 < floor ? false : rows[position - 2].index < row.index - 1
      guard filled.count <= 1 || hasLabel || (filled.count == 2 && isApart), filled.count <= 8 else { break }
      let folded = texts.first.map(TextFolding.fold) ?? ""
      if folded.hasPrefix("合计") || folded.hasPrefix("注") || folded.hasPrefix("备注") || folded.hasPrefix("填表人")
        || folded.hasPrefix("审核") || folded.hasPrefix("小计")
      {
        break
      }
      if case .number? = filled.first?.value { break }
      position -= 1
      if filled.isEmpty { continue }
    }
    return position
  }

  /// Whether a header is the one above once more, as printed pages repeat it.
  private func isContinuation(_ layout: TableLayout, of earlier: TableLayout) -> Bool {
    guard layout.definition.id == earlier.definition.id,
      layout.columns.map(\.mapping.field) == earlier.columns.map(\.mapping.field),
      layout.columns.map(\.mapping.column) == earlier.columns.map(\.mapping.column)
    else { return false }
    let title = layout.preamble.title.map(TextFolding.fold)
    return (title == nil || title == earlier.preamble.title.map(TextFolding.fold))
      && (layout.preamble.entries.isEmpty
        || layout.preamble.entries.map(\.text) == earlier.preamble.entries.map(\.text))
  }

  // MARK: Meaning

  private func layout(_ band: HeaderBand, preamble: Preamble, data: ArraySlice<Row>) -> TableLayout? {
    let naming = Naming(preamble, sheet: grid.sheet.name, path: path, hints: reader.hints)
    let matcher = ColumnMatcher(vocabulary: reader.vocabulary)
    let candidates = matcher.candidates(for: band.paths, title: naming.title)
    let ranking = LedgerRanking(catalog: reader.catalog, vocabulary: reader.vocabulary)
    var readings = ranking.readings(band.paths, candidates, hints: naming.weights)
    if let wanted = override?.ledger ?? reader.options.ledger {
      readings = readings.filter { reader.catalog.ledgers[$0.ledger].id == wanted }
    }
    weigh(&readings, band, data)
    guard let best = readings.first else { return nil }
    let isGiven = override?.ledger != nil || reader.options.ledger != nil
    guard isGiven || isAcceptable(best, band, isTitled: naming.titled == best.ledger) else { return nil }
    let definition = reader.catalog.ledgers[best.ledger]
    var columns: [TableLayout.Column] = []
    for (index, candidate) in best.chosen.sorted(by: { $0.key < $1.key }) {
      let path = band.paths[index]
      let mapping = ColumnMapping(
        field: definition.fields[candidate.field].id, header: path.title, column: path.column,
        evidence: candidate.evidence, confidence: min(1, candidate.score))
      columns.append(
        TableLayout.Column(
          mapping: mapping, field: candidate.field, path: path, role: candidate.gathers ? .gathered : .whole))
    }
    var layout = TableLayout(
      definition: definition, ledger: best.ledger, band: band, columns: columns, unmapped: [],
      confidence: confidence(best, readings), alternatives: [], preamble: preamble, rows: 0..<0)
    layout.isPlan = naming.isPlan(of: best.ledger)
    if let titled = naming.titled, titled != best.ledger {
      // Title and columns contradict each other: the columns are read, and a person is told.
      layout.titled = reader.catalog.ledgers[titled].id
      layout.confidence = min(layout.confidence, 0.5)
    }
    layout.alternatives = readings.dropFirst().prefix(3).filter { $0.score > 0.2 }.map {
      LedgerTable.Alternative(ledger: reader.catalog.ledgers[$0.ledger].id, score: min(1, $0.score))
    }
    return layout
  }

  /// Lets the values decide between ledgers whose headers are much alike: 类型 of 支委会 and 党员大会 is a
  /// meeting's, of 志愿服务 a feature's.
  private func weigh(_ readings: inout [LedgerRanking.Reading], _ band: HeaderBand, _ data: ArraySlice<Row>) {
    guard readings.count > 1, readings[1].score > readings[0].score - Self.closeScores else { return }
    let evidence = ValueEvidence(grid: grid, catalog: reader.catalog)
    let bound = readings[0].score - Self.closeScores
    for index in readings.indices where readings[index].score > bound {
      let fields = reader.catalog.ledgers[readings[index].ledger].fields
      for candidate in readings[index].chosen.values {
        let field = fields[candidate.field]
        guard let list = reader.catalog.codeList(of: field) else { continue }
        let cells = evidence.sample(column: band.paths[candidate.column].column, rows: data)
        guard cells.count >= 2 else { continue }
        readings[index].score += (evidence.share(cells, in: list) - 0.5) * Self.closeScores
      }
    }
    readings.sort { ($1.score, $0.ledger) < ($0.score, $1.ledger) }
  }

  /// Looks at the values, now that the table's rows are known, and notes what was not understood.
  private func refine(_ layout: inout TableLayout) {
    ColumnRefinement(
      grid: grid, catalog: reader.catalog, vocabulary: reader.vocabulary, override: override
    )
    .refine(&layout)
    takeRemarks(&layout)
    let mapped = Set(layout.columns.map(\.path.column))
    layout.unmapped = layout.band.paths.filter { !mapped.contains($0.column) }.map {
      LedgerTable.ColumnHeader(text: $0.title, column: $0.column)
    }
  }

  /// `姓名（性别）` over `张三（男）`: the remark in the cell is a field without a column of its own.
  private func takeRemarks(_ layout: inout TableLayout) {
    for index in layout.columns.indices {
      let column = layout.columns[index]
      guard layout.definition.fields[column.field].kind == .personName, column.role == .whole else {
        continue
      }
      for hint in column.path.leaf?.hints ?? [] {
        guard let field = reader.vocabulary.field(named: hint, in: layout.ledger),
          !layout.columns.contains(where: { $0.field == field || $0.remarkField == field })
        else { continue }
        layout.columns[index].remarkField = field
      }
    }
  }

  private func isAcceptable(_ reading: LedgerRanking.Reading, _ band: HeaderBand, isTitled: Bool) -> Bool {
    let definition = reader.catalog.ledgers[reading.ledger]
    let telling = reading.chosen.values.filter { candidate in
      let id = definition.fields[candidate.field].id
      return id != "seq" && id != "remark"
    }
    guard telling.count >= 2, reading.requiredShare > 0 || isKeyed(reading, band) else { return false }
    // Two columns of a wide sheet prove nothing, and of a narrow one little, unless the title says the same or they
    // are all the sheet has and half of what must be there.
    let isWhole = telling.count == band.paths.count && reading.requiredShare >= 0.5
    guard telling.count * 4 >= band.paths.count,
      telling.count > 2 || reading.requiredShare > 0.5 || isWhole || isTitled
    else { return false }
    return reading.score >= Self.threshold
  }

  /// Whether a header without any required column is understood whole and has the number that says
  /// whose the records are: an extract of a personnel system.
  private func isKeyed(_ reading: LedgerRanking.Reading, _ band: HeaderBand) -> Bool {
    let definition = reader.catalog.ledgers[reading.ledger]
    return reading.chosen.count >= 4 && reading.chosen.count == band.paths.count
      && reading.chosen.values.contains { definition.fields[$0.field].kind == .idNumber }
  }

  private func confidence(_ best: LedgerRanking.Reading, _ all: [LedgerRanking.Reading]) -> Double {
    let margin = all.count > 1 ? best.score - all[1].score : best.score
    let average =
      best.chosen.isEmpty
      ? 0 : best.chosen.values.reduce(0) { $0 + min(1, $1.score) } / Double(best.chosen.count)
    let value = 0.45 * average + 0.25 * best.requiredShare + 0.3 * min(1, max(0, margin) / 0.15)
    return min(1, max(0, (value * 1000).rounded() / 1000))
  }

  /// The header rows a mapping file gives.
  private func givenBand(_ entry: MappingFile.Entry) -> HeaderBand? {
    guard let rows = entry.headerRows else { return nil }
    let paths = grid.headerPaths(rows: rows, memo: reader.vocabulary.memo)
    return paths.isEmpty ? nil : HeaderBand(rows: rows, paths: paths)
  }
}
