import Criteria
import Diagnostics
import SpreadsheetModel

/// A value that was put right.
public struct Correction: Hashable, Sendable {
  /// The sheet's name.
  public var sheet: String
  /// The cell.
  public var cell: CellReference
  /// What tells the record from others, such as a person's name.
  public var key: String
  /// The column's header.
  public var header: String
  /// What it showed.
  public var before: String
  /// What it shows now.
  public var after: String
  /// The rule.
  public var rule: String
  /// Why, in words.
  public var reason: Phrase
  /// Whether the meaning was certain or a person asked for it.
  public var safety: FixSafety
  /// The value to write; `nil` for one that an earlier run has written.
  public var value: CellValue?
  /// The number format the value needs.
  public var format: NumberFormat?

  /// Creates a correction.
  public init(
    sheet: String, cell: CellReference, key: String = "", header: String = "", before: String,
    after: String, rule: String, reason: Phrase, safety: FixSafety, value: CellValue? = nil,
    format: NumberFormat? = nil
  ) {
    self.sheet = sheet
    self.cell = cell
    self.key = key
    self.header = header
    self.before = before
    self.after = after
    self.rule = rule
    self.reason = reason
    self.safety = safety
    self.value = value
    self.format = format
  }
}

/// The corrections of one workbook, gathered round by round until none is left: one fix may make way
/// for another.
public struct CorrectionPlan: Sendable {
  /// The workbook with the corrections made so far.
  public private(set) var workbook: Workbook
  /// The corrections, in the order in which they were made.
  public private(set) var corrections: [Correction] = []
  private var positions: [String: [CellReference: Int]] = [:]
  private let surroundings: CellSurroundings

  /// Begins with a workbook as it came.
  ///
  /// - Parameters:
  ///   - workbook: the content as it came.
  ///   - surroundings: which of the cells with findings a protected sheet locks.
  public init(_ workbook: Workbook, surroundings: CellSurroundings = CellSurroundings()) {
    self.workbook = workbook
    self.surroundings = surroundings
  }

  /// Makes the fixes of findings that may be made: no formula and no locked cell is overwritten, nothing
  /// is written under a merged range, and of two fixes for one cell the first holds.
  ///
  /// - Returns: how many cells changed.
  public mutating func apply(
    _ findings: [Finding], suggested: Bool, chosen: Set<FixChoice> = []
  ) -> Int {
    var taken: Set<SourceLocation> = []
    var count = 0
    for (finding, location, fix) in findings.flatMap(Self.fixes) {
      let diagnostic = finding.diagnostic
      guard fix.safety == .safe || suggested || chosen.contains(FixChoice(finding)),
        let name = location.sheet, let cell = location.cell,
        let position = workbook.sheets.firstIndex(where: { $0.name == name }),
        workbook.sheets[position][cell]?.formula == nil, !surroundings.isLocked(cell, of: name),
        !workbook.sheets[position].mergedRanges.contains(where: { $0.contains(cell) && $0.first != cell }),
        taken.insert(location).inserted
      else { continue }
      // Nothing else may hold the sheet while it is changed, or its rows would be copied.
      let old = workbook.sheets[position][cell]
      let before = old.map { $0.exactDigits ?? workbook.sheets[position].displayedText(of: $0) } ?? ""
      workbook.sheets[position].set(fix.value, format: fix.format, at: cell)
      let after = workbook.sheets[position][cell].map(workbook.sheets[position].displayedText(of:)) ?? ""
      // A fix that leaves the cell as it shows already would come again and again.
      if before == after, old?.value == fix.value { continue }
      count += 1
      if let earlier = positions[name]?[cell] {
        corrections[earlier].after = after
        corrections[earlier].value = fix.value
        corrections[earlier].format = fix.format ?? corrections[earlier].format
        continue
      }
      positions[name, default: [:]][cell] = corrections.count
      corrections.append(
        Correction(
          sheet: name, cell: cell, key: finding.shownKey, header: finding.header ?? "", before: before,
          after: after, rule: diagnostic.rule,
          reason: diagnostic.message, safety: fix.safety, value: fix.value, format: fix.format))
    }
    return count
  }

  /// The cells that a finding would change, with what should stand there.
  private static func fixes(_ finding: Finding) -> [(Finding, SourceLocation, Diagnostic.Fix)] {
    let own = finding.diagnostic.fix.map { (finding, finding.diagnostic.location, $0) }
    return [own].compactMap { $0 }
      + finding.also.compactMap { cell in cell.fix.map { (finding, cell.location, $0) } }
  }

  /// Takes the results out of formula cells.
  mutating func empty(_ cells: Set<CellReference>, of name: String) {
    guard let position = workbook.sheets.firstIndex(where: { $0.name == name }) else { return }
    for cell in cells where workbook.sheets[position][cell]?.formula != nil {
      workbook.sheets[position].set(.empty, format: nil, at: cell)
    }
  }
}

extension Sheet {
  /// Puts a value into a cell, with a number format of its own where one is given.
  mutating func set(_ value: CellValue, format: NumberFormat?, at reference: CellReference) {
    let rowPosition = rows.partitioningIndex { $0.index >= reference.row }
    if rowPosition == rows.count || rows[rowPosition].index != reference.row {
      rows.insert(Row(index: reference.row), at: rowPosition)
    }
    var formatIndex: Int?
    if let format {
      if let known = formats.firstIndex(of: format) {
        formatIndex = known
      } else {
        formats.append(format)
        formatIndex = formats.count - 1
      }
    }
    let position = rows[rowPosition].cells.partitioningIndex { $0.column >= reference.column }
    if position < rows[rowPosition].cells.count,
      rows[rowPosition].cells[position].column == reference.column
    {
      rows[rowPosition].cells[position].value = value
      rows[rowPosition].cells[position].exactDigits = nil
      if let formatIndex { rows[rowPosition].cells[position].format = formatIndex }
    } else {
      rows[rowPosition].cells.insert(
        Cell(column: reference.column, value: value, format: formatIndex ?? 0), at: position)
    }
  }
}
