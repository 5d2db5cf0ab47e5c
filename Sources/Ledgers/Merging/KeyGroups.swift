/// Records put into groups by several keys, some of which a record may lack: a record joins the first
/// group with which it agrees in every key that both have.
struct KeyGroups {
  /// The records of each group.
  private(set) var members: [[Int]] = []
  /// For each group the values of every key that one of its records has.
  private var values: [[[String]?]] = []
  /// The first group of each value, by key.
  private var groups: [Value: Int] = [:]
  /// Groups that lack a key so far. Few lack one for long: what comes next completes the first.
  private var incomplete: [Int] = []

  private struct Value: Hashable {
    var key: Int
    var values: [String]
  }

  /// How many incomplete groups a record is held against, so that no input makes the work quadratic.
  private static let reach = 16

  /// Adds a record with its values of each key, `nil` where it lacks one.
  mutating func add(_ member: Int, _ keys: [[String]?]) {
    let known = keys.enumerated().compactMap { index, values in
      values.flatMap { groups[Value(key: index, values: $0)] }
    }
    let candidates = known + incomplete.prefix(Self.reach)
    let hasNone = keys.allSatisfy { $0 == nil }
    let home =
      hasNone && !members.isEmpty
      ? 0
      : candidates.filter { group in
        zip(values[group], keys).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
      }.min()
    let group: Int
    if let home {
      group = home
      members[home].append(member)
      for (index, key) in keys.enumerated() where values[home][index] == nil { values[home][index] = key }
    } else {
      group = members.count
      members.append([member])
      values.append(keys)
    }
    for (index, key) in keys.enumerated() {
      if let key, groups[Value(key: index, values: key)] == nil {
        groups[Value(key: index, values: key)] = group
      }
    }
    let isComplete = !values[group].contains(nil)
    if home == nil, !isComplete { incomplete.append(group) }
    if isComplete { incomplete.removeAll { $0 == group } }
  }
}
