import Ledgers
import Reports

extension MergeReport {
  /// The conflicts as lines for a person, contradictions first, numbers of persons masked.
  ///
  /// - Parameter limit: how many of each kind are told; the rest is counted.
  public func lines(limit: Int, _ language: Language) -> [String] {
    var lines: [String] = []
    for conflicts in [contradictions, duplicates] {
      for conflict in conflicts.prefix(limit) {
        lines.append("  " + PersonalData.maskingNumbers(in: line(conflict).text(language)))
      }
      if conflicts.count > limit {
        let rest = Phrase(
          zh: "  ……另有\(conflicts.count - limit)组，见“\(Self.title.zh)”",
          en: "  … and \(conflicts.count - limit) more, see '\(Self.title.en)'")
        lines.append(rest.text(language))
      }
    }
    return lines
  }
}
