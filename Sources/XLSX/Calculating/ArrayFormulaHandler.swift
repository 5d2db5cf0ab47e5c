import SpreadsheetModel
import XMLStreaming

enum ArrayFormulaName: String, XMLVocabulary {
  case cell = "c"
  case formula = "f"
  case reference = "r"
  case range = "ref"
  case kind = "t"
  case metadata = "cm"
}

/// Finds the formulas of a worksheet that give arrays (ECMA-376 Part 1, 18.3.1.40). Those that fill as many cells as
/// they need have cell metadata (`cm`).
struct ArrayFormulaHandler: XMLHandler {
  typealias Name = ArrayFormulaName

  struct ArrayFormula {
    var cell: CellReference
    var range: CellRange
    var isDynamic: Bool
  }

  private(set) var all: [ArrayFormula] = []
  private var cell: CellReference?
  private var isDynamic = false

  mutating func startElement(_ element: borrowing XMLElement<ArrayFormulaName>) {
    switch element.name {
    case .cell:
      cell = element.string(.reference).flatMap { CellReference(a1: $0) }
      isDynamic = (element.integer(.metadata) ?? 0) > 0
    case .formula:
      guard element.string(.kind) == "array", let cell else { return }
      let range = element.string(.range).flatMap { CellRange(a1: $0) } ?? CellRange(cell)
      all.append(ArrayFormula(cell: cell, range: range, isDynamic: isDynamic))
    default: break
    }
  }

  mutating func endElement(_ name: ArrayFormulaName?) {}
}
