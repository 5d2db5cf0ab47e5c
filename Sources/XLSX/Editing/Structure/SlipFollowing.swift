import OpenPackaging
import SpreadsheetModel

/// Brings the shapes of a sheet's VML drawing (slips of notes, form controls) to where a change leaves
/// their cells.
///
/// VML is not always well-formed XML, so that its few places are found as text.
struct SlipFollowing {
  let following: ReferenceFollowing

  /// Moves anchors and cells; the slip of a note on a deleted row goes.
  func apply(to part: String, in package: inout PackageEdit) throws(EditError) {
    let bytes = try package.content(of: part)
    var patch = PartPatch()
    for shape in elements("<v:shape", closedBy: "</v:shape>", in: bytes, 0..<bytes.count) {
      var step: Int?
      for row in elements("<x:Row>", closedBy: "</x:Row>", in: bytes, shape) {
        let content = inner(row, "<x:Row>", "</x:Row>")
        guard let old = bytes.wholeNumber(in: content), old < CellReference.rowLimit else { continue }
        guard let new = following.moved(row: old) else {
          step = nil
          patch.remove(shape)
          break
        }
        step = new - old
        if new != old { patch.replace(content, with: String(new)) }
      }
      if patch.splices.last?.range == shape { continue }
      for anchor in elements("<x:Anchor>", closedBy: "</x:Anchor>", in: bytes, shape) {
        let content = inner(anchor, "<x:Anchor>", "</x:Anchor>")
        if let moved = moved(String(decoding: bytes[content], as: UTF8.self), step: step) {
          patch.replace(content, with: moved)
        }
      }
    }
    if !patch.isEmpty { try package.store(part, patch.applied(to: bytes)) }
  }

  /// Formulas of form controls.
  func followFormulas(of part: String, on sheet: String, in package: inout PackageEdit) throws(EditError) {
    let bytes = try package.content(of: part)
    var patch = PartPatch()
    for name in ["FmlaLink", "FmlaRange", "FmlaTxbx", "FmlaGroup", "FmlaPict"] {
      for element in elements("<x:\(name)>", closedBy: "</x:\(name)>", in: bytes, 0..<bytes.count) {
        let content = inner(element, "<x:\(name)>", "</x:\(name)>")
        let formula = MarkupText.string(bytes[content])
        if let changed = try following.following(formula, on: sheet, part: part, offset: content.lowerBound) {
          patch.replace(content, with: MarkupText.escaped(changed))
        }
      }
    }
    if !patch.isEmpty { try package.store(part, patch.applied(to: bytes)) }
  }

  /// `left, dx, top, dy, right, dx, bottom, dy` with top and bottom moved: alike with the note's cell, or
  /// each with its own row.
  private func moved(_ anchor: String, step: Int?) -> String? {
    var parts = anchor.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 8 else { return nil }
    var isChanged = false
    for index in [2, 6] {
      let bare = parts[index].trimmingMarkupSpace
      guard let old = Int(bare), (0..<CellReference.rowLimit).contains(old) else { return nil }
      let new = step.map { min(max(old + $0, 0), CellReference.rowLimit - 1) } ?? following.moved(edge: old)
      guard new != old else { continue }
      parts[index] = parts[index].replacing(bare, with: String(new))
      isChanged = true
    }
    return isChanged ? parts.joined(separator: ",") : nil
  }

  private func inner(_ element: Range<Int>, _ open: String, _ close: String) -> Range<Int> {
    let start = element.lowerBound + open.utf8.count
    return start..<max(start, element.upperBound - close.utf8.count)
  }

  /// Stretches of text between an opening and the next closing mark.
  private func elements(
    _ open: String, closedBy close: String, in bytes: [UInt8], _ range: Range<Int>
  ) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var position = range.lowerBound
    while let start = bytes.firstRange(of: Array(open.utf8), from: position, to: range.upperBound),
      let end = bytes.firstRange(of: Array(close.utf8), from: start.upperBound, to: range.upperBound)
    {
      // `<v:shapetype` and `<v:shapes` are others.
      let next = start.upperBound < bytes.count ? bytes[start.upperBound] : 0
      if open.hasSuffix(">") || next.isMarkupSpace || next == .greaterThan {
        found.append(start.lowerBound..<end.upperBound)
        position = end.upperBound
      } else {
        position = start.upperBound
      }
    }
    return found
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
