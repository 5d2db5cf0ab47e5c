import Ledgers

/// Finds whom a misspelt name means: the only person of the organisation a letter away.
struct NameSlips {
  private struct Key: Hashable {
    var organisation: Int
    var name: String
  }
  private var known: [Key: String?] = [:]
  /// The names of each organisation's persons, gathered once.
  private var names: [Int: Set<String>]?

  mutating func name(like name: String, in organisation: Int, _ context: CheckContext) -> String? {
    guard organisation >= 0 else { return nil }
    let key = Key(organisation: organisation, name: name)
    if let found = known[key] { return found }
    let found = search(name, organisation, context)
    known[key] = .some(found)
    return found
  }

  private mutating func search(_ name: String, _ organisation: Int, _ context: CheckContext) -> String? {
    let written = Array(name)
    guard written.count >= 2 else { return nil }
    let gathered = names ?? Self.gather(context)
    names = gathered
    var candidate: String?
    for other in gathered[organisation] ?? [] {
      let letters = Array(other)
      guard abs(letters.count - written.count) <= 1,
        // Two-character names differ by half; only longer ones are like each other.
        max(letters.count, written.count) >= 3, editDistance(written, letters, limit: 1) != nil
      else { continue }
      if candidate != nil { return nil }
      candidate = other
    }
    return candidate
  }

  private static func gather(_ context: CheckContext) -> [Int: Set<String>] {
    guard let person = context.subjects.person else { return [:] }
    var names: [Int: Set<String>] = [:]
    for table in context.tables(person.ledger) {
      guard let index = table.definition.index(of: person.name) else { continue }
      for row in table.table.records.indices where table.organisations[row] >= 0 {
        if let name = table.field(index, ofRecord: row).value.text {
          names[table.organisations[row], default: []].insert(name)
        }
      }
    }
    return names
  }
}
