import OpenPackaging

/// The record types of BIFF2 to BIFF8 that are read ([MS-XLS] 2.3; for those before, the OpenOffice.org
/// documentation of the format).
enum BIFFRecordType {
  // Cells of BIFF2, whose attributes take three bytes.
  static let blank2 = 0x0001
  static let integer2 = 0x0002
  static let number2 = 0x0003
  static let label2 = 0x0004
  static let booleanOrError2 = 0x0005
  static let string2 = 0x0007
  static let row2 = 0x0008
  // Formulas: that of BIFF2, 5 and 8, of BIFF3 and of BIFF4. Some programs write the older ones into
  // BIFF8, in its layout.
  static let formula = 0x0006
  static let formula3 = 0x0206
  static let formula4 = 0x0406
  static let beginningOfFile2 = 0x0009
  static let endOfFile = 0x000A
  static let externalSheet = 0x0017
  static let definedName = 0x0018
  static let note = 0x001C
  static let format2 = 0x001E
  static let array2 = 0x0021
  static let dateMode = 0x0022
  static let columnWidth2 = 0x0024
  static let filePass = 0x002F
  static let table2 = 0x0036
  static let `continue` = 0x003C
  static let codePage = 0x0042
  static let extendedFormat2 = 0x0043
  static let object = 0x005D
  static let columnInfo = 0x007D
  static let boundSheet = 0x0085
  static let sheetHeader = 0x008F
  static let multipleRK = 0x00BD
  static let multipleBlank = 0x00BE
  static let richString = 0x00D6
  static let extendedFormat = 0x00E0
  static let mergedCells = 0x00E5
  static let sharedStrings = 0x00FC
  static let labelSharedString = 0x00FD
  static let supportingBook = 0x01AE
  static let textObject = 0x01B6
  static let blank = 0x0201
  static let number = 0x0203
  static let label = 0x0204
  static let booleanOrError = 0x0205
  static let string = 0x0207
  static let row = 0x0208
  static let beginningOfFile3 = 0x0209
  static let array = 0x0221
  static let table = 0x0236
  static let extendedFormat3 = 0x0243
  static let rk = 0x027E
  static let beginningOfFile4 = 0x0409
  static let format = 0x041E
  static let extendedFormat4 = 0x0443
  static let sharedFormula = 0x04BC
  static let beginningOfFile = 0x0809

  /// Whether a sheet or a workbook's globals begin.
  static func isBeginning(_ type: Int) -> Bool {
    type == beginningOfFile || type == beginningOfFile2 || type == beginningOfFile3
      || type == beginningOfFile4
  }
}

/// Goes through the records of a workbook stream.
struct BIFFRecords {
  /// One record.
  struct Record {
    let type: Int
    /// Offset of its data in the stream.
    let offset: Int
    let data: LittleEndian
  }

  private let numbers: LittleEndian
  private(set) var position: Int

  init(_ stream: [UInt8], at position: Int = 0) {
    self.position = position
    numbers = LittleEndian(stream)
  }

  /// The next record; `nil` at the end of the stream or where a record is cut off.
  mutating func next() -> Record? {
    guard let record = peek() else { return nil }
    position = record.offset + record.data.count
    return record
  }

  /// The next record without moving on.
  func peek() -> Record? {
    guard let type = numbers.uint16(position), let length = numbers.uint16(position + 2),
      let data = numbers.slice(position + 4, length)
    else { return nil }
    return Record(type: type, offset: position + 4, data: LittleEndian(data))
  }

  /// The data of a record just read and of the CONTINUE records behind it, piece by piece.
  mutating func pieces(of record: Record) -> [LittleEndian] {
    var pieces = [record.data]
    while let following = peek(), following.type == BIFFRecordType.continue {
      pieces.append(following.data)
      position = following.offset + following.data.count
    }
    return pieces
  }

  /// Passes over so many bytes; to the end of the stream if there are fewer.
  mutating func skip(_ count: Int) { position = min(position + max(0, count), numbers.count) }

  /// Whether the stream ends inside a record.
  var isCutOff: Bool { position < numbers.count && peek() == nil }
}
