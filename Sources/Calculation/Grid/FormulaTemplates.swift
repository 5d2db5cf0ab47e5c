import Formula
import SpreadsheetModel

/// A formula and all its copies: the same as seen from each of their cells.
struct FormulaTemplate {
  let text: FormulaText
  /// The cell it is written for.
  let base: CellReference
  let code: Code
  let reads: CodeReads
  /// Whether it gives an array.
  let isArray: Bool
}

/// The formulas of a workbook, each distinct one once.
struct FormulaTemplates {
  private struct Key: Hashable {
    var pattern: [UInt8]
    var sheet: Int
    var table: Int?
    var isArray: Bool
  }

  private(set) var all: [FormulaTemplate] = []
  private var known: [Key: Int32] = [:]
  /// The template found last for each column, and the one before it.
  private var recent: [Int: (Int32, Int32)] = [:]
  private var buffer: [UInt8] = []
  let scope: WorkbookScope
  let names: [Code]

  init(scope: WorkbookScope, names: [Code]) {
    self.scope = scope
    self.names = names
  }

  subscript(position: Int32) -> FormulaTemplate { all[Int(position)] }

  /// The template of a formula in a cell.
  mutating func position(
    of formula: String, at cell: CellReference, sheet: Int, isArray: Bool
  ) -> Int32 {
    var formula = formula
    let place = sheet << 14 | cell.column
    if !isArray, let (last, earlier) = recent[place] {
      for candidate in [last, earlier] where candidate >= 0 {
        let template = all[Int(candidate)]
        guard !template.isArray else { continue }
        buffer.removeAll(keepingCapacity: true)
        template.text.appendShifted(
          rows: cell.row - template.base.row, columns: cell.column - template.base.column, to: &buffer)
        let isSame = formula.withUTF8 { bytes in
          buffer.withUnsafeBufferPointer { $0.elementsEqual(bytes) }
        }
        if isSame {
          if candidate != last { recent[place] = (candidate, last) }
          return candidate
        }
      }
    }
    let text = FormulaText(formula)
    // Only what stands in a table can leave its name out.
    let table = formula.utf8.contains(UInt8(ascii: "[")) ? scope.table(at: cell, sheet: sheet) : nil
    let key = Key(pattern: text.pattern(from: cell), sheet: sheet, table: table, isArray: isArray)
    let position: Int32
    if let found = known[key] {
      position = found
    } else {
      position = Int32(truncatingIfNeeded: all.count)
      let code =
        (try? FormulaExpression(formula)).map {
          CellFormulaCompiler(scope: scope, sheet: sheet, ownTable: table).code(of: $0, isArray: isArray)
        } ?? .unsupported
      all.append(
        FormulaTemplate(
          text: text, base: cell, code: code, reads: CodeReads(code) { names[$0] }, isArray: isArray))
      known[key] = position
    }
    if !isArray { recent[place] = (position, recent[place]?.0 ?? -1) }
    return position
  }
}
