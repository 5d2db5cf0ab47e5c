import Diagnostics
import Foundation
import SpreadsheetModel

/// Makes records of rows: reads each mapped cell, fills merged and `同上` cells, keeps what the cells
/// showed.
struct RecordBuilder {
  private let context: TableContext
  private let layout: TableLayout
  private let grid: SheetGrid
  private let template: [RecordField]
  private let isDate: [Bool]
  private let isPercent: [Bool]
  /// Whether blank cells of a column stand for the value above, by position in `layout.columns`.
  private let fillsDown: [Bool]
  /// The last cell of every column that says something.
  private var above: [RecordField?]
  /// The sheet's column, the field's index and its part in it, by position in `layout.columns`.
  private let places: [(column: Int, field: Int, role: TableLayout.Role)]
  /// The columns of a date's year, month and day, if a date of this ledger is written so.
  private let dateParts: DateParts?
  /// Where the second half of a cell goes, by position in `layout.columns`.
  private let pairTargets: [Int?]
  /// The columns of which some cell had two values, by position, with the field of the second.
  private(set) var halved: [Int: Int] = [:]
  /// Whether a column's cells can offer options with a box to tick before each.
  private let mayBeTicked: [Bool]
  private let monthFields: [Int]
  private let yearField: Int?
  private var group: RecordField?
  /// The names of group rows met so far.
  private(set) var groupNames: [String] = []

  init(context: TableContext, layout: TableLayout, grid: SheetGrid) {
    self.context = context
    self.layout = layout
    self.grid = grid
    var template = [RecordField](repeating: .absent, count: layout.definition.fields.count)
    for (field, value) in context.outside.values { template[field] = value }
    self.template = template
    isDate = grid.sheet.formats.map(\.isDate)
    isPercent = grid.sheet.formats.map { $0.code.has("%") }
    above = [RecordField?](repeating: nil, count: layout.columns.count)
    places = layout.columns.map { ($0.path.column, $0.field, $0.role) }
    dateParts = DateParts(layout)
    let mapped = Set(layout.columns.map(\.field))
    pairTargets = layout.columns.map { column in
      if let remark = column.remarkField { return remark }
      return layout.definition.fields[column.field].pair.flatMap { layout.definition.index(of: $0) }
        .flatMap { mapped.contains($0) ? nil : $0 }
    }
    fillsDown = layout.columns.map { column in
      layout.definition.fields[column.field].fillsDown && Self.isSparse(column.path.column, layout, grid)
    }
    mayBeTicked = layout.columns.map { column in
      switch layout.definition.fields[column.field].kind {
      case .code, .boolean, .text: true
      default: false
      }
    }
    yearField = layout.definition.index(of: "year")
    monthFields = layout.definition.fields.indices.filter { layout.definition.fields[$0].kind == .month }
  }

  /// Whether a column's first data cell is filled and many below are blank: values written once for
  /// the rows under them, with borders drawn as if merged.
  private static func isSparse(_ column: Int, _ layout: TableLayout, _ grid: SheetGrid) -> Bool {
    var filled = 0
    var blank = 0
    for row in grid.sheet.rows[layout.rows] {
      guard row.cells.contains(where: { !$0.value.isEmpty && $0.column != column }) else { continue }
      if let cell = row[column], !cell.value.isEmpty {
        filled += 1
      } else if filled == 0 {
        return false
      } else {
        blank += 1
      }
      if filled + blank >= 2_000 { break }
    }
    return blank * 5 >= (filled + blank) * 2
  }

  /// The rows that follow belong to this branch.
  mutating func enter(group name: String) {
    let name = ScriptTable.standard.simplify(name) ?? name
    groupNames.append(name)
    group = RecordField(value: .text(name), cell: nil, original: name)
  }

  /// Whether a row fills at least half of the required fields that have columns.
  func isPlausible(_ row: Row) -> Bool {
    var required = 0
    var filled = 0
    for column in layout.columns where layout.definition.fields[column.field].isRequired {
      required += 1
      if let cell = row[column.path.column], !cell.value.isEmpty { filled += 1 }
    }
    return required == 0 || filled * 2 >= required
  }

  // MARK: One record

  /// The record of a row.
  mutating func record(_ row: Row) -> LedgerRecord {
    var fields = template
    if let group, let branch = context.branchField { fields[branch] = group }
    var position = 0
    for index in places.indices {
      let column = places[index].column
      while position < row.cells.count, row.cells[position].column < column { position += 1 }
      let cell =
        position < row.cells.count && row.cells[position].column == column ? row.cells[position] : nil
      let target = places[index].field
      if case .tick(let term) = places[index].role {
        tick(cell, term, CellReference(row: row.index, column: column), into: &fields[target])
        continue
      }
      let (field, second) = field(at: index, row: row.index, cell: cell)
      switch places[index].role {
      case .whole: fields[target] = field
      case .gathered: gather(field, into: &fields[target])
      case .tick, .year, .month, .day: break
      }
      if let second, let pair = pairTargets[index] {
        halved[index] = pair
        fields[pair] = RecordField(value: second, cell: field.cell, original: field.original)
      }
    }
    if let dateParts {
      fields[dateParts.field] = dateParts.value(of: row, yearHint: context.year, originalText: originalText)
    }
    complete(&fields)
    return LedgerRecord(row: row.index, isHidden: row.isHidden, fields: fields)
  }

  private mutating func field(at index: Int, row: Int, cell: Cell?) -> (RecordField, FieldValue?) {
    let reference = CellReference(row: row, column: places[index].column)
    guard let cell, !(cell.value.isEmpty && cell.formula == nil) else {
      return (blankField(at: index, reference), nil)
    }
    if mayBeTicked[index], case .text(let text) = cell.value, let options = TickedOptions(text) {
      return (ticked(options, at: index, cell, reference), nil)
    }
    let formatIndex = cell.format
    let hasFormat = formatIndex >= 0 && formatIndex < isDate.count
    var reading = context.readers[index].read(
      cell, isDate: hasFormat && isDate[formatIndex], isPercentFormat: hasFormat && isPercent[formatIndex])
    let original = originalText(of: cell)
    if reading.isDitto {
      return (
        dittoField(at: index, RecordField(value: .unreadable, cell: reference, original: original), cell), nil
      )
    }
    if cell.formula != nil, let change = reading.change {
      // Nothing overwrites a formula, whatever its result.
      reading.change = .reading(change.kind)
    }
    let field = RecordField(
      value: reading.value, cell: reference, original: original, change: reading.change,
      isFormula: cell.formula != nil)
    above[index] = field
    return (field, reading.second)
  }

  /// The field of a cell that says `同上`: the value above, unless that is in doubt itself or nothing two persons
  /// can share.
  private func dittoField(at index: Int, _ field: RecordField, _ cell: Cell) -> RecordField {
    var field = field
    field.isFormula = cell.formula != nil
    let kind = layout.definition.fields[layout.columns[index].field].kind
    guard let source = above[index], source.value.isPresent, kind != .idNumber, kind != .phone,
      source.change?.isDoubt != true
    else {
      field.change = .reading(.unreadable)
      return field
    }
    field.value = source.value
    if cell.formula == nil, let written = Self.written(source.value) {
      field.change = .suggestion(.filledDown, written)
    } else {
      field.change = .reading(.filledDown)
    }
    return field
  }

  /// The field of a cell that offers options: what is ticked, and nothing to write.
  private func ticked(
    _ options: TickedOptions, at index: Int, _ cell: Cell, _ reference: CellReference
  ) -> RecordField {
    var value = FieldValue.missing
    var change: ValueChange?
    if !options.chosen.isEmpty {
      let reading = context.readers[index].read(text: options.chosen.joined(separator: "、"))
      value = reading.value
      // A term that the list does not have is told; how the box says it is no slip of spelling.
      change = reading.change.flatMap { $0.sameness == .reading ? $0 : nil }
    }
    return RecordField(
      value: value, cell: reference, original: originalText(of: cell), change: change,
      isFormula: cell.formula != nil)
  }

  /// The field of an empty cell: what the merge over it says, or the value above, or nothing.
  private func blankField(at index: Int, _ reference: CellReference) -> RecordField {
    if grid.hasTallMerges, let range = grid.tallMerge(covering: reference), range.first != reference,
      let cell = grid.sheet[range.first], spreads(index, from: range)
    {
      var reading = context.readers[index].read(
        cell, isDate: grid.sheet.format(of: cell).isDate,
        isPercentFormat: grid.sheet.format(of: cell).code.has("%"))
      reading.change = nil
      if reading.value.isPresent {
        return RecordField(
          value: reading.value, cell: range.first, original: originalText(of: cell),
          change: .reading(.filledDown), isFormula: cell.formula != nil)
      }
    }
    if fillsDown[index], let source = above[index], source.value.isPresent {
      let change =
        Self.written(source.value).map { ValueChange.suggestion(.filledDown, $0) } ?? .reading(.filledDown)
      return RecordField(value: source.value, cell: reference, original: "", change: change)
    }
    return RecordField(value: .missing, cell: reference, original: "")
  }

  /// Whether a merged value holds for every row it covers: names and terms do, amounts and counts
  /// belong to the first row only, or sums would count them again.
  private func spreads(_ index: Int, from range: CellRange) -> Bool {
    guard range.first.row > layout.band.rows.upperBound else { return false }
    switch layout.definition.fields[layout.columns[index].field].kind {
    case .integer, .decimal, .money: return false
    default: return true
    }
  }

  private func gather(_ field: RecordField, into target: inout RecordField) {
    guard field.value.isPresent else {
      if target.cell == nil { target.cell = field.cell }
      return
    }
    var names: [String] = []
    if case .list(let old) = target.value { names = old }
    switch field.value {
    case .list(let new): names += new.filter { !names.contains($0) }
    case .text(let name) where !names.contains(name): names.append(name)
    default: break
    }
    let original = target.original.isEmpty ? field.original : target.original + "、" + field.original
    target = RecordField(
      value: .list(names), cell: target.value.isPresent ? target.cell : field.cell, original: original)
  }

  /// A tick under a term's header is that term; without one the field stays as the other columns say.
  private func tick(
    _ cell: Cell?, _ term: String, _ reference: CellReference, into target: inout RecordField
  ) {
    guard let cell, TickColumns.isTick(cell) else {
      if target.cell == nil { target.cell = reference }
      return
    }
    target = RecordField(
      value: .text(term), cell: reference, original: originalText(of: cell), isFormula: cell.formula != nil)
  }

  /// What is only seen when all fields of a record are read.
  private func complete(_ fields: inout [RecordField]) {
    for index in monthFields {
      guard case .number(let number) = fields[index].value, let month = Int("\(number)") else { continue }
      var year = context.year
      if let yearField, case .year(let own) = fields[yearField].value { year = own }
      if let year, let found = CivilMonth(year: year, month: month) { fields[index].value = .month(found) }
    }
  }

  // MARK: Texts

  private func originalText(of cell: Cell) -> String {
    switch cell.value {
    case .text(let text): return text
    case .number(let number) where cell.format == 0:
      return NumberCellText.text(of: number, exactDigits: cell.exactDigits)
    default:
      return cell.exactDigits ?? grid.sheet.displayedText(of: cell)
    }
  }

  /// The cell value a field's value is written as.
  private static func written(_ value: FieldValue) -> CellValue? {
    switch value {
    case .text(let text): .text(text)
    case .list(let names): .text(names.joined(separator: "、"))
    case .number(let number): .number(number.nearestDouble)
    case .date(let date): .text(date.description)
    case .month(let month): .text(month.description)
    case .year(let year): .number(Double(year))
    case .boolean(let truth): .text(truth ? "是" : "否")
    default: nil
    }
  }
}
