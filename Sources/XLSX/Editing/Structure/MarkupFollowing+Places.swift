import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Places that are told by rows and columns apart, not as references.
extension MarkupFollowing {
  /// Page breaks between rows or columns.
  mutating func followBreaks(_ list: MarkupElement, _ grid: GridEdit) throws(EditError) {
    let breaks = try document.children(of: list)
    var gone: [MarkupElement] = []
    for element in breaks {
      guard let id = document.number("id", of: element), (0..<grid.axis.limit).contains(id) else { continue }
      guard let moved = grid.moved(index: id) else {
        gone.append(element)
        continue
      }
      if moved != id { document.set("id", to: String(moved), of: element, in: &patch) }
    }
    try take(gone, of: breaks, outOf: list)
  }

  /// The widths and looks of columns (ECMA-376 Part 1, 18.3.1.13). A column inserted between columns of one
  /// look has that look; what reaches the last column still does.
  mutating func followColumns(_ list: MarkupElement, _ grid: GridEdit) throws(EditError) {
    let columns = try document.children(of: list, "col")
    var gone: [MarkupElement] = []
    for column in columns {
      guard let low = document.number("min", of: column), let high = document.number("max", of: column),
        1 <= low, low <= high, high <= grid.axis.limit
      else { continue }
      guard let moved = grid.moved(low - 1...high - 1) else {
        gone.append(column)
        continue
      }
      let end = high == grid.axis.limit ? high : moved.upperBound + 1
      if moved.lowerBound + 1 != low {
        document.set("min", to: String(moved.lowerBound + 1), of: column, in: &patch)
      }
      if end != high { document.set("max", to: String(end), of: column, in: &patch) }
    }
    try take(gone, of: columns, outOf: list)
  }

  /// The filters of a range's columns, counted from its first one (18.3.2.7).
  mutating func followFilters(_ filter: MarkupElement, _ grid: GridEdit) throws(EditError) {
    guard let range = document.value("ref", of: filter).flatMap({ CellRange(a1: $0) }),
      let moved = grid.moved(range)
    else { return }
    for column in try document.children(of: filter, "filterColumn") {
      guard let old = document.number("colId", of: column), range.columns.count > old, old >= 0 else {
        continue
      }
      guard let place = grid.moved(index: range.first.column + old) else {
        patch.remove(column.range)
        continue
      }
      let new = place - moved.first.column
      if new != old { document.set("colId", to: String(new), of: column, in: &patch) }
    }
  }

  /// The corners of a drawing's anchor. One that moves with its cells but keeps its size has its lower
  /// corner go along with the upper one.
  mutating func followAnchor(_ anchor: MarkupElement, editAs: String?, _ grid: GridEdit) throws(EditError) {
    guard editAs != "absolute" else { return }
    let (placeName, offsetName) = grid.axis == .rows ? ("row", "rowOff") : ("col", "colOff")
    var step: Int?
    for corner in try document.children(of: anchor) {
      let name = document.localName(of: corner)
      guard name == "from" || name == "to" else { continue }
      let children = try document.children(of: corner)
      guard let place = children.first(where: { document.localName(of: $0) == placeName }),
        let old = Int(markup: try document.text(of: place).trimmingMarkupSpace),
        (0..<grid.axis.limit).contains(old)
      else { continue }
      let goesAlong = name == "to" && editAs == "oneCell"
      let new = goesAlong ? min(max(old + (step ?? 0), 0), grid.axis.limit - 1) : grid.moved(edge: old)
      step = step ?? (new - old)
      if new != old { patch.replace(place.content, with: String(new)) }
      if !goesAlong, grid.moved(index: old) == nil,
        let offset = children.first(where: { document.localName(of: $0) == offsetName })
      {
        patch.replace(offset.content, with: "0")
      }
    }
  }

  /// Takes elements out of a list, and the list where nothing is left: Excel takes no empty ones.
  private mutating func take(
    _ gone: [MarkupElement], of all: [MarkupElement], outOf list: MarkupElement
  ) throws(EditError) {
    guard !gone.isEmpty else { return }
    guard gone.count < all.count else { return patch.remove(list.range) }
    for element in gone { patch.remove(element.range) }
    if let count = document.number("count", of: list) {
      document.set("count", to: String(max(count - gone.count, 0)), of: list, in: &patch)
    }
    guard let manual = document.number("manualBreakCount", of: list) else { return }
    let lost = gone.count { ["1", "true"].contains(document.value("man", of: $0)) }
    document.set("manualBreakCount", to: String(max(manual - lost, 0)), of: list, in: &patch)
  }
}
