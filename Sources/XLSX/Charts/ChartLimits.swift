import Formula
import SpreadsheetModel

/// Checks a chart against what Excel can draw.
enum ChartLimits {
  static func check(_ chart: Chart, sheet: String, in scope: FormulaScope) throws(XLSXWriteError) {
    func fail(_ detail: String) -> XLSXWriteError {
      XLSXWriteError(.invalidChart, sheet: sheet, detail: detail)
    }
    guard (1...255).contains(chart.series.count) else { throw fail("\(chart.series.count) series") }
    let kinds = Set(chart.series.map { $0.kind ?? chart.kind })
    // A pie has no axes that another kind could share, and bars across share none with upright ones.
    let shapes = Set(kinds.map(\.shape))
    let alone = shapes.intersection([.pie, .doughnut, .bar, .radar])
    guard alone.isEmpty || shapes.count == 1 else { throw fail("kinds") }
    guard chart.series.contains(where: { !$0.usesSecondaryAxis }) else { throw fail("secondary axis") }
    if !chart.kind.hasAxes, chart.series.contains(where: \.usesSecondaryAxis) {
      throw fail("secondary axis")
    }
    for axis in [chart.categoryAxis, chart.valueAxis, chart.secondaryAxis] {
      if let low = axis.minimum, let high = axis.maximum, !(low < high) { throw fail("\(low), \(high)") }
      guard [axis.minimum, axis.maximum, axis.majorUnit].allSatisfy({ $0?.isFinite ?? true }),
        axis.logarithmBase.map({ (2...1000).contains($0) }) ?? true,
        axis.majorUnit.map({ $0 > 0 }) ?? true
      else { throw fail("axis") }
    }
    for series in chart.series {
      var references = [series.values]
      if let categories = series.categories { references.append(categories) }
      if case .cell(let name) = series.name { references.append(name) }
      for reference in references where !reference.isKnown(in: scope) {
        throw XLSXWriteError(.invalidReference, sheet: sheet, detail: reference.formula)
      }
    }
    for text in [chart.title, chart.categoryAxis.title, chart.valueAxis.title, chart.secondaryAxis.title] {
      guard CellLimits.holds(text ?? "") else { throw fail("title") }
    }
  }
}
