import Diagnostics

/// A list of terms a field may hold, such as the 56 nationalities, with the words that mean the same.
public struct CodeList: Sendable {
  /// One entry.
  public struct Term: Sendable, Hashable {
    /// The standard's code, if there is one.
    public var code: String?
    /// The word ledgers should use.
    public var term: String
    /// Words that name exactly the same thing and nothing else, in simplified characters; an office that wants
    /// standard terms has them rewritten.
    public var same: [String]
    /// Words that are counted as this entry although they may say more or less, in simplified characters; they
    /// are never rewritten.
    public var synonyms: [String]

    /// Creates an entry.
    public init(code: String? = nil, term: String, same: [String] = [], synonyms: [String] = []) {
      self.code = code
      self.term = term
      self.same = same
      self.synonyms = synonyms
    }
  }

  /// How a word names an entry.
  public enum Naming: Sendable {
    /// It is the entry's term, but for its spelling.
    case term
    /// It names exactly the same thing.
    case sameTerm
    /// It is counted as the entry.
    case reading
    /// It may be this entry, another or none.
    case undecided
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
  /// Words that people write in place of an entry without saying which: those of another scale, `中共党员` where
  /// full members are told from probationary ones.
  public var undecided: [String]
  /// Folded words and codes, with the index of their entry.
  private let index: [String: (entry: Int, naming: Naming)]

  /// Creates a list.
  ///
  /// Where one word is given for two entries, the entry whose own term it is wins, then the first. The codes of a
  /// standard name exactly what its terms do; those of other lists are only understood.
  public init(
    name: String, title: Phrase, source: String? = nil, isOpen: Bool = false, terms: [Term],
    undecided: [String] = []
  ) {
    self.name = name
    self.title = title
    self.source = source
    self.isOpen = isOpen
    self.terms = terms
    self.undecided = undecided
    var index: [String: (Int, Naming)] = [:]
    func add(_ words: [String], _ entry: Int, _ naming: Naming) {
      for word in words where index[TextFolding.fold(word)] == nil {
        index[TextFolding.fold(word)] = (entry, naming)
      }
    }
    for (position, term) in terms.enumerated() { add([term.term], position, .term) }
    add(terms.isEmpty ? [] : undecided, 0, .undecided)
    for (position, term) in terms.enumerated() { add(term.same, position, .sameTerm) }
    for (position, term) in terms.enumerated() {
      add(term.synonyms, position, .reading)
      add([term.code].compactMap { $0 }, position, source == nil ? .reading : .sameTerm)
    }
    self.index = index
  }

  /// The entry of a term, synonym or code, in either script and any width; `nil` if there is none, or a word does
  /// not decide which.
  public func term(for text: String) -> Term? {
    guard let (term, naming) = entry(for: text), naming != .undecided else { return nil }
    return term
  }

  /// The entry that a word names, and how.
  public func entry(for text: String) -> (term: Term, naming: Naming)? {
    index[TextFolding.fold(text)].map { (terms[$0.entry], $0.naming) }
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
