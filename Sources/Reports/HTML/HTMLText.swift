import Diagnostics

/// HTML under construction: markup is written as it is, text is escaped.
struct HTMLText: Sendable {
  /// The markup so far.
  private(set) var markup = ""

  /// Adds markup as it is.
  mutating func raw(_ markup: String) {
    self.markup += markup
  }

  /// Adds text, escaped for content and for quoted attributes.
  mutating func text(_ text: String) {
    markup += Self.escaped(text)
  }

  /// Adds an element around escaped text.
  mutating func element(_ name: String, _ attributes: [(String, String)] = [], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// Adds an element around what the closure writes.
  mutating func element(
    _ name: String, _ attributes: [(String, String)] = [], _ content: (inout HTMLText) -> Void
  ) {
    markup += "<\(name)"
    for (attribute, value) in attributes { markup += " \(attribute)=\"\(Self.escaped(value))\"" }
    markup += ">"
    content(&self)
    markup += "</\(name)>"
  }

  /// A text in which nothing is markup any more, and control characters, which are not allowed in HTML and could turn
  /// around what is read, stand in letters.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.showingControls().unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
