import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Brings the rows and cells of a worksheet, and the formulas in them, to where a change leaves them.
///
/// Each row is written anew as a whole where anything in it changes; within it all that is not a place or
/// a formula is copied. What an insertion would push off the grid is a reason to refuse.
struct SheetDataFollowing {
  let sheet: String
  let index: SheetIndex
  let groups: FormulaGroups
  let following: ReferenceFollowing
  private(set) var patch = PartPatch()
  /// References to shared strings that go with deleted cells.
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
  }

  /// An insertion pushes what stands in the last rows or columns off the grid.
  private func refuseLoss(of cell: CellReference) throws(EditError) {
    guard let grid = following.grid, grid.action == .insert else { return }
    let limit = grid.axis == .rows ? "row \(grid.axis.limit)" : "column \(grid.axis.limit)"
    throw EditError(.limitExceeded, part: part, sheet: sheet, cell: cell, detail: limit)
  }

  // MARK: Rows

  private mutating func follow(_ row: SheetIndex.RowSpan) throws(EditError) {
    let old = Int(row.row)
    guard moves, let grid = following.grid else {
      if index.holdsFormula(row) { try rewrite(row, to: old) }
      return
    }
    guard grid.axis == .rows else { return try rewrite(row, to: old) }
    guard let new = grid.moved(index: old) else {
      try refuseLoss(of: CellReference(row: old, column: 0))
      releasedTexts += index.sharedTexts(in: row)
      return patch.remove(row.range)
    }
    if new != old || !row.isNumbered || index.holdsFormula(row) { try rewrite(row, to: new) }
  }

  private mutating func rewrite(_ row: SheetIndex.RowSpan, to new: Int) throws(EditError) {
    let document = index.document
    let movesColumns = moves && following.grid?.axis == .columns
    var nextColumn = 0
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
          if movesColumns {
            if let spans = document.attribute("spans", of: element) { follow(spans, put) }
          } else if let place = document.attribute("r", of: element) {
            put(String(new + 1), at: place.value)
          } else {
            put(" r=\"\(new + 1)\"", at: token.name.upperBound..<token.name.upperBound)
          }
        } else if document.is(element, "c") {
          let place = document.attribute("r", of: element)
          let written = place.flatMap { CellReference(a1: MarkupText.string(bytes[$0.value])) }
          guard written.map({ $0.row == Int(row.row) }) ?? true else {
            throw EditError(
              .malformedPart, part: part, offset: token.range.lowerBound,
              detail: "cell '\(written?.description ?? "")' in row \(row.row + 1)")
          }
          let column = written?.column ?? nextColumn
          nextColumn = column + 1
          guard movesColumns else {
            if new != Int(row.row), let place, written != nil {
              put("\(CellReference(row: new, column: column))", at: place.value)
            }
            continue
          }
          let cell = CellReference(row: new, column: column)
          guard let moved = following.moved(cell) else {
            if token.kind == .start { try refuseLoss(of: cell) }
            let end = token.kind == .start ? try scanner.skipElement().upperBound : token.range.upperBound
            if document.value("t", of: element) == "s" { releasedTexts += 1 }
            put("", at: token.range.lowerBound..<end)
            continue
          }
          if let place {
            if moved != cell { put("\(moved)", at: place.value) }
          } else {
            put(" r=\"\(moved)\"", at: token.name.upperBound..<token.name.upperBound)
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

  /// The hint of a row's first and last column; one that is not understood or has nothing left is dropped.
  private func follow(_ spans: MarkupAttribute, _ put: (String, Range<Int>) -> Void) {
    let ends = MarkupText.string(bytes[spans.value]).split(separator: ":").compactMap { Int(markup: $0) }
    guard let grid = following.grid, ends.count == 2, 1 <= ends[0], ends[0] <= ends[1],
      ends[1] <= grid.axis.limit, let moved = grid.moved(ends[0] - 1...ends[1] - 1)
    else { return put("", spans.range) }
    put("\(moved.lowerBound + 1):\(moved.upperBound + 1)", spans.value)
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
    let formula = EscapedCharacters.decoded(MarkupText.string(bytes[content]))
    if let changed = try following.following(formula, on: sheet, part: part, offset: content.lowerBound) {
      put(MarkupText.escapedXString(changed), content)
    }
  }

  // MARK: Shared formulas

  private mutating func followSharedFormulas() throws(EditError) {
    var sharing = SharedFormulaRehoming(index: index, groups: groups)
    for position in groups.shared.indices where groups.shared[position].isMaster {
      guard let members = try sharing.members(of: position) else { continue }
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
      guard let cell = moves ? following.moved(member.cell) : member.cell else {
        isChanged = true
        continue
      }
      steps.insert(cell.row - member.cell.row + cell.column - member.cell.column)
      let old = text.shifted(
        rows: member.cell.row - members.master.row, columns: member.cell.column - members.master.column)
      let new = try following.following(old, on: sheet, part: part, offset: member.tag.lowerBound)
      if new != nil || cell != member.cell { isChanged = true }
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
