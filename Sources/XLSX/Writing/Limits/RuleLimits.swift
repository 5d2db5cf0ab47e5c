import Formula
import SpreadsheetModel

/// Checks what is to be typed into cells, and by what they take on a look: every formula must be one of Excel.
enum RuleLimits {
  /// - Parameter scope: What formulas may name; `nil` where that is not known yet.
  static func check(_ validation: CellValidation, in scope: FormulaScope?) throws(XLSXWriteError) {
    let cell = try firstCell(of: validation.ranges, "\(validation.rule)")
    for formula in validation.rule.formulas { try check(formula, in: scope, cell: cell) }
    if case .list(let items) = validation.rule, items.isEmpty || !items.allSatisfy(CellLimits.holds) {
      throw XLSXWriteError(.invalidRule, cell: cell, detail: "list")
    }
    for message in [validation.prompt, validation.alert].compactMap({ $0 })
    where message.title.utf16.count > 32 || message.text.utf16.count > 255 {
      throw XLSXWriteError(.phraseTooLong, cell: cell, detail: message.title)
    }
  }

  static func check(_ format: ConditionalFormat, in scope: FormulaScope?) throws(XLSXWriteError) {
    let cell = try firstCell(of: format.ranges, "\(format.rule)")
    guard format.isComplete else {
      throw XLSXWriteError(.invalidRule, cell: cell, detail: "\(format.rule)")
    }
    for formula in format.formulas { try check(formula, in: scope, cell: cell) }
    try StyleLimits.check(format.colors)
    if let style = format.style { try StyleLimits.check(style) }
  }

  private static func firstCell(
    of ranges: [CellRange], _ detail: String
  ) throws(XLSXWriteError) -> CellReference {
    guard let first = ranges.first?.first else { throw XLSXWriteError(.invalidRule, detail: detail) }
    if let outside = ranges.first(where: { $0.addressedRange == nil }) {
      throw XLSXWriteError(.invalidReference, detail: "\(outside)")
    }
    return first
  }

  private static func check(
    _ formula: String, in scope: FormulaScope?, cell: CellReference
  ) throws(XLSXWriteError) {
    do throws(FormulaError) {
      let stored = try StoredFormula(formula)
      try scope?.check(stored, needsTable: true)
    } catch {
      throw XLSXWriteError(.invalidFormula, cell: cell, detail: formula, formula: error)
    }
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
  /// The values by which a bar, a scale or signs are divided.
  private var thresholds: [Threshold] {
    switch rule {
    case .dataBar(let bar): [bar.minimum, bar.maximum]
    case .colorScale(let scale): scale.stops.map(\.threshold)
    case .iconSet(let icons): icons.allThresholds
    default: []
    }
  }

  /// The formulas a user gave.
  fileprivate var formulas: [String] {
    switch rule {
    case .value(let comparison, _): comparison.parts.bounds
    case .formula(let formula, _): [formula]
    default:
      thresholds.compactMap { threshold in
        if case .formula(let formula) = threshold { formula } else { nil }
      }
    }
  }

  fileprivate var colors: [Color?] {
    switch rule {
    case .dataBar(let bar): [bar.color, bar.negativeColor]
    case .colorScale(let scale): scale.stops.map(\.color)
    default: []
    }
  }

  /// Whether the rule has what it needs besides formulas.
  fileprivate var isComplete: Bool {
    guard thresholds.allSatisfy(\.isInRange) else { return false }
    switch rule {
    case .contains(let text, _), .lacks(let text, _), .begins(let text, _), .ends(let text, _):
      return (1...255).contains(text.utf16.count)
    case .highest(let rank, let isPercentage, _), .lowest(let rank, let isPercentage, _):
      return (1...(isPercentage ? 100 : 1000)).contains(rank)
    case .colorScale(let scale): return (2...3).contains(scale.stops.count)
    case .iconSet(let icons):
      return icons.allThresholds.count == icons.icons.count
        && (icons.thresholds.isEmpty || icons.thresholds.count == icons.icons.count - 1)
    default: return true
    }
  }
}

extension ConditionalFormat.Threshold {
  fileprivate var isInRange: Bool {
    switch self {
    case .lowest, .highest, .automatic, .formula: true
    case .number(let number): number.isFinite
    case .percent(let number), .percentile(let number): (0...100).contains(number)
    }
  }
}
