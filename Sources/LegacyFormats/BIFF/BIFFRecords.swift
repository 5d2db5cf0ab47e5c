import OpenPackaging

/// The record types of BIFF5 and BIFF8 that are read ([MS-XLS] 2.3).
enum BIFFRecordType {
  static let formula = 0x0006
  static let endOfFile = 0x000A
  static let externalSheet = 0x0017
  static let note = 0x001C
  static let dateMode = 0x0022
  static let filePass = 0x002F
  static let `continue` = 0x003C
  static let codePage = 0x0042
  static let object = 0x005D
  static let columnInfo = 0x007D
  static let boundSheet = 0x0085
  static let multipleRK = 0x00BD
  static let richString = 0x00D6
  static let extendedFormat = 0x00E0
  static let mergedCells = 0x00E5
  static let sharedStrings = 0x00FC
  static let labelSharedString = 0x00FD
  static let supportingBook = 0x01AE
  static let textObject = 0x01B6
  static let number = 0x0203
  static let label = 0x0204
  static let booleanOrError = 0x0205
  static let string = 0x0207
  static let row = 0x0208
  static let rk = 0x027E
  static let format = 0x041E
  static let beginningOfFile = 0x0809
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

  /// Whether the stream ends inside a record.
  var isCutOff: Bool { position < numbers.count && peek() == nil }
}
