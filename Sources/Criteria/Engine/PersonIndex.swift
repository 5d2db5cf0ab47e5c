import Ledgers

/// The persons of a submission, found by number, or by name within an organisation.
struct PersonIndex: Sendable {
  private struct Key: Hashable {
    var organisation: Int
    var name: String
  }
  private var byNumber: [String: [RecordPosition]] = [:]
  private var byOrganisation: [Key: [RecordPosition]] = [:]
  private var byName: [String: [RecordPosition]] = [:]

  mutating func add(name: String?, number: String?, organisation: Int, at position: RecordPosition) {
    if let number { byNumber[number, default: []].append(position) }
    if let name {
      byName[name, default: []].append(position)
      byOrganisation[Key(organisation: organisation, name: name), default: []].append(position)
    }
  }

  var isEmpty: Bool { byName.isEmpty && byNumber.isEmpty }

  func number(_ number: String) -> [RecordPosition] { byNumber[number] ?? [] }

  func name(_ name: String) -> [RecordPosition] { byName[name] ?? [] }

  func name(_ name: String, in organisation: Int) -> [RecordPosition] {
    byOrganisation[Key(organisation: organisation, name: name)] ?? []
  }

  /// The one person meant: by number, else by name in the organisation, else by a name that only one
  /// person bears where no organisation is known.
  func person(number: String?, name: String?, organisation: Int) -> RecordPosition? {
    if let number, let found = byNumber[number], found.count == 1 { return found[0] }
    guard let name else { return nil }
    if organisation >= 0 {
      let found = self.name(name, in: organisation)
      return found.count == 1 ? found[0] : nil
    }
    let found = self.name(name)
    return found.count == 1 ? found[0] : nil
  }
}
