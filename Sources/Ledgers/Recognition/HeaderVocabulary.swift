import Diagnostics

/// Every header that the ledgers of a catalog know, and the fields it may stand for.
struct HeaderVocabulary: Sendable {
  /// One meaning of a header.
  struct Posting: Sendable {
    /// Index of the ledger in the catalog.
    var ledger: Int
    /// Index of the field in the ledger.
    var field: Int
    /// What the field holds.
    var kind: FieldKind
    /// A word that must stand in the group above (`转正/谈话时间`).
    var group: String?
    /// Which of several columns of the same header it is (`谈话时间#2`), from 1.
    var ordinal: Int?
    /// Whether the column is one of several gathered into a list.
    var gathers = false
    /// Whether the field's cells may hold a second value for another field.
    var hasPair = false
    /// How far down the field's synonyms the header stands: of two columns that can be one field
    /// (`党组织` and `单位`) the better name wins.
    var rank = 0
    /// Whether a group of this name can give its meaning to a leaf like `姓名` or `时间`; free texts such as
    /// `基本情况` cannot.
    var ownsLeaves = false
  }

  /// Meanings by folded name.
  private(set) var exact: [String: [Posting]] = [:]
  /// Meanings by levelled key, where the exact name has none in that ledger.
  private(set) var levelled: [String: [Posting]] = [:]
  /// In how many ledgers a key is known; rare headers tell ledgers apart.
  private var spread: [String: Int] = [:]
  /// Whether some header ends with this unit of the Basic Multilingual Plane: a quick way to see that
  /// a cell is none.
  private var endings: [Bool]
  private let ledgerCount: Int
  /// Terms of the short code lists: headers of columns to tick.
  private var terms: Set<String> = []
  /// Words of groups that several headers have, such as 转正: a title or an earlier header can stand for the
  /// group.
  private(set) var stages: [String] = []
  /// What was found out about headers so far.
  let memo = HeaderMemo()

  /// Indexes a catalog.
  init(_ catalog: LedgerCatalog) {
    endings = [Bool](repeating: false, count: 0x1_0000)
    ledgerCount = catalog.ledgers.count
    for (ledgerIndex, ledger) in catalog.ledgers.enumerated() {
      for (fieldIndex, field) in ledger.fields.enumerated() {
        for (rank, word) in ([field.title.zh, field.title.en] + field.synonyms).enumerated() {
          add(
            word,
            Posting(
              ledger: ledgerIndex, field: fieldIndex, kind: field.kind, hasPair: field.pair != nil,
              rank: rank,
              ownsLeaves: field.kind != .text))
        }
        // Canonical tables can carry the field's id as their header.
        add(field.id.rawValue, Posting(ledger: ledgerIndex, field: fieldIndex, kind: field.kind))
        for word in field.collects {
          add(word, Posting(ledger: ledgerIndex, field: fieldIndex, kind: field.kind, gathers: true))
        }
      }
    }
    var groups: [String: Int] = [:]
    for postings in exact.values {
      for posting in postings {
        if let group = posting.group, group.unicodeScalars.allSatisfy(TextFolding.isHan) {
          groups[group, default: 0] += 1
        }
      }
    }
    stages = groups.filter { $0.value > 2 }.keys.sorted()
    for (ledgerIndex, ledger) in catalog.ledgers.enumerated() { addPinyin(of: ledger, ledgerIndex) }
    for list in catalog.codeLists.values where list.terms.count <= 12 {
      for term in list.terms {
        for word in [term.term] + term.synonyms { terms.insert(HeaderText(word).name) }
      }
    }
    for (key, postings) in levelled { spread[key] = Set(postings.map(\.ledger)).count }
  }

  private mutating func add(_ word: String, _ base: Posting) {
    var posting = base
    var word = Substring(word)
    if let slash = word.firstIndex(of: "/"), slash != word.startIndex {
      posting.group = TextFolding.fold(String(word[..<slash]))
      let rest = word[word.index(after: slash)...]
      // A slash inside an alternative (正式/预备) is part of the name itself as well.
      insert(HeaderText(String(word)), base)
      word = rest
    }
    if let mark = word.lastIndex(of: "#"), let ordinal = Int(word[word.index(after: mark)...]) {
      posting.ordinal = ordinal
      word = word[..<mark]
    }
    insert(HeaderText(String(word)), posting)
  }

  /// Headers in pinyin, spelled out or by their initials: exports of databases have them. Initials that
  /// two fields of a ledger share stand for neither.
  private mutating func addPinyin(of ledger: LedgerDefinition, _ ledgerIndex: Int) {
    var fields: [String: Int?] = [:]
    var spelled: [(String, Int)] = []
    for (index, field) in ledger.fields.enumerated() {
      for (position, word) in ([field.title.zh] + field.synonyms).enumerated() {
        guard let (full, initials) = PinyinTable.standard.spellings(of: word), full.utf8.count >= 5 else {
          continue
        }
        spelled.append((full, index))
        guard position == 0 || initials.utf8.count >= 3, initials.utf8.count >= 2 else { continue }
        if let other = fields[initials], other != index {
          fields[initials] = .some(nil)
        } else {
          fields[initials] = index
        }
      }
    }
    func posting(_ index: Int) -> Posting {
      Posting(ledger: ledgerIndex, field: index, kind: ledger.fields[index].kind)
    }
    for (text, index) in spelled { insertSpelling(text, posting(index)) }
    for case (let text, let index?) in fields { insertSpelling(text, posting(index)) }
  }

  private mutating func insertSpelling(_ text: String, _ posting: Posting) {
    guard !exact[text, default: []].contains(where: { $0.ledger == posting.ledger }) else { return }
    exact[text, default: []].append(posting)
    spread[text] = Set(exact[text, default: []].map(\.ledger)).count
  }

  private mutating func insert(_ text: HeaderText, _ posting: Posting) {
    guard !text.isEmpty else { return }
    func isSame(_ other: Posting) -> Bool {
      other.ledger == posting.ledger && other.group == posting.group && other.ordinal == posting.ordinal
    }
    if !exact[text.name, default: []].contains(where: isSame) {
      exact[text.name, default: []].append(posting)
    }
    if !levelled[text.key, default: []].contains(where: isSame) {
      levelled[text.key, default: []].append(posting)
    }
    if let last = text.name.unicodeScalars.last, last.value <= 0xFFFF { endings[Int(last.value)] = true }
  }

  /// The first field of a ledger that goes by a name wherever it stands.
  func field(named name: String, in ledger: Int) -> Int? {
    let postings = exact[name] ?? levelled[HeaderText.key(of: name)] ?? []
    return postings.filter { $0.ledger == ledger && $0.group == nil && $0.ordinal == nil && !$0.gathers }
      .map(\.field).min()
  }

  /// Whether a header of this text is known to any ledger.
  func knows(_ text: HeaderText) -> Bool {
    exact[text.name] != nil || levelled[text.key] != nil
  }

  /// Whether a header is known or ends with one that is: 谈话地点 is a 地点.
  func resembles(_ text: HeaderText) -> Bool {
    if knows(text) { return true }
    let scalars = Array(text.name.unicodeScalars)
    guard (3...12).contains(scalars.count) else { return false }
    for start in 1..<scalars.count - 1 {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start...])
      if exact[String(view)] != nil { return true }
    }
    return false
  }

  /// Whether a text is a term of a short code list.
  func isTerm(_ text: HeaderText) -> Bool { terms.contains(text.name) }

  /// Whether a cell's text is a term of a short code list, whatever follows it in brackets: looked up as it
  /// stands, for cells that are data more often than headers.
  func isTerm(text: String) -> Bool {
    let name = Self.hanBeginning(of: text)
    return !name.isEmpty && terms.contains(name)
  }

  /// The Han characters a text begins with, blanks between them left out.
  static func hanBeginning(of text: String) -> String {
    guard text.utf8.count <= 60 else { return "" }
    var name = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if TextFolding.isHan(scalar) {
        name.append(ScriptTable.standard.simplify(scalar))
      } else if !TextFolding.isSpace(scalar) {
        break
      }
    }
    return String(name)
  }

  /// Whether a cell's text can be a known header at all: a cheap test that spares nearly every data
  /// cell the folding.
  func mayKnow(_ text: String) -> Bool {
    guard text.utf8.count <= 240, let last = text.unicodeScalars.last else { return false }
    if TextFolding.isHan(last) {
      let plain = ScriptTable.standard.simplify(last)
      return plain.value <= 0xFFFF && endings[Int(plain.value)]
    }
    // Brackets, blanks and marks may follow the name; digits never end one, but for 介绍人1.
    return !(last.value >= 0x30 && last.value <= 0x39)
  }

  /// How much a header says about which ledger it belongs to: 1 for one that all share, more for one
  /// that few have.
  func weight(ofKey key: String) -> Double {
    guard let count = spread[key], count > 0 else { return 1 }
    var weight = 1.0
    var ratio = Double(ledgerCount) / Double(count)
    while ratio >= 2 {
      weight += 1
      ratio /= 2
    }
    return weight + (ratio - 1)
  }
}
