/// The candidate most like a name, if it is like enough to be meant: at most a third of it differs.
package func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
  let limit = max(1, name.count / 3)
  var best: (name: String, distance: Int)?
  for candidate in candidates where candidate != name {
    guard let distance = editDistance(Array(name), Array(candidate), limit: limit) else { continue }
    if best.map({ distance < $0.distance }) ?? true { best = (candidate, distance) }
  }
  return best?.name
}

/// The number of insertions, deletions, replacements and neighbour swaps between two texts; `nil`
/// above the limit.
func editDistance<Element: Equatable>(_ left: [Element], _ right: [Element], limit: Int) -> Int? {
  guard abs(left.count - right.count) <= limit else { return nil }
  if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in 1...left.count {
    var current = [row]
    current.reserveCapacity(right.count + 1)
    for column in 1...right.count {
      let same = left[row - 1] == right[column - 1]
      var cost = min(
        previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (same ? 0 : 1))
      if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
        cost = min(cost, beforePrevious[column - 2] + 1)
      }
      current.append(cost)
    }
    if (current.min() ?? 0) > limit { return nil }
    beforePrevious = previous
    previous = current
  }
  let distance = previous[right.count]
  return distance <= limit ? distance : nil
}
