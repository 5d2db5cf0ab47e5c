import SpreadsheetModel

/// What the texts around a table say it is: its title, the sheet's and the file's name.
struct Naming {
  /// The title right above the header, folded.
  let title: String
  /// How much the texts weigh for each ledger they name.
  private(set) var weights: [Int: Double] = [:]
  /// The ledger that the title settles.
  private(set) var titled: Int?

  private let hints: NameHints
  private let sheet: String

  private enum Weight {
    static let title = 0.22
    /// Added where the title has a word that settles what it means.
    static let settled = 0.3
    /// A title further up is that of the sheet with all its parts.
    static let above = 0.06
    static let sheet = 0.14
    static let file = 0.06
  }

  init(_ preamble: Preamble, sheet: String, path: String, hints: NameHints) {
    self.hints = hints
    self.sheet = TextFolding.fold(sheet)
    let titles = preamble.titles.map(TextFolding.fold)
    var own: (text: String, hint: NameHints.Hint)?
    for text in titles.reversed() {
      guard let hint = hints.hint(in: text) else { continue }
      if let own {
        if own.hint.ledger != hint.ledger { weights[hint.ledger, default: 0] += Weight.above }
      } else {
        own = (text, hint)
      }
    }
    title = own?.text ?? titles.last ?? ""
    if let hint = own?.hint ?? hints.hint(in: preamble.folded) {
      weights[hint.ledger, default: 0] += Weight.title
      if own != nil, hint.isStrong {
        weights[hint.ledger, default: 0] += Weight.settled
        titled = hint.ledger
      }
    }
    if let hint = hints.hint(in: self.sheet) { weights[hint.ledger, default: 0] += Weight.sheet }
    let file = path.split(separator: "/").last.map(String.init) ?? path
    if let hint = hints.hint(in: TextFolding.fold(file)) { weights[hint.ledger, default: 0] += Weight.file }
  }

  // MARK: Plans

  /// Whether the title says that the table plans, or shows how to fill one in. What was planned and then done
  /// is told (`预算执行表`), and a ledger whose own name has such a word plans nothing by it.
  func isPlan(of ledger: Int) -> Bool {
    let rest = hints.remainder(of: title.isEmpty ? sheet : title, ledger: ledger)
    return Self.plans.contains { rest.has($0) } && !Self.deeds.contains { rest.has($0) }
  }

  private static let plans = ["计划", "安排", "方案", "预算", "样表"]
  private static let deeds = ["执行", "完成", "落实", "决算", "支出", "收支", "使用情况", "总结", "实施情况", "开展情况"]
}
