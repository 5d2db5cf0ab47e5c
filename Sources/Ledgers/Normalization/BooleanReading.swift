/// Reads yes and no: words, ticks, letters, digits.
struct BooleanReading {
  /// The field's titles: what it asks about (`流动` of `是否流动党员`) is a yes when it stands in the cell.
  let titles: [String]
  /// Whether the column has `●`, so that `○` beside it is a no; alone it may mean either.
  var hasFilledCircles = false

  /// What a text says.
  enum Answer: Equatable {
    /// The standard's own word.
    case word(Bool)
    /// A word or sign for exactly that.
    case sameTerm(Bool)
    /// Understood.
    case reading(Bool)
    /// One of the two, but which cannot be told.
    case undecided
  }

  /// Reads a cleaned text; `nil` if it is neither yes nor no.
  func read(_ text: String) -> Answer? {
    switch TextFolding.fold(text) {
    case "是": return .word(true)
    case "否": return .word(false)
    case "√", "✓", "✔", "☑", "y", "yes", "true", "是的": return .sameTerm(true)
    case "×", "✗", "✘", "╳", "n", "no", "false", "不是": return .sameTerm(false)
    case "有", "对", "t", "1", "●", "已", "v", "■", "☒", "为是", "✅": return .reading(true)
    case "无", "没有", "没", "☐", "□", "f", "0", "未", "x", "非": return .reading(false)
    case "○", "◯", "〇": return hasFilledCircles ? .reading(false) : .undecided
    case let folded: return named(folded)
    }
  }

  /// `流动` and `已完成换届` where the field asks for that, `不困难` and `未完成` where it does.
  private func named(_ folded: String) -> Answer? {
    guard folded.utf8.count <= 24 else { return nil }
    func isAsked(_ word: String) -> Bool { word.utf8.count >= 6 && titles.contains { $0.has(word) } }
    if isAsked(folded) { return .reading(true) }
    let prefixes = [("已", true), ("是", true), ("未", false), ("不", false), ("非", false), ("没有", false)]
    for (prefix, truth) in prefixes
    where folded.begins(with: prefix) && isAsked(String(folded.dropFirst(prefix.count))) {
      return .reading(truth)
    }
    return nil
  }
}
