import SpreadsheetModel

/// How a cell looked before it was marked, as our list keeps it in a hidden column, so that a later
/// run can give the look back.
struct FormerLook: Hashable, Sendable {
  /// The cell that was marked: under a merged range its first one.
  var cell: CellReference
  /// Its fill.
  var fill: Fill
  /// Whether the link on it is ours.
  var isLinked: Bool

  /// Four words: cell, pattern, colours, `link` or `-`.
  var text: String {
    [
      cell.description, fill.pattern.rawValue, Self.text(fill.foreground), Self.text(fill.background),
      isLinked ? "link" : "-",
    ].joined(separator: " ")
  }

  init(cell: CellReference, fill: Fill, isLinked: Bool) {
    self.cell = cell
    self.fill = fill
    self.isLinked = isLinked
  }

  /// Reads what `text` wrote; `nil` for anything else.
  init?(text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 5, let cell = CellReference(a1: words[0]),
      let pattern = Fill.Pattern(rawValue: words[1]), let foreground = Self.color(words[2]),
      let background = Self.color(words[3])
    else { return nil }
    self.init(
      cell: cell, fill: Fill(pattern: pattern, foreground: foreground, background: background),
      isLinked: words[4] == "link")
  }

  private static func text(_ color: Color?) -> String {
    switch color {
    case .rgb(let value): "rgb:" + String(value, radix: 16)
    case .theme(let index, let tint): "theme:\(index):\(tint)"
    case .indexed(let index): "indexed:\(index)"
    case nil: "-"
    }
  }

  /// The colour of a word; `.some(nil)` for none, `nil` for a word that is no colour.
  private static func color(_ word: String) -> Color?? {
    if word == "-" { return .some(nil) }
    let parts = word.split(separator: ":").map(String.init)
    switch (parts.first, parts.count) {
    case ("rgb", 2): return UInt32(parts[1], radix: 16).map(Color.rgb)
    case ("theme", 3):
      guard let index = Int(parts[1]), let tint = Double(parts[2]) else { return nil }
      return .theme(index, tint: tint)
    case ("indexed", 2): return Int(parts[1]).map(Color.indexed)
    default: return nil
    }
  }
}
