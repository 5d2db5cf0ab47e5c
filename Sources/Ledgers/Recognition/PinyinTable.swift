import Foundation

/// How the characters of headers are pronounced, for headers in pinyin: `xingming`, `XM`.
///
/// The table is a resource (`Resources/Script/pinyin.txt`); where it is missing no header has pinyin.
struct PinyinTable: Sendable {
  private let syllables: [Unicode.Scalar: String]

  /// The table that comes with the program, read once.
  static let standard = PinyinTable()

  private init() {
    var syllables: [Unicode.Scalar: String] = [:]
    if let folder = try? LedgerResources.folder(),
      let text = try? String(contentsOf: folder.appendingPathComponent("Script/pinyin.txt"), encoding: .utf8)
    {
      for line in text.split(separator: "\n") where !line.hasPrefix("#") {
        guard let first = line.unicodeScalars.first else { continue }
        syllables[first] = String(line.unicodeScalars.dropFirst())
      }
    }
    self.syllables = syllables
  }

  /// A word spelled out and by its initials; `nil` if it is not all of known characters.
  func spellings(of word: String) -> (full: String, initials: String)? {
    var full = ""
    var initials = ""
    for scalar in word.unicodeScalars {
      guard let syllable = syllables[scalar], let initial = syllable.first else { return nil }
      full += syllable
      initials.append(initial)
    }
    return full.isEmpty ? nil : (full, initials)
  }
}
