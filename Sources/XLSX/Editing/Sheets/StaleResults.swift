import Formula
import OpenPackaging
import SpreadsheetModel

/// Finds the formulas whose stored results no longer hold after cells have changed, and takes those
/// results out, so that every application computes them when it opens the file: LibreOffice and WPS show
/// a stored result as it is, whatever the workbook asks for.
///
/// What a formula depends on is read from its references, names and tables included. Where that cannot be
/// told (`INDIRECT`, `OFFSET`, array formulas, formulas not understood) the result stays, and
/// `fullCalcOnLoad` has to do.
struct StaleResults {
  /// Past so many formulas the search is not worth its time.
  static let formulaLimit = 200_000

  private struct FormulaCell {
    var sheet: Int
    var cell: CellReference
    var references: [SheetRange]
    /// The cell's type attribute and stored result, to be taken out.
    var spans: [Range<Int>]
  }

  private let workbook: EditedWorkbook
  private var package: PackageEdit
  private var formulas: [FormulaCell] = []
  private var documents: [Int: MarkupDocument] = [:]
  private var scope: ReferenceScope
  /// Formula cells whose results depend on the changed cells, by the position of their sheet; known once
  /// their results are taken out.
  private(set) var dependents: [Int: Set<CellReference>] = [:]
  /// Whether all formulas were looked at.
  private(set) var isComplete = true

  /// - Parameter formulaFree: Parts known to hold no formula.
  init(_ package: PackageEdit, _ workbook: EditedWorkbook, formulaFree: Set<String>) throws(EditError) {
    self.package = package
    self.workbook = workbook
    scope = try ReferenceScope(workbook, package)
    for (position, sheet) in workbook.sheets.enumerated() where sheet.kind == "worksheet" {
      guard let part = sheet.part, package.contains(part), !formulaFree.contains(part) else { continue }
      let index = try SheetIndex(part: part, bytes: package.content(of: part))
      let groups = FormulaGroups(index)
      guard groups.hasFormula else { continue }
      try collect(index, groups, sheet: position)
      if !isComplete { return }
    }
  }

  /// Takes out the results that depend on changed cells.
  mutating func remove(after changes: [CellChange]) throws(EditError) -> PackageEdit {
    var waiting: [(sheet: Int, cell: CellReference)] = changes.compactMap { change in
      workbook.index(ofSheet: change.sheet).map { ($0, change.cell) }
    }
    let changed = Set(waiting.map { Place(sheet: $0.sheet, cell: $0.cell) })
    var narrow: [Place: [Int]] = [:]
    var wide: [Int: [Int]] = [:]
    for (index, formula) in formulas.enumerated() {
      for reference in formula.references {
        if reference.range.rows.count <= 64 {
          for row in reference.range.rows {
            narrow[Place(sheet: reference.sheet, cell: CellReference(row: row, column: 0)), default: []]
              .append(index)
          }
        } else {
          wide[reference.sheet, default: []].append(index)
        }
      }
    }
    var stale: Set<Int> = []
    while let (sheet, cell) = waiting.popLast() {
      let row = Place(sheet: sheet, cell: CellReference(row: cell.row, column: 0))
      for index in (narrow[row] ?? []) + (wide[sheet] ?? []) where !stale.contains(index) {
        let formula = formulas[index]
        guard formula.references.contains(where: { $0.sheet == sheet && $0.range.contains(cell) }) else {
          continue
        }
        stale.insert(index)
        waiting.append((formula.sheet, formula.cell))
      }
    }
    var patches: [Int: PartPatch] = [:]
    for index in stale.sorted() {
      let formula = formulas[index]
      dependents[formula.sheet, default: []].insert(formula.cell)
      // What was entered just now has the result it was entered with.
      if changed.contains(Place(sheet: formula.sheet, cell: formula.cell)) { continue }
      for span in formula.spans { patches[formula.sheet, default: PartPatch()].remove(span) }
    }
    for (sheet, patch) in patches.sorted(by: { $0.key < $1.key }) {
      if let document = documents[sheet] { try package.apply(patch, to: document) }
    }
    return package
  }

  private struct Place: Hashable {
    var sheet: Int
    var cell: CellReference
  }

  // MARK: Formulas

  private mutating func collect(
    _ index: SheetIndex, _ groups: FormulaGroups, sheet: Int
  ) throws(EditError) {
    let document = index.document
    documents[sheet] = document
    var shared: [Int: String] = [:]
    var sharing = SharedFormulaRehoming(index: index, groups: groups)
    guard groups.shared.count <= Self.formulaLimit else { return isComplete = false }
    for position in groups.shared.indices where groups.shared[position].isMaster {
      guard let members = try sharing.members(of: position) else { continue }
      let text = FormulaText(members.formula)
      for member in members.cells {
        shared[member.tag.lowerBound] = text.shifted(
          rows: member.cell.row - members.master.row, columns: member.cell.column - members.master.column)
      }
    }
    for row in index.rows where index.holdsFormula(row) {
      for cell in try CellMarkup.cells(of: row, in: document) {
        guard let formula = cell.formula else { continue }
        let kind = document.value("t", of: formula)
        if kind == "array" || kind == "dataTable" { continue }
        let text: String
        if let expanded = shared[formula.startTag.lowerBound] {
          text = expanded
        } else {
          text = EscapedCharacters.decoded(try document.text(of: formula))
        }
        guard formulas.count < Self.formulaLimit else { return isComplete = false }
        let reference = CellReference(row: Int(row.row), column: cell.column)
        let ranges = scope.ranges(of: text, sheet: sheet, cell: reference)
        guard !ranges.isEmpty else { continue }
        // One without a result has nothing to take out, and others depend on it all the same.
        let type = cell.attributes.first { document.bytes.equals($0.name, "t") }?.range
        let spans = cell.value.map { value in [type, value.range].compactMap(\.self) } ?? []
        formulas.append(FormulaCell(sheet: sheet, cell: reference, references: ranges, spans: spans))
      }
    }
  }
}

/// A range of one of the workbook's sheets, by its position.
struct SheetRange: Hashable {
  var sheet: Int
  var range: CellRange
}

/// What references, names and tables mean in a workbook.
struct ReferenceScope {
  private var positions: [String: Int] = [:]
  private var names: [String: [(sheet: Int?, formula: String)]] = [:]
  private var tables: [(name: String, place: SheetRange)] = []

  init(_ workbook: EditedWorkbook, _ package: PackageEdit) throws(EditError) {
    for (position, sheet) in workbook.sheets.enumerated() {
      positions[sheet.name.lowercased()] = position
      guard let part = sheet.part, package.contains(part) else { continue }
      for table in try EditedTable.all(of: part, in: package) {
        let name = table.document.value("displayName", of: table.document.root) ?? ""
        tables.append((name.lowercased(), SheetRange(sheet: position, range: table.range)))
      }
    }
    for name in try workbook.definedNames() {
      names[name.name.lowercased(), default: []].append((name.sheet, name.formula))
    }
  }

  /// The ranges a formula refers to; none if it is not understood.
  func ranges(of formula: String, sheet: Int, cell: CellReference) -> [SheetRange] {
    var found: [SheetRange] = []
    collect(formula, sheet, cell, depth: 0, &found)
    return found
  }

  private func collect(
    _ formula: String, _ sheet: Int, _ cell: CellReference, depth: Int, _ found: inout [SheetRange]
  ) {
    // Names may mean each other in a circle.
    guard depth < 8, let expression = try? FormulaExpression(formula) else { return }
    collect(expression.root, sheet, cell, depth: depth, &found)
  }

  private func collect(
    _ node: FormulaNode, _ sheet: Int, _ cell: CellReference, depth: Int, _ found: inout [SheetRange]
  ) {
    func inside(_ nodes: [FormulaNode]) {
      for node in nodes { collect(node, sheet, cell, depth: depth, &found) }
    }
    switch node.kind {
    case .reference(let area, let mention):
      for position in sheets(mention, own: sheet) {
        found.append(SheetRange(sheet: position, range: area.range))
      }
    case .name(let name, let mention):
      let own = mention.flatMap { positions[$0.name.lowercased()] } ?? sheet
      let all = names[name.lowercased()] ?? []
      guard let meant = all.first(where: { $0.sheet == own }) ?? all.first(where: { $0.sheet == nil }) else {
        found += tables.filter { $0.name == name.lowercased() }.map(\.place)
        return
      }
      collect(meant.formula, own, cell, depth: depth + 1, &found)
    case .structured(let reference):
      let start = found.count
      if let name = reference.table, !name.isEmpty {
        found += tables.filter { $0.name == name.lowercased() }.map(\.place)
      } else {
        found += tables.map(\.place).filter { $0.sheet == sheet && $0.range.contains(cell) }
      }
      if reference.isThisRow {
        for index in start..<found.count where found[index].range.rows.contains(cell.row) {
          let columns = found[index].range.columns
          found[index].range = CellRange(
            CellReference(row: cell.row, column: columns.lowerBound),
            CellReference(row: cell.row, column: columns.upperBound))
        }
      }
    case .range(let first, let last):
      let start = found.count
      inside([first, last])
      // From corner to corner, as far as both are plain references.
      if found.count == start + 2, found[start].sheet == found[start + 1].sheet {
        found.append(
          SheetRange(sheet: found[start].sheet, range: found[start].range.union(found[start + 1].range)))
      }
    case .prefix(_, let inner), .percent(let inner), .spill(let inner), .parentheses(let inner):
      inside([inner])
    case .chain(let first, let steps): inside([first] + steps.map(\.operand))
    case .intersection(let first, let second): inside([first, second])
    case .union(let nodes), .call(_, let nodes): inside(nodes)
    case .invocation(let function, let nodes): inside([function] + nodes)
    case .number, .text, .boolean, .error, .array, .omitted: break
    }
  }

  private func sheets(_ mention: FormulaSheet?, own: Int) -> [Int] {
    guard let mention else { return [own] }
    guard !mention.isExternal, let first = positions[mention.name.lowercased()] else { return [] }
    guard let last = mention.last else { return [first] }
    guard let end = positions[last.lowercased()] else { return [first] }
    return Array(min(first, end)...max(first, end))
  }
}
