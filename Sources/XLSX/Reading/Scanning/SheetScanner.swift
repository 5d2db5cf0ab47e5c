import SpreadsheetModel

/// Scans the rows of a sheet straight from its bytes: five times as fast as parsing XML, for markup as
/// machines write it.
///
/// Whatever it does not expect — comments, CDATA, prefixed names, references in attributes, bad UTF-8
/// — makes it stop in front of the cell or row concerned, where the XML parser takes over. Tests hold
/// the two against each other.
struct SheetScanner {
  /// Where a scan ended.
  enum Outcome {
    /// A row is complete in the builder.
    case row
    /// The window ends within a cell or a tag; the position stands in front of it.
    case needsMore
    /// The position stands in front of `</sheetData>`.
    case endOfRows
    /// The position stands in front of something only a parser understands.
    case unexpected
    /// The row or cell at the position cannot be read.
    case failed(XLSXError.Code, String)
  }

  /// Whether a row's start tag has been passed and its end tag has not.
  private(set) var isInRow = false
  /// Whether a row has been scanned.
  private(set) var hasScanned = false
  /// Text that could not be taken from the window as it stands.
  private var text: [UInt8] = []
  private var formulaText: [UInt8] = []

  /// Scans to the end of the next row, or as far as it can.
  mutating func scanRow(_ cursor: inout ByteCursor, _ builder: inout RowBuilder) -> Outcome {
    while true {
      cursor.skipBlanks()
      let start = cursor.position
      guard cursor[0] == UInt8(ascii: "<") else { return outcome(&cursor, start) }
      if isInRow {
        if cursor[1] == UInt8(ascii: "c"), StringItemScanner.isEndOfName(cursor[2]) {
          if let stop = scanCell(&cursor, &builder) { return back(&cursor, start, stop) }
          if builder.isOverfull {
            return .failed(.malformedPart, "a row of more cells than columns")
          }
        } else if cursor[1] == UInt8(ascii: "/"), cursor[2] == UInt8(ascii: "r"),
          cursor[3] == UInt8(ascii: "o"), cursor[4] == UInt8(ascii: "w")
        {
          cursor.position &+= 5
          guard cursor.closeTag() else { return outcome(&cursor, start) }
          isInRow = false
          builder.finish()
          return .row
        } else {
          return outcome(&cursor, start)
        }
      } else if cursor[1] == UInt8(ascii: "r"), cursor[2] == UInt8(ascii: "o"),
        cursor[3] == UInt8(ascii: "w"), StringItemScanner.isEndOfName(cursor[4])
      {
        if let stop = scanRowStart(&cursor, &builder) { return back(&cursor, start, stop) }
        if !isInRow { return .row }
      } else if cursor[1] == UInt8(ascii: "/"),
        cursor.bytes(start, 11).elementsEqual("</sheetData".utf8)
      {
        return .endOfRows
      } else {
        return outcome(&cursor, start)
      }
    }
  }

  /// Counts the cells of whole rows, one row after another, as far as it can.
  mutating func countRows(
    _ cursor: inout ByteCursor, _ builder: inout RowBuilder, _ counts: inout CellCounts
  ) -> Outcome {
    while true {
      let outcome = scanRow(&cursor, &builder)
      guard case .row = outcome else { return outcome }
      counts.add(builder.row.cells)
    }
  }

  private enum Failure {
    case stopped
    case failed(XLSXError.Code, String)
  }

  private func outcome(_ cursor: inout ByteCursor, _ start: Int) -> Outcome {
    let stop = cursor.stop
    cursor.position = start
    return stop == .needsMore ? .needsMore : .unexpected
  }

  private func back(_ cursor: inout ByteCursor, _ start: Int, _ failure: Failure) -> Outcome {
    switch failure {
    case .stopped: return outcome(&cursor, start)
    case .failed(let code, let detail):
      cursor.position = start
      return .failed(code, detail)
    }
  }

  /// Scans `<row …>`.
  private mutating func scanRowStart(
    _ cursor: inout ByteCursor, _ builder: inout RowBuilder
  ) -> Failure? {
    cursor.position &+= 4
    var number: Int?
    var isHidden = false
    while true {
      cursor.skipBlanks()
      switch cursor[0] {
      case UInt8(ascii: ">"), UInt8(ascii: "/"):
        let isEmpty = cursor[0] == UInt8(ascii: "/")
        if isEmpty, cursor[1] != UInt8(ascii: ">") { return .stopped }
        guard builder.begin(number: number, isHidden: isHidden) else {
          return .failed(.outsideGrid, "a row past \(CellReference.rowLimit)")
        }
        cursor.position &+= isEmpty ? 2 : 1
        hasScanned = true
        isInRow = !isEmpty
        if isEmpty { builder.finish() }
        return nil
      case UInt8(ascii: "r") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return .stopped }
        let bytes = cursor.bytes(value.start, value.count)
        // Spellings such as " 7" or "+7" are the parser's to judge.
        guard let row = CellAddressBytes.rowNumber(bytes, from: 0) else { return .stopped }
        number = row
      case UInt8(ascii: "h") where cursor.bytes(cursor.position, 7).elementsEqual("hidden=".utf8):
        cursor.position &+= 7
        guard let value = cursor.quotedValue() else { return .stopped }
        let bytes = cursor.bytes(value.start, value.count)
        isHidden =
          bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8) || bytes.elementsEqual("on".utf8)
      default:
        guard cursor.skipAttribute() else { return .stopped }
      }
    }
  }

  /// Scans one `<c>` with all it holds, and adds it to the row.
  @inline(__always)
  private mutating func scanCell(
    _ cursor: inout ByteCursor, _ builder: inout RowBuilder
  ) -> Failure? {
    cursor.position &+= 2
    if scanPlainCell(&cursor, &builder) { return nil }
    var reference: (start: Int, count: Int)?
    var style = 0
    var type = CellType.number
    attributes: while true {
      if cursor[0] == UInt8(ascii: " ") { cursor.position &+= 1 } else { cursor.skipBlanks() }
      switch cursor[0] {
      case UInt8(ascii: "r") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return .stopped }
        reference = value
      case UInt8(ascii: "s") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return .stopped }
        style = RowBuffer.index(cursor.bytes(value.start, value.count)) ?? 0
      case UInt8(ascii: "t") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return .stopped }
        type = CellType(cursor.bytes(value.start, value.count)) ?? .number
      case UInt8(ascii: ">"):
        cursor.position &+= 1
        break attributes
      case UInt8(ascii: "/"):
        guard cursor[1] == UInt8(ascii: ">") else { return .stopped }
        cursor.position &+= 2
        return add(
          &builder, cursor, reference: reference, style: style, type: type, value: nil, formula: nil)
      default:
        guard cursor.skipAttribute() else { return .stopped }
      }
    }
    return scanContent(&cursor, &builder, reference: reference, style: style, type: type)
  }

  /// A formula as found: its text and, for a shared one, its index.
  private struct ScannedFormula {
    var text: ScannedText?
    var sharedIndex: Int?
  }

  /// Scans what stands between `<c …>` and `</c>`.
  @inline(__always)
  private mutating func scanContent(
    _ cursor: inout ByteCursor, _ builder: inout RowBuilder,
    reference: (start: Int, count: Int)?, style: Int, type: CellType
  ) -> Failure? {
    var value: ScannedText?
    var formula: ScannedFormula?
    if !text.isEmpty { text.removeAll(keepingCapacity: true) }
    while true {
      cursor.skipBlanks()
      guard cursor[0] == UInt8(ascii: "<") else { return .stopped }
      switch cursor[1] {
      case UInt8(ascii: "v") where StringItemScanner.isEndOfName(cursor[2]):
        guard value == nil else { return .stopped }
        cursor.position &+= 2
        if cursor[0] == UInt8(ascii: ">") {
          cursor.position &+= 1
        } else {
          guard let isEmpty = cursor.skipTag() else { return .stopped }
          if isEmpty { continue }
        }
        guard let scanned = ScannedText(&cursor), scanned.isValid(in: cursor),
          cursor[1] == UInt8(ascii: "/"), cursor[2] == UInt8(ascii: "v")
        else { return .stopped }
        cursor.position &+= 3
        guard cursor.closeTag() else { return .stopped }
        value = scanned
      case UInt8(ascii: "/"):
        guard cursor[2] == UInt8(ascii: "c") else { return .stopped }
        cursor.position &+= 3
        guard cursor.closeTag() else { return .stopped }
        return add(
          &builder, cursor, reference: reference, style: style, type: type, value: value,
          formula: formula)
      case UInt8(ascii: "f") where StringItemScanner.isEndOfName(cursor[2]):
        guard formula == nil, let scanned = scanFormula(&cursor) else { return .stopped }
        formula = scanned
      case UInt8(ascii: "i") where cursor[2] == UInt8(ascii: "s"):
        guard StringItemScanner.isEndOfName(cursor[3]), text.isEmpty else { return .stopped }
        cursor.position &+= 3
        guard let isEmpty = cursor.skipTag() else { return .stopped }
        if isEmpty { continue }
        guard
          StringItemScanner.scan(
            &cursor, closing: UInt8(ascii: "i"), UInt8(ascii: "s"), to: &text)
        else { return .stopped }
      default: return .stopped
      }
    }
  }

  /// Scans `<f …>…</f>`.
  private func scanFormula(_ cursor: inout ByteCursor) -> ScannedFormula? {
    cursor.position &+= 2
    var formula = ScannedFormula()
    var isShared = false
    while true {
      cursor.skipBlanks()
      switch cursor[0] {
      case UInt8(ascii: ">"):
        cursor.position &+= 1
        guard let scanned = ScannedText(&cursor), scanned.isValid(in: cursor),
          cursor[1] == UInt8(ascii: "/"), cursor[2] == UInt8(ascii: "f")
        else { return nil }
        cursor.position &+= 3
        guard cursor.closeTag() else { return nil }
        formula.text = scanned
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

  /// Adds the cell to the row.
  @inline(__always)
  private mutating func add(
    _ builder: inout RowBuilder, _ cursor: ByteCursor, reference: (start: Int, count: Int)?,
    style: Int, type: CellType, value: ScannedText?, formula: ScannedFormula?
  ) -> Failure? {
    // What may yet stop the scan comes first: the parser must find the builder as it was.
    var isDecoded = false
    if let value, value.needsDecoding, text.isEmpty {
      guard value.append(from: cursor, to: &text) else { return .stopped }
      isDecoded = true
    }
    if !formulaText.isEmpty { formulaText.removeAll(keepingCapacity: true) }
    if let scanned = formula?.text, scanned.needsDecoding,
      !scanned.append(from: cursor, to: &formulaText)
    {
      return .stopped
    }
    let address = reference.flatMap { CellAddressBytes.parse(cursor.bytes($0.start, $0.count)) }
    // A cell of another row is the parser's to place.
    if let address, address.row != builder.row.index { return .stopped }
    guard let column = builder.place(address?.column) else {
      return .failed(.outsideGrid, "a cell past column XFD or row \(CellReference.rowLimit)")
    }
    var cell = RawCell(column: column, style: style)
    guard builder.columns.contains(column) else {
      // A column not asked for: only the text that followers of a shared formula need is kept.
      if let formula, formula.sharedIndex != nil { setFormula(formula, of: &cell, cursor, &builder) }
      return nil
    }
    if let formula { setFormula(formula, of: &cell, cursor, &builder) }
    let isKnown: Bool
    if let value, text.isEmpty {
      // Nearly every cell: its value as it stands in the window.
      isKnown = builder.row.setValue(
        of: &cell, type: type, cursor.bytes(value.start, value.count))
    } else if let value, !isDecoded {
      isKnown = text.withUnsafeBufferPointer {
        builder.row.setValue(
          of: &cell, type: type, value: cursor.bytes(value.start, value.count), inline: $0)
      }
    } else {
      isKnown = text.withUnsafeBufferPointer {
        builder.row.setValue(
          of: &cell, type: type, value: isDecoded ? $0 : cursor.bytes(0, 0),
          inline: isDecoded ? cursor.bytes(0, 0) : $0)
      }
    }
    guard isKnown else { return .failed(.malformedPart, "its shared string does not exist") }
    builder.row.cells.append(cell)
    return nil
  }

  private func setFormula(
    _ formula: ScannedFormula, of cell: inout RawCell, _ cursor: ByteCursor,
    _ builder: inout RowBuilder
  ) {
    if let scanned = formula.text, !scanned.needsDecoding {
      builder.setFormula(
        of: &cell, cursor.bytes(scanned.start, scanned.count), sharedIndex: formula.sharedIndex)
    } else {
      formulaText.withUnsafeBufferPointer {
        builder.setFormula(of: &cell, $0, sharedIndex: formula.sharedIndex)
      }
    }
  }
}
