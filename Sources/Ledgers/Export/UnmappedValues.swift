import Diagnostics
import SpreadsheetModel

/// What a record has in a column that was not understood.
public struct UnmappedValue: Sendable, Hashable, Codable {
  /// The column's header.
  public var header: String
  /// What the cell shows.
  public var text: String
}

extension LedgerTable {
  /// The headers of the columns that were not understood, each once: one that comes again gets a number. Our own
  /// columns of original texts and places are left out.
  public var unmappedHeaders: [String] { namedColumns.map(\.name) }

  private var namedColumns: [(name: String, column: Int)] {
    var seen: Set<String> = []
    return unmapped.filter { !OriginalColumns.isOwn($0.text) }.map { header in
      var name = header.text
      var number = 2
      while !seen.insert(name).inserted {
        name = "\(header.text)（\(number)）"
        number += 1
      }
      return (name, header.column)
    }
  }

  /// Keeps with each record what its row has in columns that were not understood.
  mutating func keepUnmapped(of sheet: Sheet) {
    let columns = namedColumns
    guard !columns.isEmpty else { return }
    for index in records.indices {
      guard let row = sheet.row(at: records[index].row) else { continue }
      records[index].unmapped = columns.compactMap { name, column in
        guard let cell = row[column], !cell.value.isEmpty else { return nil }
        return UnmappedValue(header: name, text: cell.exactDigits ?? sheet.displayedText(of: cell))
      }
    }
  }
}

/// Columns that hold, beside a field, the text that the field could not take: `出生日期（原文）`.
enum OriginalColumns {
  static let mark = "（原文）"

  /// Whether a header is that of a column that only our own tables have.
  static func isOwn(_ header: String) -> Bool {
    header.hasSuffix(mark) || CanonicalTable.provenance.contains(header)
  }

  /// Changes of the spelling alone, which the whole column may have decided, or whose text is that of another cell.
  private static let respelled: Set<ValueChange.Kind> = [
    .filledDown, .script, .mojibake, .idLength, .idSpelling, .middleDot, .width, .whitespace, .phoneSpelling,
  ]

  /// Whether a field's text says more than its value, so that it is kept beside it.
  static func keeps(_ field: RecordField) -> Bool {
    if field.value == .unreadable { return !field.original.isEmpty }
    guard let change = field.change, change.safety == .suggested, !respelled.contains(change.kind),
      !field.original.isEmpty
    else { return false }
    // A day whose year stands elsewhere is read as another one here.
    switch field.value {
    case .date(let date): return field.original.contains("\(date.year)")
    case .month(let month): return field.original.contains("\(month.year)")
    default: return true
    }
  }

  /// A sheet with original texts back in the columns they were read from, for reading it as it was; their own
  /// columns are empty then.
  static func rejoined(_ sheet: Sheet) -> Sheet {
    guard let header = sheet.rows.prefix(30).firstIndex(where: { !pairs(in: $0).isEmpty }) else {
      return sheet
    }
    let columns = pairs(in: sheet.rows[header])
    var sheet = sheet
    for row in sheet.rows.indices where row > header {
      for column in columns {
        guard let original = sheet.rows[row][column], !original.value.isEmpty else { continue }
        sheet.rows[row].cells.removeAll { $0.column == column || $0.column == column - 1 }
        let place = sheet.rows[row].cells.firstIndex { $0.column > column } ?? sheet.rows[row].cells.endIndex
        sheet.rows[row].cells.insert(
          Cell(column: column - 1, value: original.value, format: original.format), at: place)
      }
    }
    return sheet
  }

  /// The columns of a header row that stand beside that of their field.
  private static func pairs(in row: Row) -> [Int] {
    row.cells.compactMap { cell in
      guard case .text(let text) = cell.value, text.hasSuffix(mark), cell.column > 0,
        case .text(let field) = row[cell.column - 1]?.value, field + mark == text
      else { return nil }
      return cell.column
    }
  }
}
