import LegacyFormats
import OpenPackaging
import SpreadsheetModel

extension FuzzSubject {
  /// A compound file, read as a workbook of Excel 97-2003 and as an encrypted package.
  static let compound = FuzzSubject(
    name: "compound", structure: .bytes, maximumLength: 6144,
    words: ["\u{FE}\u{FF}", "W\0o\0r\0k\0b\0o\0o\0k\0"],
    seeds: { [CompoundFileImage.holding(BIFFImage.workbook, named: "Workbook")] },
    feed: { bytes throws(FuzzComplaint) in
      if let book = try? BIFFReader(bytes: bytes).workbook() {
        for sheet in book.sheets { try promise(sheet.isOrdered, "cells out of order") }
      }
      _ = try? OPCPackage(bytes: bytes, password: "x", limits: fuzzLimits)
    })

  /// The records of a workbook of Excel 97-2003; the compound file around them is sound.
  static let biff = FuzzSubject(
    name: "biff", structure: .records, maximumLength: 4096, words: [],
    seeds: { [BIFFImage.workbook] },
    feed: { bytes throws(FuzzComplaint) in
      let file = CompoundFileImage.holding(bytes, named: "Workbook")
      guard let book = try? BIFFReader(bytes: file).workbook() else { return }
      for sheet in book.sheets {
        try promise(sheet.isOrdered, "cells out of order")
        for row in sheet.rows { for cell in row.cells { _ = sheet.displayedText(of: cell) } }
      }
    })
}

/// The smallest workbook of Excel 97-2003 with something in it ([MS-XLS] 2.1).
private enum BIFFImage {
  static let workbook: [UInt8] = {
    let globals =
      record(0x0809, word(0x0600) + word(5) + [UInt8](repeating: 0, count: 12))
      + record(0x0022, word(0))
      + record(0x041E, word(164) + word(4) + [0] + Array("0.00".utf8))
      + record(0x00E0, word(0) + word(164) + [UInt8](repeating: 0, count: 16))
    let strings = record(
      0x00FC, long(2) + long(2) + word(2) + [0] + Array("ab".utf8) + word(1) + [1, 0x32, 0x75])
    let sheetName = record(0x0085, long(0) + word(0) + [1, 0] + Array("S".utf8))
    let end = record(0x000A, [])
    let start = globals.count + sheetName.count + strings.count + end.count
    let placed = record(0x0085, long(UInt32(start)) + word(0) + [1, 0] + Array("S".utf8))
    let sheet =
      record(0x0809, word(0x0600) + word(0x10) + [UInt8](repeating: 0, count: 12))
      + record(0x0200, long(0) + long(3) + word(0) + word(4) + word(0))
      + record(0x00FD, word(0) + word(0) + word(0) + long(1))
      + record(0x0203, word(0) + word(1) + word(0) + [0, 0, 0, 0, 0, 0, 0xF8, 0x3F])
      + record(0x027E, word(1) + word(0) + word(0) + long(0x0000_0007))
      + record(0x00BD, word(1) + word(1) + word(0) + long(6) + word(0) + long(10) + word(2))
      + record(0x0205, word(2) + word(0) + word(0) + [1, 0])
      + record(
        0x0006, word(2) + word(1) + word(0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + word(0) + long(0) + word(0))
      + record(0x0207, word(1) + [0] + Array("z".utf8))
      + record(0x00E5, word(1) + word(0) + word(1) + word(0) + word(1))
      + record(0x007D, word(2) + word(2) + word(0) + word(0) + word(1) + word(0)) + end
    return globals + placed + strings + end + sheet
  }()

  private static func record(_ type: UInt16, _ body: [UInt8]) -> [UInt8] {
    word(type) + word(UInt16(truncatingIfNeeded: body.count)) + body
  }

  private static func word(_ number: UInt16) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
  private static func long(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}

/// A sound compound file around one stream ([MS-CFB] 2).
enum CompoundFileImage {
  static func holding(_ stream: [UInt8], named name: String) -> [UInt8] {
    // At least 4,096 bytes, below which a stream would live in the file's small sectors.
    let body = stream + [UInt8](repeating: 0, count: max(4096 - stream.count, -stream.count & 511))
    let sectors = (body.count + 511) / 512
    let end: UInt32 = 0xFFFF_FFFE
    let free: UInt32 = 0xFFFF_FFFF
    var header: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 16)
    header += [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0] + [UInt8](repeating: 0, count: 10)
    let tableSectors = (sectors + 2 + 127) / 128
    header +=
      long(UInt32(tableSectors)) + long(UInt32(tableSectors)) + long(0) + long(4096) + long(end) + long(0)
    header += long(end) + long(0)
    for index in 0..<109 { header += long(index < tableSectors ? UInt32(index) : free) }
    var table: [UInt32] = Array(repeating: 0xFFFF_FFFD, count: tableSectors) + [end]
    let first = table.count
    for index in 0..<sectors { table.append(index == sectors - 1 ? end : UInt32(first + index + 1)) }
    table += Array(repeating: free, count: tableSectors * 128 - table.count % (tableSectors * 128))
    let root = entry("Root Entry", kind: 5, child: 1, sector: end, size: 0)
    let file = entry(name, kind: 2, child: free, sector: UInt32(first), size: UInt32(body.count))
    let directory = root + file + [UInt8](repeating: 0, count: 256)
    return header + table.prefix(tableSectors * 128).flatMap(long) + directory + body
  }

  private static func entry(
    _ name: String, kind: UInt8, child: UInt32, sector: UInt32, size: UInt32
  ) -> [UInt8] {
    let units = Array(name.utf16.prefix(31))
    var bytes = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    bytes += [UInt8](repeating: 0, count: 64 - bytes.count)
    let length = UInt16(units.count * 2 + 2)
    bytes += [UInt8(length & 0xFF), UInt8(length >> 8), kind, 1]
    bytes += long(.max) + long(.max) + long(child) + [UInt8](repeating: 0, count: 36)
    return bytes + long(sector) + long(size) + long(0)
  }

  private static func long(_ number: UInt32) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
