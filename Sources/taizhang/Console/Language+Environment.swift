import Workflow
import Foundation

extension Language {
  /// The language of this run: `--lang` if given, else the office's, else the locale's, else Chinese.
  ///
  /// Help texts are built before the command line is parsed, so the option is looked for by hand.
  static let ofThisRun: Language = {
    let words = CommandLine.arguments
    for (index, word) in words.enumerated() {
      if word == "--lang", index + 1 < words.count, let language = Language(rawValue: words[index + 1]) {
        return language
      }
      if word.hasPrefix("--lang="), let language = Language(rawValue: String(word.dropFirst(7))) {
        return language
      }
    }
    if let language = OfficeConfiguration.defaults.language { return language }
    let environment = ProcessInfo.processInfo.environment
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      guard let locale = environment[name], !locale.isEmpty else { continue }
      return locale.hasPrefix("en") ? .en : .zh
    }
    return .zh
  }()
}
