import Ledgers

/// How many files are checked a few at a time: files that share an organisation or a person stay together, and
/// what stands above others comes last, when those have been measured.
public struct PartPlan: Sendable {
  /// Files that are checked together, by position, and what the check has to know of the others.
  public struct Part: Sendable {
    /// The positions of the files.
    public var files: [Int]
    /// What the check has to know.
    public var surroundings: CheckSurroundings
  }

  /// The parts in the order in which they are to be checked; there is always a last one.
  public private(set) var parts: [Part] = []

  /// Plans the parts.
  ///
  /// - Parameters:
  ///   - links: what each file refers to, in the order of the files.
  ///   - pack: the criteria the files are checked against.
  ///   - size: how many files a part holds; more only where they cannot be told apart.
  public init(_ links: [FileLinks], pack: CriteriaPack, size: Int) {
    let register = Register(links, subjects: pack.subjects)
    var groups = Groups(count: links.count)
    var fileOfNumber: [Int: Int] = [:]
    var fileOfOwner: [String: Int] = [:]
    var upper: Set<Int> = []
    var ownersOfFile = [Set<String>](repeating: [], count: links.count)
    for (file, link) in links.enumerated() {
      for number in link.numbers { groups.join(file, with: &fileOfNumber[number]) }
      for names in link.owners {
        guard let owner = register.owner(names, in: link) else { continue }
        ownersOfFile[file].insert(owner)
        groups.join(file, with: &fileOfOwner[owner])
        if register.parents.contains(owner) { upper.insert(file) }
      }
    }
    Self.join(register.strays(links), with: links, in: &groups)
    let last = Set(upper.map { groups.leader(of: $0) })
    let owned = Set(links.indices.filter { !ownersOfFile[$0].isEmpty }.map { groups.leader(of: $0) })
    var gathered: [Int: [Int]] = [:]
    var lastFiles: [Int] = []
    for file in links.indices {
      let leader = groups.leader(of: file)
      if last.contains(leader) || !owned.contains(leader) {
        lastFiles.append(file)
      } else {
        gathered[leader, default: []].append(file)
      }
    }
    var files: [Int] = []
    func owners(_ files: [Int]) -> Set<String> {
      files.reduce(into: []) { $0.formUnion(ownersOfFile[$1]) }
    }
    for group in gathered.values.sorted(by: { ($0.first ?? 0) < ($1.first ?? 0) }) {
      if !files.isEmpty, files.count + group.count > size {
        parts.append(part(files.sorted(), owners: owners(files), links))
        files = []
      }
      files += group
    }
    if !files.isEmpty { parts.append(part(files.sorted(), owners: owners(files), links)) }
    let done = parts.reduce(into: Set<String>()) { $0.formUnion($1.surroundings.organisations) }
    parts.append(part(lastFiles, owners: register.names.union(owners(lastFiles)).subtracting(done), links))
    finish(register, links)
  }

  /// Whose a record is that names a person only, the lists of persons tell: files with such records stay with
  /// those that list the persons.
  private static func join(_ strays: [Int], with links: [FileLinks], in groups: inout Groups) {
    let names = strays.reduce(into: Set<String>()) { $0.formUnion(links[$1].strangers) }
    var homes: [String: [Int]] = [:]
    for (file, link) in links.enumerated() {
      for name in link.personNames where names.contains(name) { homes[name, default: []].append(file) }
    }
    for file in strays {
      for home in links[file].strangers.flatMap({ homes[$0] ?? [] }) { groups.join(file, home) }
    }
  }

  private func part(_ files: [Int], owners: Set<String>, _ links: [FileLinks]) -> Part {
    var surroundings = CheckSurroundings()
    surroundings.files = Set(files.map { links[$0].register.path })
    surroundings.organisations = owners
    return Part(files: files, surroundings: surroundings)
  }

  /// Tells every part what all files hold.
  private mutating func finish(_ register: Register, _ links: [FileLinks]) {
    let ledgers = links.reduce(into: Set<LedgerID>()) { $0.formUnion($1.ledgers) }
    let names = links.reduce(into: Set<String>()) { $0.formUnion($1.personNames) }
    var holders: [LedgerID: Set<String>] = [:]
    for link in links {
      for (ledger, owners) in link.ownersByLedger {
        holders[ledger, default: []].formUnion(owners.compactMap { register.owner($0, in: link) })
      }
    }
    var years = links.first?.years
    for link in links.dropFirst() { years?.add(link.years) }
    for index in parts.indices {
      parts[index].surroundings.ledgers = ledgers
      parts[index].surroundings.holders = holders
      parts[index].surroundings.personNames = names
      parts[index].surroundings.years = years?.years
    }
  }
}

/// The organisations that the files list.
private struct Register {
  private(set) var names: Set<String> = []
  /// Those that others stand under.
  private(set) var parents: Set<String> = []
  private var listed: [String] = []
  private var lookup = OrganisationNames()
  private let subjects: Subjects

  init(_ links: [FileLinks], subjects: Subjects) {
    self.subjects = subjects
    let subject = subjects.organisation
    var superiors: Set<String> = []
    for table in links.flatMap(\.register.tables) {
      guard let name = table.definition.index(of: subject.name) else { continue }
      let parent = subject.parent.flatMap { table.definition.index(of: $0) }
      for record in table.records {
        func text(_ index: Int?) -> String? {
          index.flatMap { $0 < record.fields.count ? record.fields[$0].value.text : nil }
        }
        if let parent = text(parent) { superiors.insert(parent) }
        guard let name = text(name), lookup.exact(name) == nil else { continue }
        lookup.add(name, index: listed.count)
        listed.append(name)
      }
    }
    names = Set(listed)
    parents = Set(superiors.compactMap { lookup.match($0).organisation }.map { listed[$0] })
  }

  /// Whose a record is that bears these names; of a name that nobody lists, the name itself.
  func owner(_ names: [String], in file: FileLinks) -> String? {
    for name in names {
      if let index = lookup.match(name).organisation { return listed[index] }
    }
    return names.first ?? soleOrganisation(of: file)
  }

  /// The files with records that only a person tells whose they are.
  func strays(_ links: [FileLinks]) -> [Int] {
    links.indices.filter { !links[$0].strangers.isEmpty && soleOrganisation(of: links[$0]) == nil }
  }

  /// The only organisation that a file lists.
  private func soleOrganisation(of file: FileLinks) -> String? {
    var found: Set<String> = []
    for table in file.register.tables {
      guard let index = table.definition.index(of: subjects.organisation.name) else { continue }
      for record in table.records where index < record.fields.count {
        if let name = record.fields[index].value.text, let known = lookup.exact(name) {
          found.insert(listed[known])
        }
      }
    }
    return found.count == 1 ? found.first : nil
  }
}

/// Files that belong together, by union and find.
private struct Groups {
  private var parents: [Int]

  init(count: Int) { parents = Array(0..<count) }

  mutating func leader(of file: Int) -> Int {
    var file = file
    while parents[file] != file {
      parents[file] = parents[parents[file]]
      file = parents[file]
    }
    return file
  }

  /// Joins a file with the one that had the same key before, if any.
  mutating func join(_ file: Int, with other: inout Int?) {
    guard let known = other else {
      other = file
      return
    }
    join(known, file)
  }

  /// Joins two files.
  mutating func join(_ known: Int, _ file: Int) {
    let (one, two) = (leader(of: known), leader(of: file))
    parents[max(one, two)] = min(one, two)
  }
}
