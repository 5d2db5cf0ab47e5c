/// The options of a form's cell that are ticked: `☑正式党员 □预备党员`, `□是 ☑否`.
struct TickedOptions {
  /// The ticked options, in order; empty where none is.
  private(set) var chosen: [String] = []

  private static let ticked: Set<Unicode.Scalar> = ["☑", "☒", "■", "✓", "✔", "√", "●", "\u{F052}", "\u{FE}"]
  private static let open: Set<Unicode.Scalar> = ["□", "☐", "○", "◯", "▢", "\u{F0A3}", "\u{A8}"]

  /// Reads a text; `nil` for one without an empty box, or with a box and no words: a lone tick is no choice
  /// among options.
  init?(_ text: String) {
    // Every box takes three bytes that begin alike, but for the two of symbol fonts.
    guard text.utf8.contains(where: { $0 == 0xE2 || $0 == 0xEF || $0 == 0xC2 }) else { return nil }
    var options: [(isChosen: Bool, text: String.UnicodeScalarView)] = []
    var lead = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if Self.ticked.contains(scalar) {
        options.append((true, String.UnicodeScalarView()))
      } else if Self.open.contains(scalar) {
        options.append((false, String.UnicodeScalarView()))
      } else if options.isEmpty {
        lead.append(scalar)
      } else {
        options[options.count - 1].text.append(scalar)
      }
    }
    let leadText = Self.clean(lead)
    if !leadText.isEmpty {
      // 正式党员☑ 预备党员□: the boxes follow their words.
      guard options.last.map({ Self.clean($0.text).isEmpty }) ?? false else { return nil }
      for index in options.indices.reversed() where index > 0 {
        options[index].text = options[index - 1].text
      }
      options[0].text = lead
    }
    let boxes = text.unicodeScalars.count { Self.open.contains($0) }
    let words = options.map { (isChosen: $0.isChosen, text: Self.clean($0.text)) }
    guard words.allSatisfy({ !$0.text.isEmpty }), boxes > 0 || (words.count == 1 && words[0].isChosen) else {
      return nil
    }
    chosen = words.filter(\.isChosen).map(\.text)
  }

  private static func clean(_ scalars: String.UnicodeScalarView) -> String {
    var text = CleanText(String(scalars)).text
    while let last = text.unicodeScalars.last, "、,，;；/|".unicodeScalars.contains(last) {
      text.unicodeScalars.removeLast()
    }
    return CleanText(text).text
  }
}
