import CSV
import OpenPackaging
import SpreadsheetModel

/// Gathers a sheet's notes (comments): in BIFF8 a note's cell, its drawing object and that object's text
/// come in three records; before, a note holds its text.
struct BIFFNotes {
  private let codePage: CodePageDecoder?
  /// Text of drawing objects by their id, and the id of the object last begun.
  private var objectTexts: [Int: String] = [:]
  private var currentObject: Int?
  private var lastCell: CellReference?
  private var objects: [(cell: CellReference, object: Int)] = []
  private var texts: [CellReference: String] = [:]
  /// Whether a text was cut short.
  private(set) var areCut = false

  init(codePage: CodePageDecoder?) { self.codePage = codePage }

  /// The notes, once every record is read.
  func finished() -> [CellReference: String] {
    var notes = texts
    for (cell, object) in objects {
      if let text = objectTexts[object] { notes[cell] = text }
    }
    return notes
  }

  mutating func handle(_ record: BIFFRecords.Record, _ records: inout BIFFRecords) {
    let data = record.data
    switch record.type {
    case BIFFRecordType.note where codePage != nil: addText(of: data)
    case BIFFRecordType.note:
      if let row = data.uint16(0), let column = data.uint16(2), let object = data.uint16(6),
        column < BIFFSheetParser.columnLimit
      {
        objects.append((CellReference(row: row, column: column), object))
      }
    case BIFFRecordType.object:
      // The first sub-record (ftCmo) has the object's kind and id.
      currentObject = data.uint16(0) == 0x15 ? data.uint16(6) : nil
    default:
      let units = data.uint16(10) ?? 0
      var text = BIFFText(Array(records.pieces(of: record).dropFirst()), codePage: codePage)
      guard units > 0, let object = currentObject else { return }
      if let text = text.string(units: units) { objectTexts[object] = text } else { areCut = true }
    }
  }

  /// A long text comes in several records, those behind the first of which have no cell.
  private mutating func addText(of data: LittleEndian) {
    guard let row = data.uint16(0), let column = data.uint16(2), let count = data.uint16(4) else { return }
    let cell = row == 0xFFFF ? lastCell : CellReference(row: row, column: column)
    var text = BIFFText([data], offset: 6, codePage: codePage)
    guard let cell, cell.column < BIFFSheetParser.columnLimit, data.count >= 6,
      let piece = text.string(units: min(count, data.count - 6))
    else { return }
    texts[cell, default: ""] += piece
    lastCell = cell
  }
}
