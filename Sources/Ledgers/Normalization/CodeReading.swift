import Diagnostics

/// Finds the entry of a code list that a cell means, and how far what it says is the entry's own term.
enum CodeReading {
  /// The canonical term for a text, or `nil` if the list has none for it.
  static func term(_ text: String, in list: CodeList) -> String? {
    switch read(text, in: list)?.value {
    case .text(let term): term
    default: nil
    }
  }

  /// What a text says; `nil` if it names nothing of the list.
  static func read(_ text: String, in list: CodeList) -> Reading? {
    if let reading = named(text, in: list) { return reading }
    // 223_正式党员, 1.正式党员, 01-汉族: the code before the word.
    let folded = TextFolding.fold(text)
    let word = folded.drop { ("0"..."9").contains($0) || "_-.、:".contains($0) }
    if word.count < folded.count, !word.isEmpty, let entry = list.entry(for: String(word)) {
      return Reading(.text(entry.term.term), .reading(.codeSynonym))
    }
    // 正式党员（在职）: a remark after the word.
    if let open = folded.firstIndex(of: "("), open != folded.startIndex,
      let entry = list.entry(for: String(folded[..<open]))
    {
      guard !RemarkWords.unsettles(folded[open...]) else { return .doubtful }
      return Reading(.text(entry.term.term), .reading(.annotation))
    }
    return nil
  }

  /// The entry that the whole text names.
  private static func named(_ text: String, in list: CodeList) -> Reading? {
    guard let (term, naming) = list.entry(for: text) else { return nil }
    let word = term.term
    switch naming {
    case .undecided: return .doubtful
    case .reading: return Reading(.text(word), .reading(.codeSynonym))
    case .sameTerm: return Reading(.text(word), .sameTerm(.codeSynonym, word))
    case .term:
      if text == word { return Reading(.text(word)) }
      if ScriptTable.standard.hasTraditional(text) { return Reading(.text(word), .sameTerm(.script, word)) }
      return Reading(.text(word), .text(.whitespace, word, of: text))
    }
  }
}
