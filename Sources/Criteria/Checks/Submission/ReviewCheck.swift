import Diagnostics
import Ledgers

/// `review`: what no column can prove; a person answers the question.
struct ReviewCheck: Check {
  static let name = "review"
  static let keys = ["question"]
  static let message = Phrase(zh: "请人工核对", en: "please review")
  static let placeholders: Set<String> = []

  let question: Phrase

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    question = try reader.phrase("question")
  }

  func evaluate(_ run: inout RuleRun) { run.askReview(question) }
}
