import CSV
import OpenPackaging

/// Reads the names of entries, whose encoding most archives do not tell.
///
/// A name is UTF-8 where its flag (APPNOTE.TXT 4.4.4, bit 11) or an Info-ZIP field (4.6.9) says so. Else it is in
/// whatever the archiver's system used: GBK on Chinese Windows, UTF-8 on others.
struct EntryNames {
  private let gbk = CodePageDecoder(936)
  /// Whether names that do not tell are UTF-8 as far as they can be.
  private let prefersUTF8: Bool

  init(_ records: [ZIPDirectoryRecord]) {
    let silent = records.filter { Self.stated($0) == nil && !Self.isASCII($0.name) }
    // Two bytes of GBK can be two of UTF-8 by chance; of all the names at least one would not be.
    let areUTF8 = silent.allSatisfy { String(validating: $0.name, as: UTF8.self) != nil }
    let isFromWindows = silent.contains { ![3, 19].contains($0.system) }
    prefersUTF8 = areUTF8 && (!isFromWindows || silent.contains { Self.hasLongCharacter($0.name) })
  }

  /// The name of an entry.
  func name(of record: ZIPDirectoryRecord) -> String {
    if let stated = Self.stated(record) { return stated }
    if Self.isASCII(record.name) { return String(decoding: record.name, as: UTF8.self) }
    if prefersUTF8 || Self.hasLongCharacter(record.name),
      let name = String(validating: record.name, as: UTF8.self)
    {
      return name
    }
    if let name = gbk?.text(Array(record.name)), !name.unicodeScalars.contains("\u{FFFD}") { return name }
    // Bytes of another encoding each stand for one character, so that different names stay different.
    var name = ""
    for byte in record.name { name.unicodeScalars.append(Unicode.Scalar(byte)) }
    return name
  }

  /// The name where the archive says how it is encoded.
  private static func stated(_ record: ZIPDirectoryRecord) -> String? {
    if let block = record.extraBlock(0x7075), block.count > 5, block.first == 1,
      LittleEndian(block).uint32(1) == Int(CRC32.of(Array(record.name))),
      let name = String(validating: block.dropFirst(5), as: UTF8.self)
    {
      return name
    }
    return record.flags & 0x0800 != 0 ? String(validating: record.name, as: UTF8.self) : nil
  }

  private static func isASCII(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 < 0x80 } }

  /// Whether there is a character of three bytes or more, as Chinese ones are: GBK does not look so by chance.
  private static func hasLongCharacter(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains { $0 >= 0xE0 } && String(validating: bytes, as: UTF8.self) != nil
  }
}
