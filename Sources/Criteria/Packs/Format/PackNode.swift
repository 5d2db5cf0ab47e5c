import Diagnostics

/// A piece of a pack's YAML with its place, so that every complaint can point at a line.
///
/// Scalars stay text: `0.005` becomes an exact decimal, and `no` is not taken for a truth value.
struct PackNode: Sendable, Hashable {
  enum Content: Sendable, Hashable {
    case scalar(String)
    case list([PackNode])
    case map([Entry])
  }

  struct Entry: Sendable, Hashable {
    var key: String
    var keyPlace: PackPlace
    var value: PackNode
  }

  var content: Content
  var place: PackPlace

  /// The value of a key, where the node is a map that has it.
  subscript(key: String) -> PackNode? {
    guard case .map(let entries) = content else { return nil }
    return entries.first { $0.key == key }?.value
  }

  var scalar: String? {
    if case .scalar(let text) = content { text } else { nil }
  }

  var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  /// The items of a list; a lone scalar or map counts as a list of one.
  var items: [PackNode] {
    if case .list(let items) = content { items } else { [self] }
  }

  var isEmpty: Bool {
    switch content {
    case .scalar(let text): text.isEmpty || text == "~" || text == "null"
    case .list(let items): items.isEmpty
    case .map(let entries): entries.isEmpty
    }
  }
}

extension PackNode {
  /// This node with another laid over it: maps merge key by key, lists whose items all carry an `id`
  /// merge item by item, everything else is replaced.
  func overlaid(with other: PackNode) -> PackNode {
    switch (content, other.content) {
    case (.map(var mine), .map(let theirs)):
      for entry in theirs {
        if let index = mine.firstIndex(where: { $0.key == entry.key }) {
          mine[index].value = mine[index].value.overlaid(with: entry.value)
        } else {
          mine.append(entry)
        }
      }
      return PackNode(content: .map(mine), place: place)
    case (.list(var mine), .list(let theirs))
    where Self.haveIdentity(mine) && Self.haveIdentity(theirs) && !theirs.isEmpty:
      for item in theirs {
        if let index = mine.firstIndex(where: { $0["id"]?.scalar == item["id"]?.scalar }) {
          mine[index] = mine[index].overlaid(with: item)
        } else {
          mine.append(item)
        }
      }
      return PackNode(content: .list(mine), place: place)
    default:
      return other
    }
  }

  private static func haveIdentity(_ items: [PackNode]) -> Bool {
    items.allSatisfy { $0["id"]?.scalar != nil }
  }

  /// This map with a key set.
  func setting(_ key: String, to value: PackNode) -> PackNode {
    overlaid(
      with: PackNode(content: .map([Entry(key: key, keyPlace: value.place, value: value)]), place: place))
  }

  /// A lone value as the map of one key it is short for.
  func keyed(_ key: String?) -> PackNode {
    guard let key, scalar != nil else { return self }
    return PackNode(content: .map([Entry(key: key, keyPlace: place, value: self)]), place: place)
  }
}
