import Calculation
import OpenPackaging
import SpreadsheetModel

extension XLSXEditor {
  /// Which formulas get their computed results stored.
  public enum CalculatedResults: Sendable {
    /// All whose stored result is another.
    case all
    /// Those of the formulas entered, and those that changes have emptied.
    case missing
  }

  /// Computes the workbook as it stands after the changes made so far, and stores results in it.
  ///
  /// A formula that cannot be computed, and what depends on it, keep what they have.
  /// - Returns: The formulas that could not be computed.
  /// - Throws: What the plan refuses; `limitExceeded` if it passes a limit or is called off.
  @discardableResult
  public mutating func calculate(
    _ options: CalculationOptions = CalculationOptions(), storing results: CalculatedResults = .all,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(EditError) -> [KeptResult] {
    try flush()
    if results == .missing, changes.isEmpty { return [] }
    let workbook = try EditedWorkbook(package)
    guard try package.hasFormula(in: workbook) else { return [] }
    let reader = try reader()
    let calculation: Calculation
    do throws(XLSXError) { calculation = try reader.calculation() } catch {
      throw EditError(.malformedPart, part: error.part, detail: error.detail)
    }
    do throws(CalculationError) { try calculation.run(options, isCancelled: isCancelled) } catch {
      throw EditError(.limitExceeded, detail: "calculation: \(error)")
    }
    let strings = try? reader.sharedStrings()
    var kept: [KeptResult] = []
    for (position, sheet) in workbook.sheets.enumerated() where sheet.kind == "worksheet" {
      guard let part = sheet.part, package.contains(part) else { continue }
      calculation.forEachResult(sheet: position) { cell, result in
        if !result.isComputed {
          kept.append(
            KeptResult(
              sheet: sheet.name, cell: cell, formula: calculation.formula(at: cell, sheet: position) ?? ""))
        }
      }
      var wanted: Set<CellReference>?
      if results == .missing {
        wanted = emptiedResults[sheet.name, default: []]
        for change in changes where change.sheet == sheet.name { wanted?.insert(change.cell) }
      }
      try store(wanted, of: calculation, sheet: position, part: part, strings)
    }
    try spill(calculation, in: workbook)
    return kept
  }

  /// Fills the cells of dynamic arrays that have been entered and not been computed since.
  private mutating func spill(
    _ calculation: Calculation, in workbook: EditedWorkbook
  ) throws(EditError) {
    // What depends on the cells filled has been computed with them.
    let wanted = staleResults
    staleResults = .kept
    defer { staleResults = wanted }
    for (position, sheet) in workbook.sheets.enumerated() where sheet.kind == "worksheet" {
      var spilled: [(anchor: CellReference, range: CellRange)] = []
      calculation.forEachDynamicArray(sheet: position) { anchor, range in
        if !range.isSingleCell { spilled.append((anchor, range)) }
      }
      guard !spilled.isEmpty, let part = sheet.part, package.contains(part) else { continue }
      let entered = Set(
        try FormulaGroups(SheetIndex(part: part, bytes: package.content(of: part))).arrays
          .filter(\.isSingleCell).map(\.first))
      for (anchor, range) in spilled where entered.contains(anchor) {
        guard let formula = calculation.formula(at: anchor, sheet: position) else { continue }
        for row in range.rows {
          for column in range.columns {
            let cell = CellReference(row: row, column: column)
            let value = calculation.value(at: cell, sheet: position)
            let entry: CellContent =
              cell == anchor
              ? .formula(CellFormula(formula, result: value, reach: .dynamic(range))) : CellContent(value)
            try self[sheet.name].set(cell, to: entry, style: .keep)
          }
        }
      }
    }
    try flush()
  }

  /// The workbook as it stands, opened for reading.
  private func reader() throws(EditError) -> XLSXReader {
    let writer = ZIPWriter()
    do {
      try package.write(to: writer, level: .fast)
      return try XLSXReader(bytes: try writer.finish())
    } catch {
      throw EditError(.malformedPart, detail: "\(error)")
    }
  }

  /// - Parameter wanted: The cells whose results are stored where they have none; of all cells if `nil`.
  private mutating func store(
    _ wanted: Set<CellReference>?, of calculation: Calculation, sheet: Int, part: String,
    _ strings: SharedStrings?
  ) throws(EditError) {
    let index = try SheetIndex(part: part, bytes: package.content(of: part))
    var members: [CellReference: CellValue] = [:]
    calculation.forEachMember(sheet: sheet) { members[$0] = $1 }
    guard !members.isEmpty || FormulaGroups(index).hasFormula else { return }
    let document = index.document
    var patch = PartPatch()
    for row in index.rows {
      for cell in try CellMarkup.cells(of: row, in: document) {
        let reference = CellReference(row: Int(row.row), column: cell.column)
        let value: CellValue
        if cell.formula != nil {
          guard let result = calculation.result(at: reference, sheet: sheet), result.isComputed else {
            continue
          }
          value = result.value
        } else if let member = members[reference], cell.value != nil {
          value = member
        } else {
          continue
        }
        let stored = try cell.storedValue(in: document) { (index) throws(EditError) in
          strings.flatMap { index < $0.count ? $0[index] : nil }
        }
        if let wanted, stored != .empty || !wanted.contains(reference) { continue }
        if stored.agrees(with: value) { continue }
        cell.store(value, in: document, &patch)
      }
    }
    if !patch.isEmpty { try package.apply(patch, to: document) }
  }
}

/// A formula that could not be computed and keeps its stored result.
public struct KeptResult: Hashable, Sendable {
  /// The sheet.
  public let sheet: String
  /// The cell.
  public let cell: CellReference
  /// The formula, without `=`.
  public let formula: String
}

extension CellValue {
  /// Whether a stored result is a computed one, as far as doubles can tell.
  public func agrees(with other: CellValue) -> Bool {
    guard case .number(let left) = self, case .number(let right) = other else { return self == other }
    return left == right || abs(left - right) <= 1e-9 * max(abs(left), abs(right))
  }
}

extension CellMarkup {
  /// Puts a result into the cell, its formula and look untouched.
  func store(_ result: CellValue, in document: MarkupDocument, _ patch: inout PartPatch) {
    let type: String?
    let text: String
    switch result {
    case .empty: return
    case .number(let number):
      type = nil
      text = Int(exactly: number).flatMap { abs($0) < 1_000_000_000_000_000 ? "\($0)" : nil } ?? "\(number)"
    case .text(let string):
      type = "str"
      text = XString.escaped(string)
    case .boolean(let truth):
      type = "b"
      text = truth ? "1" : "0"
    case .error(let error):
      type = "e"
      text = error.spelling
    }
    let markup = document.adopting("<v>") + MarkupText.escaped(text) + document.adopting("</v>")
    if let value {
      patch.replace(value.range, with: markup)
    } else if let formula {
      patch.insert(markup, at: formula.range.upperBound)
    } else {
      return
    }
    document.set("t", to: type, of: element, in: &patch)
  }
}
