import Diagnostics
import SpreadsheetModel

/// Finds the field of a header that is a known one but for one character (`学厉`, `身份证号吗`), where the
/// values below bear it out. Likeness of letters alone counts for nothing: `转入` and `转出` differ by one.
struct Misspelling {
  let evidence: ValueEvidence
  let ledger: LedgerDefinition
  let ledgerIndex: Int
  let vocabulary: HeaderVocabulary

  /// Characters that make another thing of a header.
  private static let telling = ScalarSet("入出应实上下本前后正预一二三四五六七八九十起止收发男女父母主副月年日原新大小".unicodeScalars)

  /// The only free field that a header comes within one character of and its values can belong to.
  func field(for name: String, cells: [Cell], free: Set<Int>) -> Int? {
    let scalars = Array(name.unicodeScalars)
    guard (2...16).contains(scalars.count), cells.count >= 2, scalars.allSatisfy(TextFolding.isHan) else {
      return nil
    }
    // A header that some field has is no slip, whatever became of its column.
    guard vocabulary.field(named: name, in: ledgerIndex) == nil else { return nil }
    var found: Int?
    for index in free.sorted() {
      let field = ledger.fields[index]
      let isNear = ([field.title.zh] + field.synonyms).contains { word in
        abs(word.utf8.count - name.utf8.count) <= 3 && Self.isNear(scalars, Array(word.unicodeScalars))
      }
      guard isNear, evidence.supports(field, cells: cells) else { continue }
      if found != nil { return nil }
      found = index
    }
    return found
  }

  /// Whether two names differ by one character, written wrongly, left out or written too much.
  private static func isNear(_ name: [Unicode.Scalar], _ word: [Unicode.Scalar]) -> Bool {
    guard abs(name.count - word.count) <= 1, name != word else { return false }
    let (short, long) = name.count <= word.count ? (name, word) : (word, name)
    var start = 0
    while start < short.count, short[start] == long[start] { start += 1 }
    if short.count == long.count {
      return !telling.contains(short[start]) && !telling.contains(long[start])
        && short[(start + 1)...] == long[(start + 1)...]
    }
    return short.count >= 3 && !telling.contains(long[start]) && short[start...] == long[(start + 1)...]
  }
}
