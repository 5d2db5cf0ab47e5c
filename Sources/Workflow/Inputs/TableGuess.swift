import Foundation

/// Tells by name and first bytes which files of a folder or an archive are tables; a file that the user names is read
/// whatever it is called.
enum TableGuess {
  /// Bytes that are looked at.
  static let startCount = 4096

  /// Extensions under which tables are kept. Anything else must begin like a workbook.
  private static let extensions: Set<String> = [
    "xlsx", "xlsm", "xltx", "xltm", "xls", "xlt", "et", "ett", "csv", "tsv", "tab", "txt", "htm",
    "html", "mht", "mhtml", "xml",
  ]

  /// Whether a file is called like a table, or like an archive of them.
  static func isNamedSo(_ name: String) -> Bool {
    let ending = (name as NSString).pathExtension.lowercased()
    return extensions.contains(ending) || ending == "zip"
  }

  /// Whether a file begins like a workbook or a tally.
  static func beginsSo(_ start: [UInt8], name: String) -> Bool {
    if TallyLine.begins(start) { return true }
    let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0]
    if start.starts(with: compoundFile) { return !name.lowercased().hasSuffix(".doc") }
    // A workbook among the ZIP files names its parts `xl/…`.
    return start.starts(with: [0x50, 0x4B, 0x03, 0x04]) && Data(start).range(of: Data("xl/".utf8)) != nil
  }
}
