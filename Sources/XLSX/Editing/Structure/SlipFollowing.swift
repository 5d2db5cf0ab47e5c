import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Brings the shapes of a sheet's VML drawing (slips of notes, form controls) to where a change leaves
/// their cells.
struct SlipFollowing {
  let following: ReferenceFollowing

  /// Moves anchors and cells; the slip of a note on a deleted cell goes.
  func apply(to part: String, in package: inout PackageEdit) throws(EditError) {
    guard let grid = following.grid else { return }
    let markup = try ShapeMarkup(package.content(of: part))
    let bytes = markup.bytes
    var patch = PartPatch()
    for shape in markup.elements("shape") {
      var step: Int?
      var isGone = false
      for place in markup.elements(grid.axis == .rows ? "Row" : "Column", in: shape.content) {
        guard let old = bytes.wholeNumber(in: place.content), old < grid.axis.limit else { continue }
        guard let new = grid.moved(index: old) else {
          isGone = true
          break
        }
        step = new - old
        if new != old { patch.replace(place.content, with: String(new)) }
      }
      if isGone {
        patch.discard(shape.range)
        continue
      }
      for anchor in markup.elements("Anchor", in: shape.content) {
        if let moved = moved(String(decoding: bytes[anchor.content], as: UTF8.self), step: step, grid) {
          patch.replace(anchor.content, with: moved)
        }
      }
    }
    try package.apply(patch, to: bytes, of: part)
  }

  /// Formulas of form controls.
  func followFormulas(of part: String, on sheet: String, in package: inout PackageEdit) throws(EditError) {
    let markup = try ShapeMarkup(package.content(of: part))
    var patch = PartPatch()
    for name in ["FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaGroup", "FmlaPict"] {
      for element in markup.elements(name) {
        let formula = MarkupText.string(markup.bytes[element.content])
        if let changed = try following.following(
          formula, on: sheet, part: part, offset: element.content.lowerBound)
        {
          patch.replace(element.content, with: MarkupText.escaped(changed))
        }
      }
    }
    try package.apply(patch, to: markup.bytes, of: part)
  }

  /// `left, dx, top, dy, right, dx, bottom, dy` with top and bottom, or left and right, moved: alike with the
  /// note's cell, or each with its own row or column.
  private func moved(_ anchor: String, step: Int?, _ grid: GridEdit) -> String? {
    var parts = anchor.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 8 else { return nil }
    var isChanged = false
    for index in grid.axis == .rows ? [2, 6] : [0, 4] {
      let bare = parts[index].trimmingMarkupSpace
      guard let old = Int(markup: bare), (0..<grid.axis.limit).contains(old) else { return nil }
      let new = step.map { min(max(old + $0, 0), grid.axis.limit - 1) } ?? grid.moved(edge: old)
      guard new != old else { continue }
      parts[index] = parts[index].replacing(bare, with: String(new))
      isChanged = true
    }
    return isChanged ? parts.joined(separator: ",") : nil
  }
}

extension Array where Element == UInt8 {
  /// Where a run of bytes occurs first.
  func firstRange(of needle: [UInt8], from start: Int, to end: Int) -> Range<Int>? {
    guard let first = needle.first else { return nil }
    var position = start
    while position + needle.count <= end, let hit = self[position..<end].firstIndex(of: first) {
      guard hit + needle.count <= end else { return nil }
      if self[hit..<hit + needle.count].elementsEqual(needle) { return hit..<hit + needle.count }
      position = hit + 1
    }
    return nil
  }
}
