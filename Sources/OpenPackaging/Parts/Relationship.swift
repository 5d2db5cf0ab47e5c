import XMLStreaming

/// A link from a part (or the package) to another part or to something outside (ECMA-376 Part 2, 6.5).
public struct Relationship: Hashable, Sendable {
  /// The id its source refers to it by, such as `rId3`.
  public let id: String
  /// The type's URI as written.
  public let type: String
  /// The target as written.
  public let target: String
  /// Whether the target lies outside the package.
  public let isExternal: Bool
  /// The name of the target part, without a leading slash; `nil` if the target is external.
  public internal(set) var part: String?

  /// The last segment of the type, which transitional and strict documents have in common:
  /// `worksheet`, `styles`, `sharedStrings`.
  public var kind: Substring {
    type.lastIndex(of: "/").map { type[type.index(after: $0)...] } ?? type[...]
  }
}

/// The relationships of one part.
public struct Relationships: Hashable, Sendable {
  /// In the order of the part.
  public private(set) var all: [Relationship] = []
  /// Where the first relationship of an id is in `all`.
  private var places: [String: Int] = [:]

  /// No relationships.
  public init() {}

  /// Parses a relationships part. `source` is the part they belong to, empty for the package.
  public init(
    parsing bytes: Span<UInt8>, part: String, source: String, limits: PackageLimits = .standard
  ) throws(XMLError) {
    let handler = try XMLPushParser.parse(
      bytes, part: part, handler: RelationshipsHandler(source: source),
      limits: XMLLimits(limits, keepsAll: true))
    all = handler.relationships
    places = Dictionary(zip(all.lazy.map(\.id), all.indices)) { first, _ in first }
  }

  /// Points targets that name no part at the part they name seen from the package's root, if there is
  /// one: producers write `xl/worksheets/sheet1.xml` beside `xl/workbook.xml`.
  mutating func mend(where isPart: (String) -> Bool) {
    for index in all.indices {
      guard let part = all[index].part, !isPart(part) else { continue }
      let fromRoot = PartName.resolve(all[index].target, from: "")
      if fromRoot != part, isPart(fromRoot) { all[index].part = fromRoot }
    }
  }

  /// The relationship of an id.
  public subscript(id id: String) -> Relationship? { places[id].map { all[$0] } }

  /// The first relationship of a kind (`Relationship.kind`), such as `styles`.
  public func first(_ kind: String) -> Relationship? {
    all.first { $0.kind == kind }
  }

  /// The relationships of a kind.
  public func all(_ kind: String) -> [Relationship] { all.filter { $0.kind == kind } }
}

private enum RelationshipName: String, XMLVocabulary {
  case relationship = "Relationship"
  case id = "Id"
  case type = "Type"
  case target = "Target"
  case targetMode = "TargetMode"
}

private struct RelationshipsHandler: XMLHandler {
  typealias Name = RelationshipName
  let source: String
  var relationships: [Relationship] = []

  mutating func startElement(_ element: borrowing XMLElement<RelationshipName>) {
    guard element.name == .relationship, let target = element.string(.target) else { return }
    let isExternal = element.string(.targetMode) == "External"
    relationships.append(
      Relationship(
        id: element.string(.id) ?? "", type: element.string(.type) ?? "", target: target,
        isExternal: isExternal, part: isExternal ? nil : PartName.resolve(target, from: source)))
  }

  mutating func endElement(_ name: RelationshipName?) {}
}
