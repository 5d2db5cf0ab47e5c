import Hummingbird
import SpreadsheetModel
import Workflow

/// What was found in one file and what was corrected: the list beside the picture of the sheet.
struct FindingsDocument: ResponseEncodable {
  /// The visit's revision it belongs to.
  var revision: Int
  /// The items, most serious first, corrections at the end.
  var items: [Item]
  /// Items beyond those listed; the problem list has all.
  var more: Int

  /// A problem that is open, or a value that was corrected.
  struct Item: Encodable {
    /// Its number in the list, by which marked cells refer to it.
    var id: Int
    /// `error`, `warning`, `info`, or `fixed` for what is corrected.
    var kind: String
    var sheet: String
    /// The cell, such as `C7`; `nil` where no one cell is to blame.
    var cell: String?
    var rule: String
    /// What tells the record from others.
    var key: String
    var header: String
    /// What the cell shows, or showed before it was corrected.
    var value: String
    var problem: String
    var advice: String
    var basis: String
    /// The value suggested or put in.
    var fix: String?
    /// Whether the fix is for a person to choose; safe ones are made without asking.
    var isChoice: Bool
    /// Whether the fix is made.
    var isMade: Bool
  }

  /// Lists what was found in a file.
  init(
    _ file: Fixing.Corrected, revision: Int, pack: CriteriaPack, chosen: Set<FixChoice>,
    language: Language, showsPersonal: Bool, limit: Int
  ) {
    self.revision = revision
    let problems = file.problems.map {
      Item($0, pack: pack, language: language, showsPersonal: showsPersonal)
    }
    let corrections = file.corrections.map { correction in
      let location = SourceLocation(file: file.input.path, sheet: correction.sheet, cell: correction.cell)
      let choice = chosen.filter { $0.location == location }.map(\.rule).min()
      return Item(correction, choice: choice, pack: pack, language: language, showsPersonal: showsPersonal)
    }
    // What was chosen stays in the list however long it is, so that the choice can be taken back.
    let room = max(0, limit - corrections.count)
    items = Array(problems.prefix(room) + corrections.prefix(limit))
    more = problems.count + corrections.count - items.count
    for index in items.indices { items[index].id = index }
  }
}

extension FindingsDocument.Item {
  init(_ finding: Finding, pack: CriteriaPack, language: Language, showsPersonal: Bool) {
    let row = ProblemRow(finding, pack: pack, language: language, showsPersonal: showsPersonal)
    let mask = PersonalMask(showsPersonal: showsPersonal)
    id = 0
    kind = row.severity.rawValue
    sheet = row.sheet
    cell = row.cell?.description
    rule = row.rule
    key = row.key
    header = row.header
    value = row.value
    problem = row.problem
    advice = row.advice
    basis = row.basis
    fix = finding.diagnostic.fix.map {
      mask.value($0.displayedValue, isPersonal: finding.isPersonal(in: pack))
    }
    isChoice = finding.isSuggestion && row.cell != nil
    isMade = false
  }

  init(
    _ correction: Correction, choice: String?, pack: CriteriaPack, language: Language,
    showsPersonal: Bool
  ) {
    let mask = PersonalMask(showsPersonal: showsPersonal)
    id = 0
    kind = "fixed"
    sheet = correction.sheet
    cell = correction.cell.description
    rule = choice ?? correction.rule
    key = ""
    header = ""
    value = mask.text(correction.before)
    problem = mask.text(correction.reason.template(language))
    advice = ""
    basis = pack.basis(of: correction.rule, in: nil, language: language)
    fix = mask.text(correction.after)
    isChoice = choice != nil
    isMade = true
  }
}
