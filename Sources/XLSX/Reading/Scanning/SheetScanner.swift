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
  /// Where texts are written that read otherwise than they stand in the window. A cell holds the ranges
  /// of its own texts, so that what earlier cells left here is out of its reach.
  var scratch: [UInt8] = []

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

  /// Why a row or cell was not scanned.
  enum Failure {
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
}
