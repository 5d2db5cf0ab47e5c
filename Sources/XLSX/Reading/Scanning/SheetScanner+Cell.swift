import SpreadsheetModel

extension SheetScanner {
  /// A text of a cell: bytes of the window, or of the scanner's scratch.
  private struct Piece {
    var start: Int
    var count: Int
    var isInWindow: Bool
  }

  /// A formula as found: its text and, for a shared one, its index.
  private struct ScannedFormula {
    var text: Piece?
    var sharedIndex: Int?
  }

  /// A cell as found. Each cell begins with one of its own, that knows of no other.
  private struct ScannedCell {
    var reference: (start: Int, count: Int)?
    var style = 0
    var type = CellType.number
    var value: Piece?
    var inlineText: Piece?
    var formula: ScannedFormula?
  }

  /// Scans one `<c>` with all it holds, and adds it to the row. False, with the row as it was, where only the
  /// parser can judge it.
  @inline(__always)
  mutating func scanCell(_ cursor: inout ByteCursor, _ builder: inout RowBuilder) -> Bool {
    cursor.position &+= 2
    if scanPlainCell(&cursor, &builder) { return true }
    var cell = ScannedCell()
    attributes: while true {
      if cursor[0] == UInt8(ascii: " ") { cursor.position &+= 1 } else { cursor.skipBlanks() }
      switch cursor[0] {
      case UInt8(ascii: "r") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return false }
        cell.reference = value
      case UInt8(ascii: "s") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return false }
        guard let style = RowBuffer.index(cursor.bytes(value.start, value.count)), style < builder.styleLimit
        else { return false }
        cell.style = style
      case UInt8(ascii: "t") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return false }
        cell.type = CellType(cursor.bytes(value.start, value.count)) ?? .number
      case UInt8(ascii: ">"):
        cursor.position &+= 1
        guard scanContent(&cursor, of: &cell) else { return false }
        break attributes
      case UInt8(ascii: "/"):
        guard cursor[1] == UInt8(ascii: ">") else { return false }
        cursor.position &+= 2
        break attributes
      case UInt8(ascii: " "), 0x0A, 0x0D, 0x09: cursor.skipBlanks()
      default:
        guard cursor.skipAttribute() else { return false }
      }
    }
    return add(cell, cursor, &builder)
  }

  /// Scans what stands between `<c …>` and `</c>`, and the end tag.
  @inline(__always)
  private mutating func scanContent(_ cursor: inout ByteCursor, of cell: inout ScannedCell) -> Bool {
    // For the memory's sake alone.
    if !scratch.isEmpty { scratch.removeAll(keepingCapacity: true) }
    while true {
      cursor.skipBlanks()
      guard cursor[0] == UInt8(ascii: "<") else { return false }
      switch cursor[1] {
      case UInt8(ascii: "v") where StringItemScanner.isEndOfName(cursor[2]):
        guard cell.value == nil else { return false }
        cursor.position &+= 2
        if cursor[0] == UInt8(ascii: ">") {
          cursor.position &+= 1
        } else {
          guard let isEmpty = cursor.skipTag() else { return false }
          if isEmpty { continue }
        }
        guard let text = scanText(&cursor), cursor[1] == UInt8(ascii: "/"), cursor[2] == UInt8(ascii: "v")
        else { return false }
        cursor.position &+= 3
        guard cursor.closeTag() else { return false }
        cell.value = text
      case UInt8(ascii: "/"):
        guard cursor[2] == UInt8(ascii: "c") else { return false }
        cursor.position &+= 3
        return cursor.closeTag()
      case UInt8(ascii: "f") where StringItemScanner.isEndOfName(cursor[2]):
        guard cell.formula == nil, let formula = scanFormula(&cursor) else { return false }
        cell.formula = formula
      case UInt8(ascii: "i") where cursor[2] == UInt8(ascii: "s"):
        guard StringItemScanner.isEndOfName(cursor[3]), cell.inlineText == nil else { return false }
        cursor.position &+= 3
        guard let isEmpty = cursor.skipTag() else { return false }
        if isEmpty { continue }
        let start = scratch.count
        guard
          StringItemScanner.scan(
            &cursor, closing: UInt8(ascii: "i"), UInt8(ascii: "s"), to: &scratch)
        else { return false }
        cell.inlineText = Piece(start: start, count: scratch.count - start, isInWindow: false)
      default: return false
      }
    }
  }

  /// Scans the text of an element up to the next tag; `nil` where only the parser can judge it.
  @inline(__always)
  private mutating func scanText(_ cursor: inout ByteCursor) -> Piece? {
    guard let text = ScannedText(&cursor), text.isValid(in: cursor) else { return nil }
    guard text.needsDecoding else {
      return Piece(start: text.start, count: text.count, isInWindow: true)
    }
    let start = scratch.count
    guard text.append(from: cursor, to: &scratch) else { return nil }
    return Piece(start: start, count: scratch.count - start, isInWindow: false)
  }

  /// Scans `<f …>…</f>`.
  private mutating func scanFormula(_ cursor: inout ByteCursor) -> ScannedFormula? {
    cursor.position &+= 2
    var formula = ScannedFormula()
    var isShared = false
    while true {
      cursor.skipBlanks()
      switch cursor[0] {
      case UInt8(ascii: ">"):
        cursor.position &+= 1
        guard let text = scanText(&cursor), cursor[1] == UInt8(ascii: "/"), cursor[2] == UInt8(ascii: "f")
        else { return nil }
        cursor.position &+= 3
        guard cursor.closeTag() else { return nil }
        formula.text = text
        if !isShared { formula.sharedIndex = nil }
        return formula
      case UInt8(ascii: "/"):
        guard cursor[1] == UInt8(ascii: ">") else { return nil }
        cursor.position &+= 2
        if !isShared { formula.sharedIndex = nil }
        return formula
      case UInt8(ascii: "t") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return nil }
        isShared = cursor.bytes(value.start, value.count).elementsEqual("shared".utf8)
      case UInt8(ascii: "s") where cursor[1] == UInt8(ascii: "i") && cursor[2] == UInt8(ascii: "="):
        cursor.position &+= 3
        guard let value = cursor.quotedValue() else { return nil }
        formula.sharedIndex = RowBuffer.index(cursor.bytes(value.start, value.count))
      default:
        guard cursor.skipAttribute() else { return nil }
      }
    }
  }

  /// Adds the cell to the row, unless only the parser can judge it.
  @inline(__always)
  private func add(_ found: ScannedCell, _ cursor: ByteCursor, _ builder: inout RowBuilder) -> Bool {
    var column = builder.nextColumn
    if let reference = found.reference {
      guard let address = CellAddressBytes.parse(cursor.bytes(reference.start, reference.count)),
        address.row == builder.row.index
      else { return false }
      column = address.column
    }
    guard column < CellReference.columnLimit else { return false }
    var cell = RawCell(column: column, style: found.style)
    guard builder.columns.contains(column) else {
      // A column not asked for: only the text that followers of a shared formula need is kept.
      if let formula = found.formula, formula.sharedIndex != nil {
        setFormula(formula, of: &cell, cursor, &builder)
      }
      builder.add(cell, at: column)
      return true
    }
    let isKnown: Bool
    if found.inlineText == nil, found.value?.isInWindow ?? true {
      // Nearly every cell: its value as it stands in the window.
      isKnown = builder.row.setValue(
        of: &cell, type: found.type, cursor.bytes(found.value?.start ?? 0, found.value?.count ?? 0))
    } else {
      isKnown = scratch.withUnsafeBufferPointer { scratch in
        builder.row.setValue(
          of: &cell, type: found.type, value: Self.bytes(of: found.value, cursor, scratch),
          inline: Self.bytes(of: found.inlineText, cursor, scratch))
      }
    }
    guard isKnown else { return false }
    if let formula = found.formula { setFormula(formula, of: &cell, cursor, &builder) }
    builder.add(cell, at: column)
    return true
  }

  private func setFormula(
    _ formula: ScannedFormula, of cell: inout RawCell, _ cursor: ByteCursor,
    _ builder: inout RowBuilder
  ) {
    scratch.withUnsafeBufferPointer { scratch in
      builder.setFormula(
        of: &cell, Self.bytes(of: formula.text, cursor, scratch), sharedIndex: formula.sharedIndex)
    }
  }

  /// The bytes of a text; none where there is no text.
  @inline(__always)
  private static func bytes(
    of piece: Piece?, _ cursor: ByteCursor, _ scratch: UnsafeBufferPointer<UInt8>
  ) -> UnsafeBufferPointer<UInt8> {
    guard let piece else { return cursor.bytes(0, 0) }
    if piece.isInWindow { return cursor.bytes(piece.start, piece.count) }
    return UnsafeBufferPointer(rebasing: scratch[piece.start..<piece.start + piece.count])
  }
}
