import SpreadsheetModel

/// Scans the rows of a sheet straight from its bytes: five times as fast as parsing XML, for markup as
/// machines write it.
///
/// Whatever it does not expect — comments, CDATA, prefixed names, references in attributes, bad UTF-8, a
/// cell with no place in the grid, an index that leads nowhere — makes it stop in front of the cell or row
/// concerned, where the XML parser takes over and tells what is wrong. Tests hold the two against each other.
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
          guard scanCell(&cursor, &builder), !builder.isOverfull else { return outcome(&cursor, start) }
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
        guard scanRowStart(&cursor, &builder) else { return outcome(&cursor, start) }
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

  private func outcome(_ cursor: inout ByteCursor, _ start: Int) -> Outcome {
    let stop = cursor.stop
    cursor.position = start
    return stop == .needsMore ? .needsMore : .unexpected
  }

  /// Scans `<row …>`.
  private mutating func scanRowStart(
    _ cursor: inout ByteCursor, _ builder: inout RowBuilder
  ) -> Bool {
    cursor.position &+= 4
    var number: Int?
    var isHidden = false
    while true {
      cursor.skipBlanks()
      switch cursor[0] {
      case UInt8(ascii: ">"), UInt8(ascii: "/"):
        let isEmpty = cursor[0] == UInt8(ascii: "/")
        if isEmpty, cursor[1] != UInt8(ascii: ">") { return false }
        guard builder.begin(number: number, isHidden: isHidden) else { return false }
        cursor.position &+= isEmpty ? 2 : 1
        hasScanned = true
        isInRow = !isEmpty
        if isEmpty { builder.finish() }
        return true
      case UInt8(ascii: "r") where cursor[1] == UInt8(ascii: "="):
        cursor.position &+= 2
        guard let value = cursor.quotedValue() else { return false }
        let bytes = cursor.bytes(value.start, value.count)
        guard let row = CellAddressBytes.rowNumber(bytes), row > 0 else { return false }
        number = row
      case UInt8(ascii: "h") where cursor.bytes(cursor.position, 7).elementsEqual("hidden=".utf8):
        cursor.position &+= 7
        guard let value = cursor.quotedValue() else { return false }
        let bytes = cursor.bytes(value.start, value.count)
        isHidden =
          bytes.elementsEqual("1".utf8) || bytes.elementsEqual("true".utf8) || bytes.elementsEqual("on".utf8)
      default:
        guard cursor.skipAttribute() else { return false }
      }
    }
  }
}
