import SpreadsheetModel

/// Drop-down lists too long for their rule, kept on a hidden sheet, one column each. A hidden name of the
/// sheet tells it from one that somebody has made.
struct ListSpill {
  /// The name that marks the sheet.
  static let mark = "_taizhang.lists"

  /// The hidden sheet; `nil` if every list fits into its rule.
  private(set) var sheet: SheetContent?
  /// Where each list stands.
  private(set) var references: [[String]: String] = [:]
  /// The same, in the order in which they were met.
  private(set) var places: [SheetReference] = []

  init(of sheets: [SheetContent]) {
    var content = SheetContent(name: Self.freeName(among: sheets.map(\.name)))
    content.layout.visibility = .veryHidden
    content.holdsLists = true
    for sheet in sheets {
      for validation in sheet.layout.validations {
        guard case .list(let items) = validation.rule, references[items] == nil, !items.isEmpty,
          CellValidation.Rule.literal(items) == nil
        else { continue }
        let column = references.count
        guard column < CellReference.columnLimit, items.count <= CellReference.rowLimit else { continue }
        for (row, item) in items.enumerated() {
          let position = content.rows.position(ofRow: row)
          content.rows.rows[position].put(
            StoredCell(column: column, style: .default, value: .text(item)))
        }
        let range = CellRange(
          CellReference(row: 0, column: column), CellReference(row: items.count - 1, column: column))
        let place = SheetReference(sheet: content.name, range: range)
        places.append(place)
        references[items] = place.formula
      }
    }
    if !references.isEmpty { sheet = content }
  }

  private static func freeName(among names: [String]) -> String {
    let taken = Set(names.map { $0.lowercased() })
    var name = "_lists"
    var number = 2
    while taken.contains(name) {
      name = "_lists\(number)"
      number += 1
    }
    return name
  }
}
