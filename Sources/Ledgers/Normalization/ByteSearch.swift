/// Looks for words in texts byte by byte.
///
/// `String.contains(_:)` compares characters, which in Chinese text costs a hundred times as much and
/// finds the same: UTF-8 has no false matches.
extension String {
  /// Whether the text has a word in it.
  package func has(_ word: String) -> Bool { end(ofLast: word) != nil }

  /// Whether the text begins with a word.
  package func begins(with word: String) -> Bool { utf8.starts(with: word.utf8) }

  /// Whether the text ends with a word.
  package func ends(with word: String) -> Bool { utf8.suffix(word.utf8.count).elementsEqual(word.utf8) }

  /// Where the last occurrence of a word ends.
  func end(ofLast word: String) -> String.Index? {
    var text = self
    var word = word
    let offset: Int? = text.withUTF8 { text in
      word.withUTF8 { word in
        guard let first = word.first, text.count >= word.count else { return nil }
        for start in stride(from: text.count - word.count, through: 0, by: -1)
        where text[start] == first && text[start..<start + word.count].elementsEqual(word) {
          return start + word.count
        }
        return nil
      }
    }
    return offset.map { utf8.index(utf8.startIndex, offsetBy: $0) }
  }
}
