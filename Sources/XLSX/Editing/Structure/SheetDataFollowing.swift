import Formula
import OpenPackaging
import SpreadsheetModel

/// Brings the rows and cells of a worksheet, and the formulas in them, to where a change leaves them.
///
/// Each row is written anew as a whole where anything in it changes; within it all that is not a place or
/// a formula is copied.
struct SheetDataFollowing {
  let sheet: String
  let index: SheetIndex
  let groups: FormulaGroups
  let following: ReferenceFollowing
  private(set) var patch = PartPatch()
  /// References to shared strings that go with deleted rows.
  private(set) var releasedTexts = 0
  /// New formula elements of shared formulas, by the offset of their start tag.
  private var shared: [Int: String] = [:]

  private var bytes: [UInt8] { index.bytes }
  private var part: String { index.document.part }
  private var moves: Bool { following.moves(sheet) }

  init(
    sheet: String, index: SheetIndex, groups: FormulaGroups, following: ReferenceFollowing
  ) throws(EditError) {
    self.sheet = sheet
    self.index = index
    self.groups = groups
    self.following = following
    if moves { try refuseSplitGroups() }
    try followSharedFormulas()
    for row in index.rows { try follow(row) }
  }

  /// Array formulas and data tables go as a whole or not at all.
  private func refuseSplitGroups() throws(EditError) {
    for (ranges, code) in [(groups.arrays, EditError.Code.arrayFormula), (groups.dataTables, .dataTable)] {
      for range in ranges where !range.isSingleCell {
        guard let moved = following.moved(range) else { continue }
        if moved.count != range.count {
          throw EditError(code, part: part, sheet: sheet, cell: range.first, detail: "\(range)")
        }
      }
    }
    if let grid = following.grid, grid.action == .insert, let last = index.rows.map(\.row).max(),
      Int(last) >= grid.position,
      Int(last) + min(grid.count, CellReference.rowLimit) >= CellReference.rowLimit
    {
      throw EditError(.limitExceeded, part: part, sheet: sheet, detail: "row \(CellReference.rowLimit)")
    }
  }

  // MARK: Rows

  private mutating func follow(_ row: SheetIndex.RowSpan) throws(EditError) {
    guard moves else {
      if index.holdsFormula(row) { try rewrite(row, to: Int(row.row)) }
      return
    }
    guard let new = following.moved(row: Int(row.row)) else {
      releasedTexts += index.sharedTexts(in: row)
      return patch.remove(row.range)
    }
    if new != Int(row.row) || !row.isNumbered || index.holdsFormula(row) { try rewrite(row, to: new) }
  }

  private mutating func rewrite(_ row: SheetIndex.RowSpan, to new: Int) throws(EditError) {
    let document = index.document
    var output: [UInt8] = []
    output.reserveCapacity(row.range.count + 32)
    var copied = row.range.lowerBound
    func put(_ text: String, at range: Range<Int>) {
      output += bytes[copied..<range.lowerBound]
      output += Array(text.utf8)
      copied = range.upperBound
    }
    do {
      var scanner = MarkupScanner(bytes, in: row.range)
      while let token = try scanner.next() {
        guard token.kind == .start || token.kind == .empty else { continue }
        let element = MarkupElement(
          name: token.name, startTag: token.range, content: token.range.upperBound..<token.range.upperBound,
          range: token.range, isEmptyTag: token.kind == .empty)
        if document.is(element, "row") {
          if let place = document.attribute("r", of: element) {
            put(String(new + 1), at: place.value)
          } else {
            put(" r=\"\(new + 1)\"", at: token.name.upperBound..<token.name.upperBound)
          }
        } else if document.is(element, "c") {
          if new != Int(row.row), let place = document.attribute("r", of: element),
            let cell = CellReference(a1: MarkupText.string(bytes[place.value]))
          {
            put("\(CellReference(row: new, column: cell.column))", at: place.value)
          }
        } else if document.is(element, "f") {
          var end = token.range.upperBound
          var content = end..<end
          if token.kind == .start {
            let close = try scanner.skipElement()
            content = end..<close.lowerBound
            end = close.upperBound
          }
          if let text = shared[token.range.lowerBound] {
            put(text, at: token.range.lowerBound..<end)
          } else {
            try follow(element, content, put)
          }
        }
      }
    } catch let error as EditError {
      throw error
    } catch {
      throw EditError(.malformedPart, part: part, detail: "\(error)")
    }
    output += bytes[copied..<row.range.upperBound]
    if !bytes[row.range].elementsEqual(output) { patch.replace(row.range, with: output) }
  }

  /// A formula element: the ranges in its attributes, and its text.
  private func follow(
    _ element: MarkupElement, _ content: Range<Int>, _ put: (String, Range<Int>) -> Void
  ) throws(EditError) {
    let document = index.document
    if moves {
      for attribute in document.attributes(of: element) {
        guard ["ref", "r1", "r2"].contains(String(decoding: bytes[attribute.name], as: UTF8.self)),
          let range = CellRange(a1: MarkupText.string(bytes[attribute.value]))
        else { continue }
        guard let moved = following.moved(range) else {
          throw EditError(.dataTable, part: part, sheet: sheet, offset: attribute.value.lowerBound)
        }
        if moved != range { put("\(moved)", attribute.value) }
      }
    }
    guard !content.isEmpty else { return }
    let formula = MarkupText.plain(MarkupText.string(bytes[content]))
    if let changed = try following.following(formula, on: sheet, part: part, offset: content.lowerBound) {
      put(MarkupText.escapedXString(changed), content)
    }
  }

  // MARK: Shared formulas

  private mutating func followSharedFormulas() throws(EditError) {
    let sharing = SharedFormulaRehoming(index: index, groups: groups)
    for position in groups.shared.indices where groups.shared[position].range != nil {
      guard !groups.shared[position].isEmptyTag, let members = try sharing.members(of: position) else {
        continue
      }
      try follow(members, of: groups.shared[position])
    }
  }

  /// A group stays shared where all of its cells move alike and so do their references; otherwise each
  /// cell gets a formula of its own.
  private mutating func follow(
    _ members: SharedFormulaRehoming.Members, of master: FormulaGroups.SharedFormula
  ) throws(EditError) {
    let text = FormulaText(members.formula)
    var formulas: [(cell: CellReference, tag: Int, text: String)] = []
    var steps: Set<Int> = []
    var isChanged = false
    for member in members.cells {
      guard let row = moves ? following.moved(row: member.cell.row) : member.cell.row else {
        isChanged = true
        continue
      }
      steps.insert(row - member.cell.row)
      let old = text.shifted(
        rows: member.cell.row - members.master.row, columns: member.cell.column - members.master.column)
      let new = try following.following(old, on: sheet, part: part, offset: member.tag.lowerBound)
      if new != nil || row != member.cell.row { isChanged = true }
      formulas.append((member.cell, member.tag.lowerBound, new ?? old))
    }
    guard isChanged else { return }
    let stays = formulas.count == members.cells.count && steps.count == 1
    if stays, let first = formulas.first(where: { $0.cell == members.master }), let range = master.range,
      let moved = moves ? following.moved(range) : range, moved.count == range.count
    {
      let parsed = FormulaText(first.text)
      let isAlike = formulas.allSatisfy {
        parsed.shifted(
          rows: $0.cell.row - members.master.row, columns: $0.cell.column - members.master.column) == $0.text
      }
      if isAlike {
        shared[first.tag] = SharedFormulaRehoming.markup(
          first.text, prefix: index.document.qualified(""), shared: (master.group, moved),
          isVolatile: members.isVolatile)
        return
      }
    }
    for formula in formulas {
      shared[formula.tag] = SharedFormulaRehoming.markup(
        formula.text, prefix: index.document.qualified(""), shared: nil, isVolatile: members.isVolatile)
    }
  }
}
