import SpreadsheetModel

/// Looks at the values below the headers: takes back mappings they contradict, settles headers that
/// mean different things in different offices, and finds the columns that only their values explain.
struct ColumnRefinement {
  let grid: SheetGrid
  let catalog: LedgerCatalog
  let vocabulary: HeaderVocabulary
  let override: MappingFile.Entry?

  /// Refines the columns of a layout.
  func refine(_ layout: inout TableLayout) {
    let evidence = ValueEvidence(grid: grid, catalog: catalog)
    let rows = grid.sheet.rows[layout.rows]
    layout.columns.removeAll { column in
      let field = layout.definition.fields[column.field]
      let isWeak = column.mapping.evidence == .likeness || column.mapping.confidence < 0.95
      return isWeak
        && evidence.contradicts(field, cells: evidence.sample(column: column.path.column, rows: rows))
    }
    settle(&layout, evidence, rows)
    settleOwners(&layout, evidence, rows)
    standIn(&layout)
    TickColumns(grid: grid, catalog: catalog).find(in: &layout)
    DateParts.find(in: &layout)
    discover(&layout, evidence, rows)
    apply(&layout)
    layout.columns.sort { $0.path.column < $1.path.column }
  }

  /// Headers that hold another field's values in some offices: 党籍状态 with 正式 and 预备, 职务 with 书记 and 委员,
  /// 完成情况 with 已完成, 会议名称 with 支委会 and 党课.
  private func settle(_ layout: inout TableLayout, _ evidence: ValueEvidence, _ rows: ArraySlice<Row>) {
    for (from, to) in [
      ("status", "category"), ("job", "party_role"), ("post", "party_role"), ("stage", "category"),
      ("progress", "status"), ("topic", "kind"),
    ]
      as [(FieldID, FieldID)]
    {
      guard let source = layout.columns.firstIndex(where: { $0.mapping.field == from }),
        !layout.columns.contains(where: { $0.mapping.field == to }),
        let target = layout.definition.index(of: to),
        let list = catalog.codeList(of: layout.definition.fields[target])
      else { continue }
      let cells = evidence.sample(column: layout.columns[source].path.column, rows: rows)
      guard cells.count >= 2, evidence.share(cells, in: list) >= 0.8 else { continue }
      if let own = catalog.codeList(of: layout.definition.fields[layout.columns[source].field]),
        evidence.share(cells, in: own) >= 0.5
      {
        continue
      }
      layout.columns[source].field = target
      layout.columns[source].mapping.field = to
      layout.columns[source].mapping.evidence = .values
      layout.columns[source].mapping.confidence = 0.85
    }
  }

  /// 责任主体 names a branch in one office and a person in another: where all are names of persons and no column
  /// says who, it is the person's.
  private func settleOwners(
    _ layout: inout TableLayout, _ evidence: ValueEvidence, _ rows: ArraySlice<Row>
  ) {
    guard let source = layout.columns.firstIndex(where: { $0.mapping.field == "branch" }),
      layout.columns[source].path.leaf?.name == "责任主体",
      !layout.columns.contains(where: { $0.mapping.field == "owner" }),
      let owner = layout.definition.index(of: "owner"),
      evidence.supports(
        layout.definition.fields[owner],
        cells: evidence.sample(column: layout.columns[source].path.column, rows: rows))
    else { return }
    layout.columns[source].field = owner
    layout.columns[source].mapping.field = "owner"
    layout.columns[source].mapping.evidence = .values
  }

  /// Gives a field without a column the column of its stand-in.
  private func standIn(_ layout: inout TableLayout) {
    for (index, field) in layout.definition.fields.enumerated() where !field.standIns.isEmpty {
      guard !layout.columns.contains(where: { $0.field == index }),
        let source = layout.columns.firstIndex(where: { field.standIns.contains($0.mapping.field) })
      else { continue }
      layout.columns[source].field = index
      layout.columns[source].mapping.field = field.id
      layout.columns[source].mapping.confidence = min(layout.columns[source].mapping.confidence, 0.8)
    }
  }

  private func discover(_ layout: inout TableLayout, _ evidence: ValueEvidence, _ rows: ArraySlice<Row>) {
    var free = Set(layout.definition.fields.indices)
    for column in layout.columns { free.remove(column.field) }
    let mapped = Set(layout.columns.map(\.path.column))
    for path in layout.band.paths where !mapped.contains(path.column) {
      let cells = evidence.sample(column: path.column, rows: rows)
      if let name = path.leaf?.name,
        let field = Misspelling(
          evidence: evidence, ledger: layout.definition, ledgerIndex: layout.ledger, vocabulary: vocabulary
        )
        .field(for: name, cells: cells, free: free)
      {
        free.remove(field)
        let mapping = ColumnMapping(
          field: layout.definition.fields[field].id, header: path.title, column: path.column,
          evidence: .likeness, confidence: 0.75)
        layout.columns.append(TableLayout.Column(mapping: mapping, field: field, path: path))
        continue
      }
      guard
        let (field, confidence) = evidence.field(
          for: cells, header: path.leaf, in: layout.definition, free: free)
      else {
        continue
      }
      free.remove(field)
      let mapping = ColumnMapping(
        field: layout.definition.fields[field].id, header: path.title, column: path.column, evidence: .values,
        confidence: confidence)
      layout.columns.append(
        TableLayout.Column(mapping: mapping, field: field, path: path))
    }
  }

  /// What a mapping file says about columns wins.
  private func apply(_ layout: inout TableLayout) {
    guard let override else { return }
    for path in layout.band.paths {
      guard let given = override.field(column: path.column, header: path.title) else { continue }
      layout.columns.removeAll { $0.path.column == path.column }
      guard let field = given, let index = layout.definition.index(of: field) else { continue }
      layout.columns.removeAll { $0.field == index && $0.role != .gathered }
      let mapping = ColumnMapping(
        field: field, header: path.title, column: path.column, evidence: .given, confidence: 1)
      layout.columns.append(TableLayout.Column(mapping: mapping, field: index, path: path))
    }
  }
}
