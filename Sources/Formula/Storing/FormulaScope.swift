/// What the formulas of a workbook may name: a formula that names a sheet, a table or another workbook which
/// is not there is one that Excel takes out of the file.
public struct FormulaScope: Hashable, Sendable {
  private let sheets: Set<String>
  private let tables: Set<String>
  private let links: Int

  /// Creates a scope.
  ///
  /// - Parameters:
  ///   - sheets: The names of the sheets.
  ///   - tables: The names of the tables.
  ///   - links: How many other workbooks the workbook refers to, which formulas name by their numbers.
  public init(sheets: some Sequence<String>, tables: some Sequence<String>, links: Int) {
    self.sheets = Set(sheets.map { $0.lowercased() })
    self.tables = Set(tables.map { $0.lowercased() })
    self.links = links
  }

  /// This scope with what another has besides.
  public func union(_ other: FormulaScope) -> FormulaScope {
    FormulaScope(
      sheets: sheets.union(other.sheets), tables: tables.union(other.tables), links: max(links, other.links))
  }

  /// Whether there is a sheet of a name.
  public func hasSheet(_ name: String) -> Bool { sheets.contains(name.lowercased()) }

  /// Checks what a formula names.
  ///
  /// - Parameter needsTable: Whether a reference such as `[@金额]` must say its table, as it stands in none.
  /// - Throws: The first name that means nothing.
  public func check(_ formula: StoredFormula, needsTable: Bool = false) throws(FormulaError) {
    for mention in formula.sheets {
      for name in [mention.value.name, mention.value.last].compactMap(\.self) {
        guard mention.value.isExternal ? hasLink(name) : sheets.contains(name.lowercased()) else {
          throw FormulaError(mention.value.isExternal ? .noLink : .noSheet, mention.range, ["name": name])
        }
      }
    }
    for mention in formula.tables {
      if let name = mention.value, !tables.contains(name.lowercased()) {
        // A table of another workbook stands behind the name of that workbook.
        if name.contains("!") || name.contains("]") { continue }
        throw FormulaError(.noTable, mention.range, ["name": name])
      }
      if mention.value == nil, needsTable { throw FormulaError(.noTable, mention.range, ["name": "[…]"]) }
    }
  }

  /// Whether `[2]Sheet1` has a number that the workbook knows; a book called by its name is taken as it is.
  private func hasLink(_ name: String) -> Bool {
    guard name.first == "[", let close = name.firstIndex(of: "]"),
      let number = Int(name[name.index(after: name.startIndex)..<close])
    else { return true }
    // Number 0 is the workbook itself.
    return (0...links).contains(number)
  }
}
