import SpreadsheetModel

/// Finds the ledgers of a workbook and reads their records, without being told anything about it.
///
/// ```swift
/// let reader = LedgerReader(catalog: try .standard)
/// let file = reader.read(workbook: workbook, path: "机关一支部.xlsx")
/// for table in file.tables { print(table.definition.title.zh, table.records.count) }
/// ```
/// Nothing is dropped silently: sheets that hold no ledger, columns that were not understood and rows
/// that are no records are all told in the result.
public struct LedgerReader: Sendable {
  /// What a caller can choose.
  public struct Options: Sendable {
    /// Whether hidden sheets are read; they mostly hold lists for drop-downs.
    public var readsHiddenSheets: Bool
    /// The ledger every table belongs to, where the caller knows; `nil` leaves it to the recognition.
    public var ledger: LedgerID?

    /// Creates options.
    public init(readsHiddenSheets: Bool = false, ledger: LedgerID? = nil) {
      self.readsHiddenSheets = readsHiddenSheets
      self.ledger = ledger
    }
  }

  /// The ledgers known.
  public let catalog: LedgerCatalog
  /// Mappings given by a person, which win over the recognition.
  public let overrides: MappingFile?
  /// The choices.
  public let options: Options
  let vocabulary: HeaderVocabulary
  let hints: NameHints

  /// Creates a reader. Indexing the catalog takes some milliseconds: make one reader for many files.
  public init(catalog: LedgerCatalog, overrides: MappingFile? = nil, options: Options = Options()) {
    self.catalog = catalog
    self.overrides = overrides
    self.options = options
    vocabulary = HeaderVocabulary(catalog)
    hints = NameHints(catalog)
  }

  /// Reads all ledgers of a workbook. `path` is the file's path as the user gave it.
  public func read(workbook: Workbook, path: String) -> LedgerFile {
    var file = LedgerFile(path: path, tables: [])
    for sheet in workbook.sheets {
      if OwnSheet.isOwn(sheet) {
        file.unreadSheets.append(.init(name: sheet.name, reason: .ours))
      } else if sheet.rows.allSatisfy({ $0.cells.allSatisfy(\.value.isEmpty) }) {
        file.unreadSheets.append(.init(name: sheet.name, reason: .empty))
      } else if sheet.visibility != .visible, !options.readsHiddenSheets {
        file.unreadSheets.append(.init(name: sheet.name, reason: .hidden))
      } else {
        let tables = read(sheet: sheet, path: path, sheetCount: workbook.sheets.count)
        if tables.isEmpty {
          file.unreadSheets.append(.init(name: sheet.name, reason: .unrecognised))
        } else {
          file.tables += tables
        }
      }
    }
    return file
  }

  /// Reads the ledgers of one sheet; none if no header of a known ledger is on it.
  public func read(sheet: Sheet, path: String) -> [LedgerTable] {
    read(sheet: sheet, path: path, sheetCount: 1)
  }

  private func read(sheet: Sheet, path: String, sheetCount: Int) -> [LedgerTable] {
    let restored = RestoredSheet(OriginalColumns.rejoined(sheet))
    let override = overrides?.entry(sheet: sheet.name, path: path)
    var tables: [LedgerTable] = []
    // Where a person says which rows are the header, the sheet is read as it stands.
    let parts =
      override?.headerRows == nil
      ? SheetRegions(reader: self, path: path).split(restored.sheet) : [restored.sheet]
    for part in parts { tables += read(SheetGrid(part), path: path, override: override) }
    restored.noteDamage(in: &tables)
    return tables
  }

  /// Reads a sheet or a part of one, set out anew first if it is a form or a matrix.
  private func read(_ grid: SheetGrid, path: String, override: MappingFile.Entry?) -> [LedgerTable] {
    if override?.headerRows == nil {
      if let list = StepForm(grid: grid, reader: self)?.list()
        ?? GroupedMatrix(grid: grid, reader: self)?.list()
      {
        let tables = self.tables(of: list, path: path, override: override, isHeaderKnown: true)
        if !tables.isEmpty { return tables }
      }
      if let list = LabelledForm(grid: grid, vocabulary: vocabulary)?.list()
        ?? IndicatorMatrix(grid: grid, reader: self)?.list()
      {
        let tables = self.tables(of: list, path: path, override: override, isHeaderKnown: false)
        if !tables.isEmpty { return tables }
      }
    }
    return tables(of: grid, path: path, override: override)
  }

  /// Reads a list that a sheet was set out anew as.
  private func tables(
    of list: RearrangedSheet, path: String, override: MappingFile.Entry?, isHeaderKnown: Bool
  ) -> [LedgerTable] {
    var override = override
    if isHeaderKnown {
      var entry = override ?? MappingFile.Entry()
      entry.headerRows = list.headerRows
      override = entry
    }
    var tables = tables(of: SheetGrid(list.sheet), path: path, override: override)
    list.restorePlaces(in: &tables)
    return tables
  }

  private func tables(of grid: SheetGrid, path: String, override: MappingFile.Entry?) -> [LedgerTable] {
    let layouts = SheetLayout(grid: grid, reader: self, path: path, override: override).layouts
    var tables = layouts.map { TableReader(layout: $0, grid: grid, reader: self, path: path).table() }
    Leftovers(grid: grid, layouts: layouts).note(in: &tables)
    for index in tables.indices { tables[index].keepUnmapped(of: grid.sheet) }
    return tables
  }
}
