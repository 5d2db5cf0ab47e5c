import CSV
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
    (Array("BM".utf8), "BMP"), ([0x1F, 0x8B], "gzip"), ([0x37, 0x7A, 0xBC, 0xAF], "7z"),
    (Array("Rar!".utf8), "RAR"), (Array("BZh".utf8), "bzip2"), ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz"),
    (Array("SQLite format 3".utf8), "SQLite"), ([0x7F, 0x45, 0x4C, 0x46], "ELF"),
    (Array("MZ".utf8), "EXE"), (Array("RIFF".utf8), "RIFF"), (Array("OggS".utf8), "Ogg"),
    (Array("ID3".utf8), "MP3"), ([0x28, 0xB5, 0x2F, 0xFD], "zstd"), (Array("II*".utf8), "TIFF"),
    (Array("MM\u{0}*".utf8), "TIFF"), (Array("PAR1".utf8), "Parquet"), (Array("ARROW1".utf8), "Arrow"),
    (Array("Obj\u{1}".utf8), "Avro"), (Array("ORC".utf8), "ORC"),
  ]
  /// Signatures of formats that are text themselves, long enough to begin no table.
  private static let foreignTexts: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-1.".utf8), "PDF"), (Array("%PDF-2.".utf8), "PDF"), (Array("{\\rtf1".utf8), "RTF"),
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
    for (signature, name) in foreignTexts where bytes.starts(with: signature) { return .foreign(name) }
    let sample = PlainText(bytes)
    // Signatures of letters also begin words; what is no text has control characters soon.
    if sample.isBinary || !PlainText(Array(bytes.prefix(16))).isClean {
      for (signature, name) in foreign where bytes.starts(with: signature) { return .foreign(name) }
      if bytes.count >= 12, bytes[4..<8].elementsEqual("ftyp".utf8) { return .foreign("MP4") }
    }
    let text = asciiText(bytes)
    if let markup = markup(text) { return markup }
    if isMessage(text) { return .mhtml }
    guard sample.isBinary else { return .text }
    return hasArchiveBehindLead(bytes) ? .zip : .foreign("")
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
    if all.contains("<!doctype html") { return .html }
    let tags = ["html", "table", "meta", "head", "body", "style", "tr", "div"]
    if tags.contains(where: { hasTag($0, in: all) }) { return .html }
    return all.hasPrefix("<?xml") ? .xml : nil
  }

  /// Whether a tag of this name begins somewhere: `<trade>` at the head of a column is no `<tr>`.
  private static func hasTag(_ name: String, in text: String) -> Bool {
    text.ranges(of: "<" + name).contains { found in
      text[found.upperBound...].first.map { $0.isWhitespace || $0 == "/" || $0 == ">" } ?? true
    }
  }

  /// Whether a ZIP archive begins some bytes on, behind what a careless transfer has left.
  private static func hasArchiveBehindLead(_ bytes: [UInt8]) -> Bool {
    let header: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    return bytes.indices.prefix(1024).contains { bytes[$0...].starts(with: header) }
  }
}
