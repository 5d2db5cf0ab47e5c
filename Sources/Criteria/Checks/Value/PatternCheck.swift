import Diagnostics
import Ledgers

/// `pattern`: a field's whole text matches a regular expression.
struct PatternCheck: Check {
  static let name = "pattern"
  static let collapsesColumns = true
  static let keys = ["field", "matches", "forbids"]
  static let message = Phrase(
    zh: "{field}“{value}”的写法不对", en: "{field} '{value}' is not written as it should be")
  static let placeholders: Set<String> = ["field", "value"]
  /// A pattern is a line a person can read; longer ones are a fault.
  static let longestPattern = 200

  let field: FieldID
  let pattern: String
  /// Whether a match anywhere is the fault.
  let forbids: Bool

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    forbids = reader.node("forbids") != nil
    let node = try reader.required(forbids ? "forbids" : "matches")
    pattern = try node.text()
    guard pattern.count <= Self.longestPattern, (try? Regex(pattern)) != nil else {
      throw PackProblem(
        .wrongValue, at: node.place,
        Phrase(zh: "“\(pattern)”不是有效的正则表达式", en: "'\(pattern)' is not a valid regular expression"))
    }
  }

  func evaluate(_ run: inout RuleRun) {
    // A regex is not Sendable, so it is compiled where it is used: once for each run that has a record.
    var compiled: Regex<AnyRegexOutput>?
    run.forEachRecord(fields: [field]) { run, unit in
      if compiled == nil { compiled = try? Regex(pattern) }
      guard let regex = compiled else { return }
      let isFault = unit.value(0).words.contains { word in
        let match = forbids ? try? regex.firstMatch(in: word) : try? regex.wholeMatch(in: word)
        return (match != nil) == forbids
      }
      if isFault { run.report(unit, slot: 0) }
    }
  }
}
