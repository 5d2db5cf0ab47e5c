import Ledgers

/// The persons of a submission, found by number, or by name within an organisation.
///
/// Who is listed twice by one organisation is one person, found at the first record.
struct PersonIndex: Sendable {
  private struct Key: Hashable {
    var organisation: Int
    var name: String
  }
  private struct NumberKey: Hashable {
    var organisation: Int
    var number: String
  }
  private var byNumber: [String: [RecordPosition]] = [:]
  private var byOrganisation: [Key: [RecordPosition]] = [:]
  private var byName: [String: [RecordPosition]] = [:]
  /// The name of the first record of a number.
  private var known: [NumberKey: String] = [:]
  private var repeated: Set<RecordPosition> = []
  /// Records without a name, by organisation.
  private var nameless: [Int: Int] = [:]
  /// The first name that a number goes with, and the numbers that go with several.
  private var nameOfNumber: [String: String] = [:]
  private var disputed: Set<String> = []
  /// Names of records whose organisation nobody knows.
  private var strayNames: Set<String> = []

  mutating func add(name: String?, number: String?, organisation: Int, at position: RecordPosition) {
    if let number {
      if let name {
        if let first = nameOfNumber[number], first != name { disputed.insert(number) }
        if nameOfNumber[number] == nil { nameOfNumber[number] = name }
      }
      let key = NumberKey(organisation: organisation, number: number)
      // The same number under another name was copied by mistake: two persons.
      if let first = known[key], name == nil || first == name {
        repeated.insert(position)
        return
      }
      if known[key] == nil { known[key] = name ?? "" }
      byNumber[number, default: []].append(position)
    }
    if let name {
      byName[name, default: []].append(position)
      byOrganisation[Key(organisation: organisation, name: name), default: []].append(position)
      if organisation < 0 { strayNames.insert(name) }
    } else {
      nameless[organisation, default: 0] += 1
    }
  }

  var isEmpty: Bool { byName.isEmpty && byNumber.isEmpty }

  func number(_ number: String) -> [RecordPosition] { byNumber[number] ?? [] }

  func name(_ name: String) -> [RecordPosition] { byName[name] ?? [] }

  func name(_ name: String, in organisation: Int) -> [RecordPosition] {
    byOrganisation[Key(organisation: organisation, name: name)] ?? []
  }

  /// Whether persons of different names go by a number, so that it is not the number of one of them.
  func isDisputed(_ number: String) -> Bool { disputed.contains(number) }

  /// Whether a record is the second of a person already listed.
  func isRepeated(_ position: RecordPosition) -> Bool { repeated.contains(position) }

  /// Whether an unknown name may be that of somebody whose organisation is unreadable.
  func isStray(_ name: String) -> Bool { strayNames.contains(name) }

  /// How many persons of an organisation have no name in the list.
  func nameless(in organisation: Int) -> Int { nameless[organisation] ?? 0 }

  /// The one person meant: by number, else by name in the organisation, else by a name that only one
  /// person bears where no organisation is known.
  func person(number: String?, name: String?, organisation: Int) -> RecordPosition? {
    let found = persons(number: number, name: name, organisation: organisation)
    return found.count == 1 ? found[0] : nil
  }

  /// Everybody who may be meant: one by number, else all namesakes of the organisation, or of all
  /// organisations where none is known.
  func persons(number: String?, name: String?, organisation: Int) -> [RecordPosition] {
    if let number, let found = byNumber[number], found.count == 1 { return found }
    guard let name else { return [] }
    return organisation >= 0 ? self.name(name, in: organisation) : self.name(name)
  }
}
