import Foundation
import SpreadsheetModel
import XLSX

/// A chart of a summary as SVG, drawn from the figures stored with the formulas.
struct SVGChart {
  private let chart: SummaryChart
  /// The values of each series, with the categories of the first.
  private let lines: [[Double]]
  private let categories: [String]

  init(_ chart: SummaryChart, values: (CellReference) -> SummaryCell?) {
    self.chart = chart
    func cells(_ range: CellRange) -> [SummaryCell?] {
      range.rows.flatMap { row in
        range.columns.map { values(CellReference(row: row, column: $0)) }
      }
    }
    lines = chart.series.map { series in cells(series.values).map { $0?.number ?? 0 } }
    let first = chart.series.first.map { cells($0.categories) } ?? []
    categories = first.map { (cell: SummaryCell?) -> String in
      guard let cell, case .text(let text) = cell.content else { return "" }
      return text
    }
  }

  /// The drawing, with its title and figures told to those who do not see it.
  var markup: String {
    var svg = HTMLText()
    let (width, height) = size
    svg.raw(
      "<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"\(HTMLText.escaped(description))\">")
    text(chart.title, x: Double(width) / 2, y: 16, anchor: "middle", name: "title", &svg)
    switch chart.kind {
    case .column: addColumns(&svg, Double(width), Double(height))
    case .bar: addBars(&svg, Double(width))
    case .radar: addRadar(&svg, Double(width), Double(height))
    }
    svg.raw("</svg>")
    return svg.markup
  }

  private var size: (Int, Int) {
    switch chart.kind {
    case .column: (max(480, min(categories.count * 46, 1600)), categories.count > 12 ? 330 : 240)
    case .bar: (560, categories.count * barStep + 40)
    case .radar: (420, 320)
    }
  }

  private var description: String {
    let figures = categories.enumerated().map { index, name in
      name + " "
        + lines.map { $0.indices.contains(index) ? Self.plain($0[index]) : "" }.joined(separator: "/")
    }
    return chart.title + ": " + figures.prefix(40).joined(separator: ", ")
  }

  private var most: Double {
    chart.showsShares ? 1 : max(lines.joined().max() ?? 0, .leastNonzeroMagnitude)
  }

  /// A value as its label tells it.
  private func shown(_ value: Double) -> String {
    chart.showsShares ? Self.plain(value * 100) + "%" : Self.plain(value)
  }

  /// The height that the lying bars of one category take.
  private var barStep: Int { 15 * max(lines.count, 1) + 7 }

  private func addColumns(_ svg: inout HTMLText, _ width: Double, _ height: Double) {
    let isLong = categories.count > 12
    let bottom = height - (isLong ? 120 : 30)
    let top = 34.0
    let step = (width - 20) / Double(max(categories.count, 1))
    let bar = min(step * 0.7 / Double(max(lines.count, 1)), 46)
    svg.raw("<line class=\"axis\" x1=\"10\" y1=\"\(bottom)\" x2=\"\(width - 10)\" y2=\"\(bottom)\"/>")
    for (index, category) in categories.enumerated() {
      let middle = 10 + step * (Double(index) + 0.5)
      for (line, values) in lines.enumerated() where values.indices.contains(index) {
        let value = max(values[index], 0)
        let tall = value / most * (bottom - top)
        let left = middle - bar * Double(lines.count) / 2 + bar * Double(line)
        rectangle(left, bottom - tall, bar, tall, of: line, &svg)
        if chart.labels != nil, value > 0 {
          text(
            shown(value), x: left + bar / 2, y: bottom - tall - 4, anchor: "middle", name: "value", &svg)
        }
      }
      if isLong {
        svg.raw("<g transform=\"translate(\(Self.plain(middle + 4)),\(bottom + 8)) rotate(55)\">")
        text(Self.short(category, 18), x: 0, y: 0, anchor: "start", name: "label", &svg)
        svg.raw("</g>")
      } else {
        text(
          Self.short(category, Int(step / 6)), x: middle, y: bottom + 16, anchor: "middle", name: "label",
          &svg)
      }
    }
  }

  private func addBars(_ svg: inout HTMLText, _ width: Double) {
    let left = 250.0
    for (index, category) in categories.enumerated() {
      let top = Double(30 + index * barStep)
      let middle = top + Double(barStep - 7) / 2
      text(Self.short(category, 38), x: left - 6, y: middle + 4, anchor: "end", name: "label", &svg)
      for (line, values) in lines.enumerated() where values.indices.contains(index) {
        let y = top + Double(line) * 15
        let long = max(values[index], 0) / most * (width - left - 60)
        rectangle(left, y, long, 15, of: line, &svg)
        text(shown(values[index]), x: left + long + 4, y: y + 12, anchor: "start", name: "value", &svg)
      }
    }
  }

  private func addRadar(_ svg: inout HTMLText, _ width: Double, _ height: Double) {
    let (x, y, radius) = (width / 2, height / 2 + 12, height / 2 - 50)
    let count = max(categories.count, 1)
    func point(_ index: Int, _ share: Double) -> (Double, Double) {
      let turn = Double(index) / Double(count) * 2 * .pi
      return (x + sin(turn) * radius * share, y - cos(turn) * radius * share)
    }
    func polygon(_ shares: [Double], _ name: String) {
      let points = shares.enumerated().map { index, share in
        let (x, y) = point(index, share)
        return "\(Self.plain(x)),\(Self.plain(y))"
      }
      svg.raw("<polygon class=\"\(name)\" points=\"\(points.joined(separator: " "))\"/>")
    }
    for ring in 1...4 { polygon([Double](repeating: Double(ring) / 4, count: count), "grid") }
    for values in lines { polygon(values.map { max($0, 0) / most }, "area") }
    for (index, category) in categories.enumerated() {
      let (x, y) = point(index, 1.16)
      let value = lines.first.flatMap { $0.indices.contains(index) ? " " + shown($0[index]) : nil } ?? ""
      text(category + value, x: x, y: y + 4, anchor: "middle", name: "label", &svg)
    }
  }

  private func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, of line: Int, _ svg: inout HTMLText
  ) {
    let color = chart.series.indices.contains(line) ? chart.series[line].color : SummaryChart.red
    let digits = String(color, radix: 16)
    let fill = "#" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    svg.raw(
      "<rect x=\"\(Self.plain(x))\" y=\"\(Self.plain(y))\" width=\"\(Self.plain(width))\" height=\"\(Self.plain(height))\" fill=\"\(fill)\"/>"
    )
  }

  private func text(
    _ words: String, x: Double, y: Double, anchor: String, name: String, _ svg: inout HTMLText
  ) {
    svg.element(
      "text",
      [("class", name), ("x", Self.plain(x)), ("y", Self.plain(y)), ("text-anchor", anchor)], text: words)
  }

  private static func short(_ text: String, _ columns: Int) -> String {
    guard DisplayWidth.columns(of: text) > max(columns, 4) else { return text }
    var result = text
    while !result.isEmpty, DisplayWidth.columns(of: result) > max(columns, 4) - 1 { result.removeLast() }
    return result + "…"
  }

  /// One decimal at most.
  private static func plain(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e15 else { return "0" }
    let tenths = (value * 10).rounded() / 10
    return Int(exactly: tenths).map(String.init) ?? "\(tenths)"
  }
}
