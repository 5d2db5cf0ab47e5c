/// Finds the entry of a code list that a cell means.
enum CodeReading {
  /// The canonical term for a text, or `nil` if the list has none for it.
  static func term(_ text: String, in list: CodeList) -> String? {
    if let term = list.term(for: text) { return term.term }
    // 223_正式党员, 1.正式党员, 01-汉族: the code before the word.
    let folded = TextFolding.fold(text)
    let word = folded.drop { ("0"..."9").contains($0) || "_-.、:".contains($0) }
    if word.count < folded.count, !word.isEmpty, let term = list.term(for: String(word)) {
      return term.term
    }
    // 正式党员（在职）: a remark after the word.
    if let open = folded.firstIndex(of: "("), open != folded.startIndex,
      let term = list.term(for: String(folded[..<open]))
    {
      return term.term
    }
    return nil
  }
}
