import OpenPackaging
import SpreadsheetModel

/// What a sheet says of its columns (ECMA-376 Part 1, 18.3.1.13), and which of them are to become wider.
struct SheetColumns {
  /// Columns that one `col` element lays out alike.
  private struct Run {
    var columns: ClosedRange<Int>
    var style: Int
    /// `nil` for the sheet's usual width.
    var width: Double?
    var isHidden: Bool
    var element: MarkupElement
  }

  /// The widest a column can be, in characters.
  private static let limit = 255.0

  private let document: MarkupDocument
  private let list: MarkupElement?
  /// Where the list goes in a sheet that has none.
  private let listOffset: Int
  private let runs: [Run]
  /// The width of a column without one of its own.
  private let usualWidth: Double
  /// The new widths, by column.
  private(set) var widened: [Int: Double] = [:]

  init(_ index: SheetIndex) throws(EditError) {
    document = index.document
    list = index.child("cols")
    listOffset = ElementOrder.worksheet.offset(of: "cols", among: index.children, in: index.document)
    var runs: [Run] = []
    for column in try list.map({ (list) throws(EditError) in try index.document.children(of: list, "col") })
      ?? []
    {
      guard let low = document.number("min", of: column), let high = document.number("max", of: column),
        1 <= low, low <= high, high <= CellReference.columnLimit
      else { continue }
      runs.append(
        Run(
          columns: low - 1...high - 1, style: max(document.number("style", of: column) ?? 0, 0),
          width: document.value("width", of: column).flatMap(Double.init),
          isHidden: ["1", "true"].contains(document.value("hidden", of: column)), element: column))
    }
    self.runs = runs
    let format = index.child("sheetFormatPr")
    func number(_ name: StaticString) -> Double? {
      format.flatMap { index.document.value(name, of: $0) }.flatMap(Double.init)
    }
    // Without a width of its own a sheet's is that of eight digits and the room around them, in whole
    // eighths of pixels (18.3.1.81).
    usualWidth = number("defaultColWidth") ?? (number("baseColWidth") ?? 8) + 1.140625
  }

  /// The look of a column's empty cells.
  func style(of column: Int) -> Int { run(of: column)?.style ?? 0 }

  /// The width of a column in characters, nothing where it is hidden.
  func width(of column: Int) -> Double {
    if let widened = widened[column] { return widened }
    guard let run = run(of: column) else { return usualWidth }
    return run.isHidden ? 0 : run.width ?? usualWidth
  }

  /// Makes columns as wide together as asked, by the first that is seen: the one of a cell, or those of
  /// the merged range it begins. Hidden ones stay hidden, and none becomes narrower.
  mutating func widen(_ columns: ClosedRange<Int>, to width: Double) {
    var room = 0.0
    var first: Int?
    for column in columns where room < width {
      let own = self.width(of: column)
      room += own
      if own > 0, first == nil { first = column }
    }
    guard room < width, let first else { return }
    widened[first] = min(self.width(of: first) + width - room, Self.limit)
  }

  private func run(of column: Int) -> Run? { runs.first { $0.columns.contains(column) } }

  // MARK: Planning

  /// Plans the new widths. A run that holds such a column is taken apart, its other columns stay as they are.
  func plan(in patch: inout PartPatch) throws(EditError) {
    var rest = widened
    for run in runs {
      let inside = rest.keys.filter(run.columns.contains).sorted()
      guard !inside.isEmpty else { continue }
      var text = ""
      var next = run.columns.lowerBound
      for column in inside {
        if next < column { text += try markup(of: run, for: next...column - 1, width: nil) }
        text += try markup(of: run, for: column...column, width: rest.removeValue(forKey: column))
        next = column + 1
      }
      if next <= run.columns.upperBound {
        text += try markup(of: run, for: next...run.columns.upperBound, width: nil)
      }
      patch.replace(run.element.range, with: text)
    }
    insert(rest, in: &patch)
  }

  /// A run's element for some of its columns.
  private func markup(
    of run: Run, for columns: ClosedRange<Int>, width: Double?
  ) throws(EditError) -> String {
    let own = try MarkupDocument(part: document.part, bytes: Array(document.raw(run.element.range)))
    var patch = PartPatch()
    own.set("min", to: String(columns.lowerBound + 1), of: own.root, in: &patch)
    own.set("max", to: String(columns.upperBound + 1), of: own.root, in: &patch)
    if let width {
      own.set("width", to: CellText.number(width), of: own.root, in: &patch)
      own.set("customWidth", to: "1", of: own.root, in: &patch)
    }
    return String(decoding: try own.patched(patch), as: UTF8.self)
  }

  /// Plans elements for columns that have none, in the order of the columns.
  private func insert(_ widths: [Int: Double], in patch: inout PartPatch) {
    var atEnd = ""
    for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
      let element =
        "<\(document.qualified("col")) min=\"\(column + 1)\" max=\"\(column + 1)\""
        + " width=\"\(CellText.number(width))\" customWidth=\"1\"/>"
      if let next = runs.first(where: { $0.columns.lowerBound > column }) {
        patch.insert(element, at: next.element.range.lowerBound)
      } else {
        atEnd += element
      }
    }
    guard !atEnd.isEmpty else { return }
    if let list {
      document.append(atEnd, to: list, in: &patch)
    } else {
      let name = document.qualified("cols")
      patch.insert("<\(name)>\(atEnd)</\(name)>", at: listOffset)
    }
  }
}
