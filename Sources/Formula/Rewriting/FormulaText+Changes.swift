extension FormulaText {
  /// The formula after a change to the workbook's sheets, `nil` if it stays as it is.
  ///
  /// `sheet` is the sheet the formula stands on, which its unqualified references mean (`nil` for a
  /// defined name of the workbook, whose references all name their sheets).
  /// A reference of which nothing is left becomes `#REF!`. References through several sheets
  /// (`Jan:Mar!A1`) do not follow inserted and deleted rows, as in Excel: see
  /// `spansSheets(including:order:)`.
  public func adjusted(for change: SheetChange, on sheet: String?) -> String? {
    if case .join(let join) = change { return joined(join) }
    var result: [UInt8] = []
    var copied = 0
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      var replacement: [UInt8]?
      var replaced = piece.token.range
      switch change {
      case .edit(let edit, let changedSheet):
        replacement = edited(piece, edit, changedSheet, on: sheet)
      case .rename(let old, let new):
        replacement = renamed(piece, old, new)
      case .remove(let name, let order):
        let (spelling, isGone) = withoutSheet(piece, name, order)
        replacement = spelling
        if isGone, index + 1 < pieces.count, pieces[index + 1].qualifier == index {
          // The whole reference goes, not its sheet alone.
          index += 1
          if pieces[index].token.kind != .function {
            replaced = replaced.lowerBound..<pieces[index].token.range.upperBound
          }
        }
      case .join: break
      }
      if let replacement {
        result.append(contentsOf: bytes[copied..<replaced.lowerBound])
        result.append(contentsOf: replacement)
        copied = replaced.upperBound
      }
      index += 1
    }
    guard copied > 0 else { return nil }
    result.append(contentsOf: bytes[copied...])
    return result == bytes ? nil : String(decoding: result, as: UTF8.self)
  }

  /// Whether a reference names the sheet, or means it without naming it.
  public func refers(toSheet name: String, on sheet: String?) -> Bool {
    pieces.contains { piece in
      switch piece.token.kind {
      case .sheet:
        let qualifier = qualifier(of: piece)
        return !qualifier.isExternal
          && (SheetName.matches(qualifier.first, name)
            || qualifier.last.map { SheetName.matches($0, name) } ?? false)
      case .reference:
        return piece.qualifier == nil && sheet.map { SheetName.matches($0, name) } ?? false
      default: return false
      }
    }
  }

  /// Whether a reference goes through several sheets, this one among them, so that rows or columns
  /// inserted or deleted here cannot be followed.
  public func spansSheets(including name: String, order: [String]) -> Bool {
    pieces.contains { piece in
      guard piece.token.kind == .sheet else { return false }
      let qualifier = qualifier(of: piece)
      guard !qualifier.isExternal, let last = qualifier.last else { return false }
      let places = [qualifier.first, last, name].map { wanted in
        order.firstIndex { SheetName.matches($0, wanted) }
      }
      guard let low = places[0], let high = places[1], let place = places[2] else { return true }
      return min(low, high) <= place && place <= max(low, high)
    }
  }

  private func qualifier(of piece: Piece) -> SheetQualifier {
    SheetQualifier(token: bytes[piece.token.range])
  }

  private func edited(
    _ piece: Piece, _ edit: GridEdit, _ changedSheet: String, on sheet: String?
  ) -> [UInt8]? {
    guard case .reference(let area) = piece.token.kind else { return nil }
    if let index = piece.qualifier {
      let qualifier = qualifier(of: pieces[index])
      guard !qualifier.isExternal, qualifier.last == nil,
        SheetName.matches(qualifier.first, changedSheet)
      else { return nil }
    } else {
      guard let sheet, SheetName.matches(sheet, changedSheet) else { return nil }
    }
    guard let moved = area.following(edit) else { return Array("#REF!".utf8) }
    if moved.range == area.range { return nil }
    var result: [UInt8] = []
    moved.append(to: &result)
    return result
  }

  private func renamed(_ piece: Piece, _ old: String, _ new: String) -> [UInt8]? {
    guard piece.token.kind == .sheet else { return nil }
    var qualifier = qualifier(of: piece)
    guard !qualifier.isExternal else { return nil }
    var isChanged = false
    if SheetName.matches(qualifier.first, old) {
      qualifier.first = new
      isChanged = true
    }
    if let last = qualifier.last, SheetName.matches(last, old) {
      qualifier.last = new
      isChanged = true
    }
    return isChanged ? Array(qualifier.spelling.utf8) : nil
  }

  /// The sheet prefix without a sheet that is gone, and whether nothing of it is left.
  private func withoutSheet(
    _ piece: Piece, _ name: String, _ order: [String]
  ) -> (spelling: [UInt8]?, isGone: Bool) {
    guard piece.token.kind == .sheet else { return (nil, false) }
    var qualifier = qualifier(of: piece)
    guard !qualifier.isExternal else { return (nil, false) }
    let isFirst = SheetName.matches(qualifier.first, name)
    guard let last = qualifier.last else {
      return isFirst ? (Array("#REF!".utf8), true) : (nil, false)
    }
    let isLast = SheetName.matches(last, name)
    guard isFirst || isLast else { return (nil, false) }
    let other = isFirst ? last : qualifier.first
    // The end that is gone gives way to its neighbour towards the other end.
    guard !(isFirst && isLast), let gone = order.firstIndex(where: { SheetName.matches($0, name) }),
      let kept = order.firstIndex(where: { SheetName.matches($0, other) })
    else { return (Array("#REF!".utf8), true) }
    let neighbour = order[gone < kept ? gone + 1 : gone - 1]
    if isFirst { qualifier.first = neighbour } else { qualifier.last = neighbour }
    if SheetName.matches(neighbour, other) {
      qualifier.first = other
      qualifier.last = nil
    }
    return (Array(qualifier.spelling.utf8), false)
  }
}

extension FormulaText {
  /// The formula after columns of a table have gone: a structured reference that names one is `#REF!`.
  /// `nil` if it stays as it is.
  ///
  /// - Parameters:
  ///   - columns: The headings of the columns that go.
  ///   - table: The table's name.
  ///   - isInside: Whether a reference without a table's name may mean this one.
  public func losing(_ columns: Set<String>, of table: String, isInside: Bool) -> String? {
    guard bytes.contains(UInt8(ascii: "[")) else { return nil }
    let gone = Set(columns.map { $0.lowercased() })
    var result: [UInt8] = []
    var copied = 0
    var lexer = FormulaLexer(bytes)
    while let token = lexer.next() {
      guard token.kind == .structured, let reference = StructuredReference(token: bytes[token.range]),
        reference.table.map({ $0.lowercased() == table.lowercased() }) ?? isInside,
        [reference.column, reference.lastColumn].contains(where: {
          $0.map { gone.contains($0.lowercased()) } ?? false
        })
      else { continue }
      result += bytes[copied..<token.range.lowerBound] + Array("#REF!".utf8)
      copied = token.range.upperBound
    }
    return copied > 0 ? String(decoding: result + bytes[copied...], as: UTF8.self) : nil
  }
}
