import Diagnostics
import Foundation
import Ledgers
import Reports
import SpreadsheetModel

/// An office's defaults, kept in a file `taizhang.yaml`; what the command line says wins over them.
///
/// ```yaml
/// office: 市直机关工委          # the office named in headings
/// language: zh                 # zh or en
/// criteria: 规则/本单位.yaml     # paths are looked for beside this file
/// profile: national
/// ledgers: 规则/台账
/// map: 列对应.yaml
/// baseline: 基线.txt
/// as-of: 2025-12-31
/// period: 2025
/// jobs: 2
/// show-personal: false         # heard in a file named with --config or among the user's settings
/// hidden-sheets: false
/// terms: standard              # fix rewrites words that mean exactly a standard term; left unless given
/// ```
public struct OfficeConfiguration: Sendable {
  /// The file's name where it is looked for.
  public static let fileName = "taizhang.yaml"

  /// The language of messages and reports.
  public var language: Language?
  /// The office named in headings.
  public var office: String?
  /// The rule pack, a file or a folder.
  public var criteria: URL?
  /// The pack's profile.
  public var profile: String?
  /// The office's own ledgers and synonyms, a file or a folder.
  public var ledgers: URL?
  /// The mapping file.
  public var map: URL?
  /// The baseline of problems already known.
  public var baseline: URL?
  /// The day that overdue, age and term rules look from.
  public var asOf: CivilDate?
  /// The time a summary is about.
  public var period: Period?
  /// How many inputs are worked on side by side.
  public var jobs: Int?
  /// Whether ID and telephone numbers are shown whole.
  public var showsPersonal = false
  /// Whether the file asks for that and is not heard, as nobody has named it.
  public var leavesPersonalMasked = false
  /// Whether hidden sheets are read.
  public var readsHiddenSheets = false
  /// Whether words that mean exactly a standard term are rewritten as the term.
  public var usesStandardTerms = false

  /// A configuration that says nothing.
  public init() {}

  /// Reads a configuration; a fault is told with its line and column.
  public init(contentsOf url: URL) throws(DefinitionError) {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else {
      throw DefinitionError(
        .unreadable, file: url.path,
        message: Phrase(zh: "无法读取，或不是 UTF-8 文本", en: "cannot be read, or is no UTF-8 text"))
    }
    try self.init(yaml: text, file: url.path, folder: url.deletingLastPathComponent())
  }

  /// Reads the text of a configuration whose paths are looked for in a folder.
  init(yaml: String, file: String, folder: URL) throws(DefinitionError) {
    let root = try DefinitionNode(yaml: yaml, file: file)
    try root.allow([
      "office", "language", "criteria", "profile", "ledgers", "map", "baseline", "as-of", "period", "jobs",
      "show-personal", "hidden-sheets", "terms",
    ])
    func path(_ key: String) throws(DefinitionError) -> URL? {
      guard let node = root[key] else { return nil }
      let url = URL(fileURLWithPath: try node.string(), relativeTo: folder).absoluteURL
      guard FileManager.default.fileExists(atPath: url.path) else {
        throw node.error(.unreadable, zh: "找不到 \(url.path)", en: "\(url.path) does not exist")
      }
      return url
    }
    func value<Value>(
      _ key: String, zh: String, en: String, _ parse: (String) -> Value?
    ) throws(DefinitionError) -> Value? {
      guard let node = root[key] else { return nil }
      let text = try node.string()
      guard let value = parse(text) else {
        throw node.error(
          .unknownWord, zh: "“\(text)”不对，\(key) 应当是\(zh)", en: "'\(text)' will not do: \(key) is \(en)")
      }
      return value
    }
    office = try root["office"]?.string()
    profile = try root["profile"]?.string()
    language = try value("language", zh: " zh 或 en", en: "zh or en") { Language(rawValue: $0) }
    criteria = try path("criteria")
    ledgers = try path("ledgers")
    map = try path("map")
    baseline = try path("baseline")
    asOf = try value("as-of", zh: "日期 YYYY-MM-DD", en: "a date YYYY-MM-DD") { CivilDate(iso: $0) }
    period = try value("period", zh: " 2025、2025Q3 或 2025-09", en: "2025, 2025Q3 or 2025-09") { Period($0) }
    jobs = try value("jobs", zh: "从 1 起的整数", en: "a whole number from 1") { text in
      Int(text).flatMap { $0 >= 1 ? $0 : nil }
    }
    showsPersonal = try root["show-personal"]?.boolean() ?? false
    usesStandardTerms =
      try value("terms", zh: " standard 或 left", en: "standard or left") { word in
        word == "standard" ? true : word == "left" ? false : nil
      } ?? false
    readsHiddenSheets = try root["hidden-sheets"]?.boolean() ?? false
  }

  /// The configuration file that holds where a person works: in the working folder, else among the
  /// user's own settings (`$XDG_CONFIG_HOME/taizhang`, by default `~/.config/taizhang`).
  public static func file(
    workingFolder: String = FileManager.default.currentDirectoryPath,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL? {
    var folders = [URL(fileURLWithPath: workingFolder)]
    if let settings = environment["XDG_CONFIG_HOME"], settings.hasPrefix("/") {
      folders.append(URL(fileURLWithPath: settings).appendingPathComponent("taizhang"))
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folders.append(URL(fileURLWithPath: home).appendingPathComponent(".config/taizhang"))
    }
    return folders.map { $0.appendingPathComponent(fileName) }
      .first { FileManager.default.fileExists(atPath: $0.path) }
  }
}
