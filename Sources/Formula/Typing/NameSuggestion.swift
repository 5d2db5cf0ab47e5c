/// Finds the name that was probably meant.
enum NameSuggestion {
  /// The candidate closest to a name that is not known, if it is close enough.
  static func closest(to name: String, among candidates: [String]) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard scalars.count <= 64 else { continue }
      let distance = distance(wanted, scalars)
      // Two characters of three must be right; Chinese names are short.
      guard distance * 3 <= max(wanted.count, scalars.count) * 2, distance < wanted.count else { continue }
      if distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// How many insertions, deletions and replacements lead from one to the other.
  private static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    var row = Array(0...right.count)
    for (index, scalar) in left.enumerated() {
      var diagonal = row[0]
      row[0] = index + 1
      for position in right.indices {
        let replaced = diagonal + (scalar == right[position] ? 0 : 1)
        diagonal = row[position + 1]
        row[position + 1] = min(replaced, diagonal + 1, row[position] + 1)
      }
    }
    return row[right.count]
  }
}
