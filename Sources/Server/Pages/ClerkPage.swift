import Foundation
import Workflow

/// The page in one language, for one visit.
struct ClerkPage {
  let assets: PageAssets
  let language: Language
  let visit: Visit
  let limits: ServerLimits

  /// What the scripts need to know.
  private struct Setup: Encodable {
    var token: String
    var language: String
    var fileBytes: Int
    var visitBytes: Int
    var files: Int
    var words: [String: String]
  }

  /// The page, its words filled in; every word is ours, and escaped all the same.
  func html() throws -> String {
    let words = PagePhrases.all.mapValues { $0.template(language) }
    var result = ""
    var rest = assets.page[...]
    while let open = rest.range(of: "{{") {
      result += rest[..<open.lowerBound]
      guard let close = rest[open.upperBound...].range(of: "}}") else { break }
      result += try value(of: String(rest[open.upperBound..<close.lowerBound]), words)
      rest = rest[close.upperBound...]
    }
    return result + rest
  }

  private func value(_ name: String) -> String? {
    switch name {
    case "version": assets.version
    case "language": language == .zh ? "zh-CN" : "en"
    case "otherLanguage": language == .zh ? "en" : "zh"
    default: nil
    }
  }

  private func value(of name: String, _ words: [String: String]) throws -> String {
    if let value = value(name) { return value }
    guard name == "setup" else { return Self.escaped(words[name] ?? name) }
    let setup = Setup(
      token: visit.token, language: language.rawValue, fileBytes: limits.fileBytes,
      visitBytes: limits.visitBytes, files: limits.files, words: words)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return Self.escaped(String(decoding: try encoder.encode(setup), as: UTF8.self))
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
