import LegacyFormats

/// What a file's first bytes say that it is.
enum FileSignature: Equatable {
  case empty
  case zip
  case compoundFile
  case html
  /// A single-file web page.
  case mhtml
  /// XML Spreadsheet 2003.
  case spreadsheetXML
  case xml
  /// A workbook of Excel 2 to 5, without a compound file around it.
  case bareWorkbook
  case text
  /// Something that is no spreadsheet, by its usual name.
  case foreign(String)

  /// Whether the door opens, or tells in its own words, what begins so.
  var isReadable: Bool {
    switch self {
    case .zip, .compoundFile, .html, .mhtml, .spreadsheetXML, .bareWorkbook, .text: true
    case .empty, .xml, .foreign: false
    }
  }

  /// Signatures of what people send by mistake, with the name to call it by.
  private static let foreign: [(bytes: [UInt8], name: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "PNG"), ([0xFF, 0xD8, 0xFF], "JPEG"), (Array("GIF8".utf8), "GIF"),
    (Array("BM".utf8), "BMP"), (Array("%PDF".utf8), "PDF"), (Array("{\\rtf".utf8), "RTF"),
    ([0x1F, 0x8B], "gzip"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"), (Array("Rar!".utf8), "RAR"),
    (Array("BZh".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
    (Array("SQLite format 3".utf8), "SQLite"), ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
    (Array("MZ".utf8), "EXE"), (Array("RIFF".utf8), "RIFF"), (Array("OggS".utf8), "Ogg"),
    (Array("ID3".utf8), "MP3"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"),
    ([0x49, 0x49, 0x2A, 0x00], "TIFF"), ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
    (Array("PAR1".utf8), "Parquet"), (Array("ARROW1".utf8), "Arrow"),
  ]

  /// Reads the signature of a file from its first bytes; 4 KB are plenty.
  init(_ head: some Collection<UInt8>) {
    let bytes = Array(head.prefix(4096))
    self = Self.signature(bytes)
  }

  private static func signature(_ bytes: [UInt8]) -> FileSignature {
    if bytes.isEmpty { return .empty }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return .zip
    }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) { return .compoundFile }
    if BIFFReader.bareVersion(bytes) != nil { return .bareWorkbook }
    for (signature, name) in foreign where bytes.starts(with: signature) {
      // Two-letter signatures also begin words; a picture or program has NUL bytes soon after.
      if signature.count > 2 || signature[0] == 0x1F || bytes.prefix(64).contains(0) {
        return .foreign(name)
      }
    }
    if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return .foreign("MP4") }
    let text = asciiText(bytes)
    if let markup = markup(text) { return markup }
    if isMessage(text) { return .mhtml }
    if looksBinary(bytes), hasArchiveBehindLead(bytes) { return .zip }
    return looksBinary(bytes) ? .foreign("") : .text
  }

  /// The first bytes as lower-case ASCII, without a byte order mark and leading blanks; UTF-16 has
  /// its zero bytes taken out.
  private static func asciiText(_ bytes: [UInt8]) -> [UInt8] {
    var text = bytes[...]
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
    if text.starts(with: [0xFF, 0xFE]) || text.starts(with: [0xFE, 0xFF]) {
      text = text.dropFirst(2).filter { $0 != 0 }[...]
    }
    return text.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }.map {
      (0x41...0x5A).contains($0) ? $0 | 0x20 : $0
    }
  }

  /// Whether a text begins with the headers of a message of several parts.
  private static func isMessage(_ text: [UInt8]) -> Bool {
    guard
      text.starts(with: "mime-version:".utf8) || text.starts(with: "from:".utf8)
        || text.starts(with: "content-type:".utf8)
    else { return false }
    return String(decoding: text, as: UTF8.self).contains("multipart/")
  }

  private static func markup(_ text: [UInt8]) -> FileSignature? {
    guard text.first == UInt8(ascii: "<") else { return nil }
    let all = String(decoding: text, as: UTF8.self)
    if all.contains("urn:schemas-microsoft-com:office:spreadsheet") && !all.contains("<html")
      || all.contains("progid=\"excel.sheet\"")
    {
      return .spreadsheetXML
    }
    for tag in ["<html", "<table", "<!doctype html", "<meta", "<head", "<body", "<style", "<tr", "<div"]
    where all.contains(tag) {
      return .html
    }
    return all.hasPrefix("<?xml") ? .xml : nil
  }

  /// Whether a ZIP archive begins some bytes on, behind what a careless transfer has left.
  private static func hasArchiveBehindLead(_ bytes: [UInt8]) -> Bool {
    let header: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    return bytes.indices.prefix(1024).contains { bytes[$0...].starts(with: header) }
  }

  /// Whether the bytes are no text in any encoding: control characters that text does not have.
  private static func looksBinary(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return false }
    var control = 0
    var zeroEven = 0
    var zeroOdd = 0
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case 0x00:
        if index % 2 == 0 { zeroEven += 1 } else { zeroOdd += 1 }
      case 0x01...0x08, 0x0E...0x1A, 0x1C...0x1F, 0x7F: control += 1
      default: break
      }
    }
    // UTF-16 without a mark has its zero bytes on one side.
    let zeros = zeroEven + zeroOdd
    let isWide = zeros * 20 > bytes.count && min(zeroEven, zeroOdd) * 8 <= max(zeroEven, zeroOdd)
    if isWide { return control * 20 > bytes.count }
    return (control + zeros) * 50 > bytes.count && control + zeros > 2
  }
}
