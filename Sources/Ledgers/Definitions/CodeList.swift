import Diagnostics

/// A list of terms a field may hold, such as the 56 nationalities, with the words that mean the same.
public struct CodeList: Sendable {
  /// One entry.
  public struct Term: Sendable, Hashable {
    /// The standard's code, if there is one.
    public var code: String?
    /// The word ledgers should use.
    public var term: String
    /// Other words for it, in simplified characters.
    public var synonyms: [String]

    /// Creates an entry.
    public init(code: String? = nil, term: String, synonyms: [String] = []) {
      self.code = code
      self.term = term
      self.synonyms = synonyms
    }
  }

  /// Name by which fields refer to it.
  public var name: String
  /// What the list is of.
  public var title: Phrase
  /// The standard it comes from, such as `GB/T 3304-1991`.
  public var source: String?
  /// Whether other terms are allowed beside the listed ones.
  public var isOpen: Bool
  /// The entries in the standard's order.
  public var terms: [Term]
  /// Folded words and codes, with the index of their entry.
  private let index: [String: Int]

  /// Creates a list.
  ///
  /// Where one word is given for two entries, the entry whose own term it is wins, then the first.
  public init(
    name: String, title: Phrase, source: String? = nil, isOpen: Bool = false, terms: [Term]
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.isOpen = isOpen
    self.terms = terms
    var index: [String: Int] = [:]
    for (position, term) in terms.enumerated() { index[TextFolding.fold(term.term)] = position }
    for (position, term) in terms.enumerated() {
      for word in term.synonyms where index[TextFolding.fold(word)] == nil {
        index[TextFolding.fold(word)] = position
      }
      if let code = term.code?.lowercased(), index[code] == nil { index[code] = position }
    }
    self.index = index
  }

  /// The entry of a term, synonym or code, in either script and any width; `nil` if there is none.
  public func term(for text: String) -> Term? {
    index[TextFolding.fold(text)].map { terms[$0] }
  }

  /// The only entry whose words stand in a text such as a title; `nil` where none or several do. 三会一课 is
  /// several.
  func onlyTerm(namedIn text: String) -> String? {
    let folded = TextFolding.fold(text)
    guard !folded.has("三会一课") else { return nil }
    var long: Set<String> = []
    var short: Set<String> = []
    for term in terms {
      for word in [term.term] + term.synonyms {
        let length = word.unicodeScalars.count
        if length >= 3 {
          if folded.has(TextFolding.fold(word)) { long.insert(term.term) }
        } else if length == 2, word == term.term, folded.has(word) {
          // 学习 and 活动 are in too many titles to say more than a longer word does.
          short.insert(term.term)
        }
      }
    }
    let found = long.isEmpty ? short : long
    return found.count == 1 ? found.first : nil
  }
}
