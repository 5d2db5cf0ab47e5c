import CSV
import OpenPackaging

/// Reads text from a record and its CONTINUE records.
///
/// Text of BIFF8 that runs over into the next record has its option byte there again, so one string may
/// be half Latin-1 and half UTF-16 ([MS-XLS] 2.5.293). Text of BIFF5 is bytes in the workbook's code
/// page.
struct BIFFText {
  private let pieces: [LittleEndian]
  /// Decodes the texts of BIFF5; `nil` in BIFF8.
  private let codePage: CodePageDecoder?
  private var piece = 0
  private var offset: Int

  init(_ pieces: [LittleEndian], offset: Int = 0, codePage: CodePageDecoder?) {
    self.pieces = pieces
    self.offset = offset
    self.codePage = codePage
    normalize()
  }

  /// Whether every byte is read.
  var isAtEnd: Bool { piece >= pieces.count || piece == pieces.count - 1 && offset >= pieces[piece].count }

  /// Moves on to the piece that holds the offset.
  private mutating func normalize() {
    while piece < pieces.count, offset >= pieces[piece].count {
      offset -= pieces[piece].count
      piece += 1
    }
  }

  private mutating func byte() -> UInt8? {
    normalize()
    guard piece < pieces.count else { return nil }
    defer { offset += 1 }
    return pieces[piece].byte(offset)
  }

  private mutating func uint16() -> Int? {
    guard let low = byte(), let high = byte() else { return nil }
    return Int(low) | Int(high) << 8
  }

  private mutating func uint32() -> Int? {
    guard let low = uint16(), let high = uint16() else { return nil }
    return low | high << 16
  }

  /// A string that says how many units it has; `nil` where it is cut off.
  mutating func string() -> String? {
    guard let units = uint16() else { return nil }
    return string(units: units)
  }

  /// A string whose number of units is one byte; `nil` where it is cut off.
  mutating func shortString() -> String? {
    guard let units = byte() else { return nil }
    return string(units: Int(units))
  }

  /// A string of so many units: an option byte, the units, then formatting runs and phonetic data,
  /// which are passed over.
  mutating func string(units: Int) -> String? {
    if let codePage { return bytes(units).map { codePage.text($0) } }
    guard let options = byte() else { return units == 0 ? "" : nil }
    var runs = 0
    var phonetic = 0
    if options & 0x08 != 0 {
      guard let count = uint16() else { return nil }
      runs = count
    }
    if options & 0x04 != 0 {
      guard let count = uint32() else { return nil }
      phonetic = count
    }
    guard let text = characters(units, isWide: options & 0x01 != 0) else { return nil }
    // These have no option bytes where they run over.
    offset += runs * 4 + phonetic
    normalize()
    return text
  }

  private mutating func bytes(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
      guard let next = byte() else { return nil }
      bytes.append(next)
    }
    return bytes
  }

  private mutating func characters(_ units: Int, isWide: Bool) -> String? {
    var text: [UInt16] = []
    text.reserveCapacity(min(units, 1 << 16))
    var isWide = isWide
    while text.count < units {
      guard piece < pieces.count else { return nil }
      if offset >= pieces[piece].count {
        guard let options = byte() else { return nil }
        isWide = options & 0x01 != 0
        continue
      }
      if isWide {
        guard let unit = pieces[piece].uint16(offset) else { return nil }
        text.append(UInt16(truncatingIfNeeded: unit))
        offset += 2
      } else {
        guard let unit = pieces[piece].byte(offset) else { return nil }
        text.append(UInt16(unit))
        offset += 1
      }
    }
    return String(decoding: text, as: UTF16.self)
  }
}
