/// Decides which ledger a header belongs to, and which column is which field.
struct LedgerRanking {
  /// One ledger's reading of a header.
  struct Reading {
    /// Index of the ledger in the catalog.
    var ledger: Int
    /// The chosen candidate of each column, by the column's position in the header.
    var chosen: [Int: ColumnMatcher.Candidate]
    /// 0 to a little over 1.
    var score: Double
    /// Share of the required fields that have a column.
    var requiredShare: Double
  }

  let catalog: LedgerCatalog
  let vocabulary: HeaderVocabulary

  /// The readings of a header by all ledgers, best first. `hints` are the ledgers that titles and
  /// names point to, with how much each weighs.
  func readings(
    _ paths: [HeaderPath], _ candidates: [[ColumnMatcher.Candidate]], hints: [Int: Double]
  ) -> [Reading] {
    let weights = paths.map { path in path.leaf.map { vocabulary.weight(ofKey: $0.key) } ?? 1 }
    var ledgers: Set<Int> = []
    for column in candidates { for candidate in column { ledgers.insert(candidate.ledger) } }
    var result: [Reading] = []
    for ledger in ledgers {
      let chosen = Self.assign(candidates, ledger: ledger)
      result.append(score(chosen, ledger: ledger, weights: weights, paths: paths, hint: hints[ledger] ?? 0))
    }
    return result.sorted { ($1.score, $0.ledger) < ($0.score, $1.ledger) }
  }

  /// One field a column and one column a field, the surest first; columns of a gathered field may be
  /// several.
  static func assign(_ candidates: [[ColumnMatcher.Candidate]], ledger: Int) -> [Int: ColumnMatcher.Candidate]
  {
    var own: [ColumnMatcher.Candidate] = []
    for column in candidates {
      for candidate in column where candidate.ledger == ledger { own.append(candidate) }
    }
    own.sort { ($1.score, $0.column, $0.field) < ($0.score, $1.column, $1.field) }
    var chosen: [Int: ColumnMatcher.Candidate] = [:]
    var takenFields: Set<Int> = []
    for candidate in own where chosen[candidate.column] == nil {
      if candidate.gathers {
        chosen[candidate.column] = candidate
      } else if takenFields.insert(candidate.field).inserted {
        chosen[candidate.column] = candidate
      }
    }
    return chosen
  }

  private func score(
    _ chosen: [Int: ColumnMatcher.Candidate], ledger: Int, weights: [Double], paths: [HeaderPath],
    hint: Double
  ) -> Reading {
    let definition = catalog.ledgers[ledger]
    var understood = 0.0
    var all = 0.0
    for (index, weight) in weights.enumerated() {
      if let candidate = chosen[index] {
        understood += weight * min(candidate.score, 1)
        all += weight
      } else {
        // What no ledger knows says little against this one.
        let known = paths[index].leaf.map { vocabulary.knows($0) } ?? false
        all += known ? weight : 0.5
      }
    }
    let required = definition.fields.indices.filter { definition.fields[$0].isRequired }
    let fields = Set(chosen.values.map(\.field))
    let share = required.isEmpty ? 0 : Double(required.count(where: fields.contains)) / Double(required.count)
    let coverage = all > 0 ? understood / all : 0
    return Reading(
      ledger: ledger, chosen: chosen, score: coverage * (0.7 + 0.3 * share) + hint, requiredShare: share)
  }
}
