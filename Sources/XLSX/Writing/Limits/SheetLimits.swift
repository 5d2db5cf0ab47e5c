import SpreadsheetModel

/// Checks everything of a sheet but its cells, which are checked when they are set.
enum SheetLimits {
  static func check(_ sheet: SheetContent) throws(XLSXWriteError) {
    try checkSizes(sheet)
    try checkMerges(sheet)
    try checkLinksAndNotes(sheet)
    try checkRules(sheet)
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
      let text: String =
        switch link.destination {
        case .inside(let place): place
        case .outside(let address): address
        }
      guard (1...2080).contains(text.utf16.count), (link.tip?.utf16.count ?? 0) <= 255 else {
        throw XLSXWriteError(.invalidHyperlink, sheet: sheet.name, cell: cell, detail: text)
      }
    }
    for (cell, note) in sheet.layout.notes.sorted(by: { $0.key < $1.key }) {
      guard CellLimits.holds(note.text), note.author.utf16.count <= 255 else {
        throw XLSXWriteError(.textTooLong, sheet: sheet.name, cell: cell, detail: note.text)
      }
    }
  }

  private static func checkRules(_ sheet: SheetContent) throws(XLSXWriteError) {
    guard sheet.layout.validations.count <= 65_534 else {
      throw XLSXWriteError(.invalidRule, sheet: sheet.name)
    }
    for validation in sheet.layout.validations {
      let cell = validation.ranges.first?.first
      guard cell != nil, validation.rule.formulas.allSatisfy(isOperand) else {
        throw XLSXWriteError(.invalidRule, sheet: sheet.name, cell: cell, detail: "\(validation.rule)")
      }
      if case .list(let items) = validation.rule, items.isEmpty || !items.allSatisfy(CellLimits.holds) {
        throw XLSXWriteError(.invalidRule, sheet: sheet.name, cell: cell, detail: "list")
      }
      for message in [validation.prompt, validation.alert].compactMap({ $0 })
      where message.title.utf16.count > 32 || message.text.utf16.count > 255 {
        throw XLSXWriteError(.phraseTooLong, sheet: sheet.name, cell: cell, detail: message.title)
      }
    }
    for (format, _) in sheet.layout.conditionalFormats {
      guard format.isComplete else {
        throw XLSXWriteError(
          .invalidRule, sheet: sheet.name, cell: format.ranges.first?.first, detail: "\(format.rule)")
      }
    }
  }

  static func isOperand(_ formula: String) -> Bool {
    !formula.isEmpty && !formula.hasPrefix("=") && formula.utf16.count <= CellLimits.formulaCharacters
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

extension CellValidation.Rule {
  /// The formulas a user gave.
  var formulas: [String] {
    switch self {
    case .list: []
    case .listFrom(let formula), .custom(let formula): [formula]
    case .whole(let comparison), .decimal(let comparison), .date(let comparison),
      .time(let comparison), .textLength(let comparison):
      comparison.parts.bounds
    }
  }
}

extension ConditionalFormat {
  /// Whether the rule has what it needs.
  fileprivate var isComplete: Bool {
    guard !ranges.isEmpty else { return false }
    switch rule {
    case .value(let comparison, _): return comparison.parts.bounds.allSatisfy(SheetLimits.isOperand)
    case .formula(let formula, _): return SheetLimits.isOperand(formula)
    case .contains(let text, _), .lacks(let text, _), .begins(let text, _), .ends(let text, _):
      return (1...255).contains(text.utf16.count)
    case .highest(let rank, let isPercentage, _), .lowest(let rank, let isPercentage, _):
      return (1...(isPercentage ? 100 : 1000)).contains(rank)
    case .dataBar(let bar): return [bar.minimum, bar.maximum].allSatisfy(\.isValid)
    case .colorScale(let scale):
      return (2...3).contains(scale.stops.count) && scale.stops.allSatisfy(\.threshold.isValid)
    case .iconSet(let icons):
      return icons.allThresholds.count == icons.icons.count && icons.allThresholds.allSatisfy(\.isValid)
        && (icons.thresholds.isEmpty || icons.thresholds.count == icons.icons.count - 1)
    default: return true
    }
  }
}

extension ConditionalFormat.Threshold {
  fileprivate var isValid: Bool {
    switch self {
    case .lowest, .highest, .automatic: true
    case .number(let number): number.isFinite
    case .percent(let number), .percentile(let number): (0...100).contains(number)
    case .formula(let formula): SheetLimits.isOperand(formula)
    }
  }
}
