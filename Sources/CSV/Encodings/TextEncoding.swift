/// A way to write text as bytes, among those that office exports come in.
public enum TextEncoding: String, Sendable, CaseIterable, Codable {
  /// UTF-8 (RFC 3629).
  case utf8 = "utf-8"
  /// UTF-16, low byte first: Excel's "Unicode text".
  case utf16LittleEndian = "utf-16le"
  /// UTF-16, high byte first.
  case utf16BigEndian = "utf-16be"
  /// GB18030 (GB 18030-2022), which includes GBK and GB2312: what Chinese Windows calls ANSI.
  case gb18030
  /// Big5 in its Windows form (code page 950).
  case big5
  /// Windows-1252, the superset of Latin-1 that Western Windows calls ANSI.
  case windows1252 = "windows-1252"

  /// The encoding of a name as people and programs write it (`GBK`, `utf8`, `cp936`, `utf-8-sig`, …);
  /// `nil` if it names none of these.
  public init?(name: some StringProtocol) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    switch plain {
    case "utf8", "utf8sig", "utf8bom", "ascii", "usascii": self = .utf8
    case "utf16", "utf16le", "unicode": self = .utf16LittleEndian
    case "utf16be": self = .utf16BigEndian
    case "gb18030", "gbk", "gb2312", "gb", "cp936", "ansi", "euccn": self = .gb18030
    case "big5", "cp950", "big5hkscs": self = .big5
    case "windows1252", "cp1252", "latin1", "iso88591", "western": self = .windows1252
    default: return nil
    }
  }

  /// The bytes that mark the encoding at the start of a file; empty if it has no mark in use.
  public var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .gb18030: [0x84, 0x31, 0x95, 0x33]
    case .big5, .windows1252: []
    }
  }

  /// The name glibc's `iconv` knows it by.
  var iconvName: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .gb18030: "GB18030"
    case .big5: "CP950"
    case .windows1252: "CP1252"
    }
  }
}
