import Formula
import SpreadsheetModel

/// Checks everything of a sheet but its cells, which are checked when they are set.
enum SheetLimits {
  /// - Parameter scope: What formulas of the workbook may name.
  static func check(_ sheet: SheetContent, in scope: FormulaScope) throws(XLSXWriteError) {
    try checkSizes(sheet)
    try checkMerges(sheet)
    try checkLinksAndNotes(sheet)
    try checkRules(sheet, in: scope)
    try checkNames(sheet, in: scope)
    try checkSparklines(sheet, in: scope)
    try checkPage(sheet.layout.page, sheet: sheet.name)
  }

  private static func checkSizes(_ sheet: SheetContent) throws(XLSXWriteError) {
    func fail(_ detail: String) -> XLSXWriteError {
      XLSXWriteError(.invalidSize, sheet: sheet.name, detail: detail)
    }
    for (column, layout) in sheet.layout.columns {
      let name = CellReference.columnName(column)
      if let width = layout.width, !(0...255).contains(width) { throw fail("\(name): \(width)") }
      if !(0...7).contains(layout.outlineLevel) { throw fail("\(name): \(layout.outlineLevel)") }
    }
    for row in sheet.rows.rows where row.layout != RowLayout() {
      if let height = row.layout.height, !(0...409.5).contains(height) {
        throw fail("\(row.index + 1): \(height)")
      }
      if !(0...7).contains(row.layout.outlineLevel) {
        throw fail("\(row.index + 1): \(row.layout.outlineLevel)")
      }
    }
    if let height = sheet.layout.defaultRowHeight, !(0...409.5).contains(height) {
      throw fail("\(height)")
    }
    if let zoom = sheet.layout.zoom, !(10...400).contains(zoom) { throw fail("zoom \(zoom)") }
    for group in sheet.layout.sparklines where !(0...1584).contains(group.lineWidth) {
      throw fail("sparkline \(group.lineWidth)")
    }
    if case .split(let top, let left) = sheet.layout.pane,
      !(0...100_000).contains(top) || !(0...100_000).contains(left)
    {
      throw fail("split")
    }
  }

  private static func checkMerges(_ sheet: SheetContent) throws(XLSXWriteError) {
    for range in sheet.layout.merges where range.isSingleCell {
      throw XLSXWriteError(.invalidMerge, sheet: sheet.name, cell: range.first, detail: "\(range)")
    }
    if let (first, second) = RangeOverlap.pairs(of: sheet.layout.merges, limit: 1).first {
      throw XLSXWriteError(
        .invalidMerge, sheet: sheet.name, cell: second.first, detail: "\(first), \(second)")
    }
  }

  private static func checkLinksAndNotes(_ sheet: SheetContent) throws(XLSXWriteError) {
    guard sheet.layout.links.count <= SheetWriter.linkLimit else {
      throw XLSXWriteError(
        .invalidHyperlink, sheet: sheet.name, detail: "\(sheet.layout.links.count)")
    }
    for (cell, link) in sheet.layout.links.sorted(by: { $0.key < $1.key }) {
      guard link.fits else {
        throw XLSXWriteError(.invalidHyperlink, sheet: sheet.name, cell: cell, detail: "\(link.destination)")
      }
    }
    for (cell, note) in sheet.layout.notes.sorted(by: { $0.key < $1.key }) {
      guard CellLimits.holds(note.text), note.author.utf16.count <= 255 else {
        throw XLSXWriteError(.textTooLong, sheet: sheet.name, cell: cell, detail: note.text)
      }
      for run in note.runs {
        guard let font = run.font else { continue }
        try XLSXWriteError.placing(on: sheet.name, cell) { () throws(XLSXWriteError) in
          try StyleLimits.check(font)
        }
      }
    }
  }

  private static func checkRules(_ sheet: SheetContent, in scope: FormulaScope) throws(XLSXWriteError) {
    guard sheet.layout.validations.count <= 65_534 else {
      throw XLSXWriteError(.invalidRule, sheet: sheet.name)
    }
    for validation in sheet.layout.validations {
      try XLSXWriteError.placing(on: sheet.name) { () throws(XLSXWriteError) in
        try RuleLimits.check(validation, in: scope)
      }
    }
    for (format, _) in sheet.layout.conditionalFormats {
      try XLSXWriteError.placing(on: sheet.name) { () throws(XLSXWriteError) in
        try RuleLimits.check(format, in: scope)
      }
    }
  }

  /// What cells hold is checked as it is set, but for what it names.
  private static func checkNames(_ sheet: SheetContent, in scope: FormulaScope) throws(XLSXWriteError) {
    for naming in sheet.rows.naming.values.sorted(by: { $0.cell < $1.cell }) {
      do { try scope.check(naming.formula, needsTable: true) } catch {
        throw XLSXWriteError(
          .invalidFormula, sheet: sheet.name, cell: naming.cell, detail: naming.formula.text, formula: error)
      }
    }
  }

  private static func checkSparklines(_ sheet: SheetContent, in scope: FormulaScope) throws(XLSXWriteError) {
    for group in sheet.layout.sparklines {
      for line in group.sparklines {
        guard line.cell.isInsideGrid, line.values.isKnown(in: scope) else {
          throw XLSXWriteError(
            .invalidReference, sheet: sheet.name, cell: line.cell, detail: line.values.formula)
        }
      }
      try XLSXWriteError.placing(on: sheet.name) { () throws(XLSXWriteError) in
        try StyleLimits.check([
          group.color, group.negativeColor, group.highColor, group.lowColor, group.lastColor,
        ])
      }
    }
  }

  private static func checkPage(_ page: PageSetup, sheet: String) throws(XLSXWriteError) {
    for text in [page.header, page.footer].compactMap({ $0 }) where text.utf16.count > 255 {
      throw XLSXWriteError(.phraseTooLong, sheet: sheet, detail: text)
    }
    func isValid(_ range: ClosedRange<Int>?, below limit: Int) -> Bool {
      range.map { $0.lowerBound >= 0 && $0.upperBound < limit } ?? true
    }
    let margins = page.margins
    let areMarginsValid = [
      margins.left, margins.right, margins.top, margins.bottom, margins.header, margins.footer,
    ].allSatisfy { (0...49).contains($0) }
    guard page.scale.map({ (10...400).contains($0) }) ?? true, areMarginsValid,
      (0...32_767).contains(page.pagesWide ?? 0), (0...32_767).contains(page.pagesTall ?? 0),
      (0...32_767).contains(page.firstPageNumber ?? 1),
      isValid(page.repeatedRows, below: CellReference.rowLimit),
      isValid(page.repeatedColumns, below: CellReference.columnLimit),
      page.printArea.map({ $0.addressedRange != nil }) ?? true, page.rowBreaks.count <= 1026,
      page.columnBreaks.count <= 1026,
      page.rowBreaks.allSatisfy({ (1..<CellReference.rowLimit).contains($0) }),
      page.columnBreaks.allSatisfy({ (1..<CellReference.columnLimit).contains($0) })
    else { throw XLSXWriteError(.invalidPageSetup, sheet: sheet) }
  }
}

extension SheetReference {
  /// Whether it lies inside the grid of a sheet that is there.
  func isKnown(in scope: FormulaScope) -> Bool {
    range.addressedRange != nil && scope.hasSheet(sheet)
  }
}

extension Hyperlink {
  /// Whether Excel takes its address and tip.
  var fits: Bool {
    let text: String =
      switch destination {
      case .inside(let place): place
      case .outside(let address): Self.escaped(address)
      }
    return (1...2080).contains(text.utf16.count) && (tip?.utf16.count ?? 0) <= 255
  }
}
