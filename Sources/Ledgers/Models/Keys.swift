/// What names an organisation in the other ledgers: its name.
public struct OrganisationKey: Hashable, Sendable, Codable {
  /// The name as cleaned.
  public var name: String

  /// Creates a key.
  public init(name: String) { self.name = name }

  /// Decodes the name.
  public init(from decoder: any Decoder) throws {
    name = try decoder.singleValueContainer().decode(String.self)
  }

  /// Encodes the name.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

/// What names a member in the other ledgers: the ID number where it is given, else name and branch.
public struct MemberKey: Hashable, Sendable, Codable {
  /// The ID number.
  public var idNumber: String?
  /// The name.
  public var name: String
  /// The branch.
  public var branch: OrganisationKey?

  /// Creates a key.
  public init(idNumber: String? = nil, name: String, branch: OrganisationKey? = nil) {
    self.idNumber = idNumber
    self.name = name
    self.branch = branch
  }
}

extension Organisation {
  /// What other ledgers call it.
  public var key: OrganisationKey { OrganisationKey(name: name) }
}

extension Member {
  /// What other ledgers call the member.
  public var key: MemberKey { MemberKey(idNumber: idNumber, name: name, branch: branch) }
}

extension DuesPayment {
  /// The member who pays.
  public var member: MemberKey { MemberKey(idNumber: idNumber, name: name, branch: branch) }
}

extension Training {
  /// The member who took part.
  public var member: MemberKey { MemberKey(idNumber: idNumber, name: name, branch: branch) }
}

extension Appraisal {
  /// The member appraised.
  public var member: MemberKey { MemberKey(idNumber: idNumber, name: name, branch: branch) }
}

extension PointsAccount {
  /// The member whose points these are.
  public var member: MemberKey { MemberKey(name: name, branch: branch) }
}

extension MobileMember {
  /// The member.
  public var member: MemberKey { MemberKey(idNumber: idNumber, name: name, branch: branch) }
}

extension Transfer {
  /// The member transferred, by the branch left.
  public var member: MemberKey { MemberKey(idNumber: idNumber, name: name, branch: from) }
}

/// Finds the organisations and members that keys name.
public struct ReferenceIndex: Sendable {
  private var organisations: [String: Organisation] = [:]
  private var membersByID: [String: [Member]] = [:]
  private var membersByName: [String: [Member]] = [:]

  /// Indexes organisations and members.
  public init(organisations: [Organisation], members: [Member]) {
    for organisation in organisations {
      for name in [organisation.name, organisation.shortName?.name].compactMap({ $0 })
      where self.organisations[name] == nil {
        self.organisations[name] = organisation
      }
    }
    for member in members {
      if let id = member.idNumber { membersByID[id, default: []].append(member) }
      membersByName[member.name, default: []].append(member)
    }
  }

  /// Indexes the organisations and members of a submission.
  public init(_ submission: Submission) {
    self.init(
      organisations: submission.decode(Organisation.self).models,
      members: submission.decode(Member.self).models)
  }

  /// The organisation of a key, by its name in full or in short.
  public func organisation(for key: OrganisationKey) -> Organisation? { organisations[key.name] }

  /// The member of a key: the one of its ID number; else the only one of its name in its branch; else,
  /// where the key has no branch, the only one of its name. `nil` where there is none or more than one.
  public func member(for key: MemberKey) -> Member? {
    if let id = key.idNumber, let found = membersByID[id] { return found.count == 1 ? found[0] : nil }
    let named = membersByName[key.name] ?? []
    let candidates = key.branch.map { branch in named.filter { $0.branch == branch } } ?? named
    return candidates.count == 1 ? candidates[0] : nil
  }
}
