import Foundation

/// Files of the repository that inputs start from.
enum SeedFiles {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The lines of a file; none where only the program was carried elsewhere.
  static func lines(_ path: String) -> [Substring] {
    let text = (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  /// The formulas that tests hold against LibreOffice: every function in several ways.
  static func formulas() -> [String] {
    lines("Tests/FormulaTests/Fixtures/cases.tsv").compactMap { line in
      line.split(separator: "\t").first.map(String.init)
    }.filter { $0.utf8.count <= 200 }
  }

  /// The rules of the standard pack, each as the item of a list; what a rule names of its pack is named as in a small
  /// one: the indicator `A1-01`, the source `S`, its proof `V`.
  static func rules() -> [String] {
    let folder = "Sources/Criteria/Resources/standard/rules"
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
    var rules: [String] = []
    for name in names.sorted() {
      for line in lines("\(folder)/\(name)") where !others.contains(where: line.hasPrefix) {
        if line.hasPrefix("  - id: ") { rules.append("") }
        guard !rules.isEmpty, line.hasPrefix("    ") || line.hasPrefix("  - ") else { continue }
        rules[rules.count - 1] += inSmallPack(line) + "\n"
      }
    }
    return rules.filter { $0.utf8.count <= 6000 }
  }

  /// How lines begin that name other rules.
  private static let others = ["    after: ", "    yieldsTo: "]

  private static func inSmallPack(_ line: Substring) -> String {
    let told = [
      "    indicator: ": "A1-01", "    source: ": #"[{ref: S, article: "一"}]"#, "    proof: ": "V",
    ]
    guard let key = told.keys.first(where: line.hasPrefix), let value = told[key] else { return String(line) }
    return key + value
  }
}
