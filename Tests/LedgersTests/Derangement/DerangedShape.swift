import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Ledgers set out in another shape than a list below its header, with the truth about them.
struct DerangedShape {
  enum Kind: CaseIterable {
    /// A card for each record, labels and values in turn.
    case cards
    /// A record a column.
    case sideways
    /// Two ledgers below one another.
    case stacked
    /// Two ledgers beside one another.
    case sideBySide
    /// Columns to tick for the terms of the code lists.
    case ticks
    /// A sheet for each branch, which no column names.
    case branchSheets
    /// A line with the branch's name above its records.
    case branchRows
    /// Twelve months over what is due and what is paid.
    case months
  }

  /// What must be found.
  struct Table {
    var ledger: LedgerID
    var sheet: String
    var columns: [FieldID: Int] = [:]
    var records: [[FieldID: FieldValue]] = []
  }

  private(set) var sheets: [Sheet] = []
  private(set) var tables: [Table] = []

  private let catalog: LedgerCatalog
  private let samples: SampleValues
  private let isTraditional: Bool
  private var random: SeededRandom

  init(_ kind: Kind, _ definition: LedgerDefinition, catalog: LedgerCatalog, seed: UInt64) {
    self.catalog = catalog
    random = SeededRandom(seed: seed)
    isTraditional = random.chance(0.2)
    samples = SampleValues(
      catalog: catalog, dateStyle: Int.random(in: 0..<SampleValues.dateStyles, using: &random),
      addsUnits: random.chance(0.3), isTraditional: isTraditional)
    let other = random.pick(catalog.ledgers.filter { $0.id != definition.id }, or: definition)
    switch kind {
    case .cards: cards(definition)
    case .sideways: sideways(definition)
    case .stacked: stacked([definition, other])
    case .sideBySide: sideBySide([definition, other])
    case .ticks: ticks(definition)
    case .branchSheets: branchSheets(definition)
    case .branchRows: branchRows(definition)
    case .months: months()
    }
  }

  // MARK: Parts

  /// A field with the header it has here.
  private struct Column {
    var field: FieldDefinition
    var header: String
  }

  private func written(_ text: String) -> String { isTraditional ? Traditional.text(text) : text }

  private mutating func title(_ definition: LedgerDefinition) -> [CellValue] {
    [.text(written(random.pick(["", "2025年", "附件2："], or: "") + definition.title.zh + "台账"))]
  }

  /// The required fields and most of the template's, in any order.
  private mutating func columns(_ definition: LedgerDefinition, without left: Set<FieldID> = []) -> [Column] {
    var fields = definition.fields.filter { field in
      field.id != "seq" && !left.contains(field.id)
        && (field.isRequired || (field.inTemplate && random.chance(0.7)))
    }
    if random.chance(0.5) { fields.shuffle(using: &random) }
    return fields.map { field in
      let words = ([field.title.zh] + field.synonyms.prefix(4)).filter {
        !$0.contains("/") && !$0.contains("#") && !$0.utf8.contains { $0 < 0x80 }
      }
      let word = random.pick(words, or: field.title.zh)
      return Column(field: field, header: written(DerangedLayout.spelled(word, field, &random)))
    }
  }

  private mutating func record(_ columns: [Column]) -> (values: [FieldID: FieldValue], cells: [CellValue]) {
    var values: [FieldID: FieldValue] = [:]
    var cells: [CellValue] = []
    for column in columns {
      let isBlank = !column.field.isRequired && !column.field.fillsDown && random.chance(0.1)
      let (value, cell) = isBlank ? (.missing, .empty) : samples.value(of: column.field, &random)
      values[column.field.id] = value
      cells.append(cell)
    }
    return (values, cells)
  }

  /// A list with its header, without anything around it.
  private mutating func list(
    _ definition: LedgerDefinition, sheet: String, left: Int = 0, without fields: Set<FieldID> = [],
    records count: Int
  ) -> (rows: [[CellValue]], table: Table) {
    let columns = columns(definition, without: fields)
    var table = Table(ledger: definition.id, sheet: sheet)
    for (index, column) in columns.enumerated() { table.columns[column.field.id] = left + index }
    var rows: [[CellValue]] = [columns.map { .text($0.header) }]
    for _ in 0..<count {
      let (values, cells) = record(columns)
      table.records.append(values)
      rows.append(cells)
    }
    return (rows, table)
  }

  // MARK: Shapes

  private mutating func cards(_ definition: LedgerDefinition) {
    var columns = columns(definition)
    // A card says each thing once, and its labels are not answers.
    let perRow = columns.count >= 8 ? random.pick([2, 3, 4], or: 2) : 2
    if columns.count < 6 {
      columns = definition.fields.filter { $0.isRequired || $0.inTemplate }.filter { $0.id != "seq" }.prefix(
        12
      )
      .map { Column(field: $0, header: written($0.title.zh)) }
    }
    var table = Table(ledger: definition.id, sheet: "Sheet1")
    var rows: [[CellValue]] = []
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let (values, cells) = record(columns)
      table.records.append(values)
      rows.append([.text(written(definition.title.zh + "登记表"))])
      for start in stride(from: 0, to: columns.count, by: perRow) {
        var row: [CellValue] = []
        for index in start..<min(start + perRow, columns.count) {
          if table.columns[columns[index].field.id] == nil {
            // The value's cell, right of its label.
            table.columns[columns[index].field.id] = row.count + 1
          }
          row += [.text(columns[index].header), cells[index]]
        }
        rows.append(row)
      }
      rows.append([])
    }
    sheets = [Sheet(name: "Sheet1", values: rows)]
    tables = [table]
  }

  private mutating func sideways(_ definition: LedgerDefinition) {
    let columns = columns(definition)
    var table = Table(ledger: definition.id, sheet: "Sheet1")
    // The cell of the first record's value.
    for column in columns { table.columns[column.field.id] = 1 }
    let records = (0..<Int.random(in: 2...5, using: &random)).map { _ in record(columns) }
    table.records = records.map(\.values)
    var rows: [[CellValue]] = [title(definition)]
    for (index, column) in columns.enumerated() {
      rows.append([.text(column.header)] + records.map { $0.cells[index] })
    }
    sheets = [Sheet(name: "Sheet1", values: rows)]
    tables = [table]
  }

  private mutating func stacked(_ definitions: [LedgerDefinition]) {
    var rows: [[CellValue]] = []
    for definition in definitions {
      rows.append(title(definition))
      let (own, table) = list(
        definition, sheet: "Sheet1", records: Int.random(in: 1...6, using: &random))
      rows += own
      tables.append(table)
      if random.chance(0.5) { rows.append([.text(written("合计"))]) }
      rows += [[CellValue]](repeating: [], count: Int.random(in: 1...3, using: &random))
    }
    sheets = [Sheet(name: "Sheet1", values: rows)]
  }

  private mutating func sideBySide(_ definitions: [LedgerDefinition]) {
    var rows: [[CellValue]] = []
    var left = 0
    for definition in definitions {
      let (list, table) = list(
        definition, sheet: "Sheet1", left: left, records: Int.random(in: 2...6, using: &random))
      let own = [title(definition)] + list
      tables.append(table)
      for (index, row) in own.enumerated() {
        if index == rows.count { rows.append([]) }
        rows[index] += [CellValue](repeating: .empty, count: left - rows[index].count) + row
      }
      left += list[0].count + random.pick([1, 2], or: 1)
    }
    sheets = [Sheet(name: "Sheet1", values: rows)]
  }

  private mutating func ticks(_ definition: LedgerDefinition) {
    let columns = columns(definition)
    var table = Table(ledger: definition.id, sheet: "Sheet1")
    var top: [CellValue] = []
    var bottom: [CellValue] = []
    var merges: [CellRange] = []
    var terms: [FieldID: [String]] = [:]
    for column in columns {
      let first = top.count
      table.columns[column.field.id] = first
      // Two terms of a closed list of a few.
      let list = catalog.codeList(of: column.field)
      if column.field.kind == .code, let list, !list.isOpen, list.terms.count <= 5 {
        terms[column.field.id] = list.terms.prefix(2).map(\.term)
        top += [.text(written(column.field.title.zh)), .empty]
        bottom += list.terms.prefix(2).map { .text(written($0.term)) }
      } else {
        top.append(.text(column.header))
        bottom.append(.empty)
      }
      let isGroup = top.count > first + 1
      merges.append(
        CellRange(
          CellReference(row: 1, column: first), CellReference(row: isGroup ? 1 : 2, column: top.count - 1)))
    }
    var rows: [[CellValue]] = [title(definition), top]
    if terms.isEmpty {
      merges = []
    } else {
      rows.append(bottom)
    }
    for _ in 0..<Int.random(in: 3...6, using: &random) {
      var (values, cells) = record(columns)
      var row: [CellValue] = []
      for (index, column) in columns.enumerated() {
        guard let choices = terms[column.field.id] else {
          row.append(cells[index])
          continue
        }
        let choice = random.pick(choices, or: choices[0])
        values[column.field.id] = .text(choice)
        row += choices.map { $0 == choice ? .text("√") : .empty }
      }
      cells = row
      table.records.append(values)
      rows.append(cells)
    }
    sheets = [Sheet(name: "Sheet1", values: rows, mergedRanges: merges)]
    tables = [table]
  }

  private static let branches = ["机关第一党支部", "机关第二党支部", "离退休干部党支部"]

  private mutating func branchSheets(_ definition: LedgerDefinition) {
    for branch in Self.branches {
      var (rows, table) = list(
        definition, sheet: branch, without: ["branch"], records: Int.random(in: 1...5, using: &random))
      if definition["branch"] != nil {
        for index in table.records.indices { table.records[index]["branch"] = .text(branch) }
      }
      rows.insert(title(definition), at: 0)
      sheets.append(Sheet(name: branch, values: rows))
      tables.append(table)
    }
  }

  private mutating func branchRows(_ definition: LedgerDefinition) {
    let hasBranch = definition["branch"] != nil
    var (rows, table) = list(definition, sheet: "Sheet1", without: ["branch"], records: 6)
    let width = max(rows[0].count, 2)
    rows.insert(title(definition), at: 0)
    var merges: [CellRange] = []
    if hasBranch {
      // Row 0 is the title, row 1 the header.
      for (index, branch) in Self.branches.prefix(2).enumerated() {
        let row = 2 + index * 4
        rows.insert([.text(written(branch))], at: row)
        merges.append(
          CellRange(CellReference(row: row, column: 0), CellReference(row: row, column: width - 1)))
        for record in index * 3..<index * 3 + 3 { table.records[record]["branch"] = .text(branch) }
      }
    }
    sheets = [Sheet(name: "Sheet1", values: rows, mergedRanges: merges)]
    tables = [table]
  }

  private mutating func months() {
    var table = Table(ledger: "dues", sheet: "Sheet1")
    table.columns["name"] = 0
    table.columns["income"] = 1
    let style = random.pick([0, 1, 2, 3], or: 0)
    var top: [CellValue] = [.text("姓名"), .text(written("计算基数"))]
    var bottom: [CellValue] = [.empty, .empty]
    var merges: [CellRange] = []
    for month in 1...12 {
      let column = top.count
      let numeral = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"][month - 1]
      top += [.text(["\(month)月", "\(numeral)月", "2025年\(month)月", "2025.\(month)"][style]), .empty]
      bottom += [.text(written("应缴")), .text(written("实缴"))]
      merges.append(
        CellRange(CellReference(row: 1, column: column), CellReference(row: 1, column: column + 1)))
      table.columns[FieldID(rawValue: month < 10 ? "m0\(month)" : "m\(month)")] = column + 1
      if month == 1 { table.columns["monthly_due"] = column }
    }
    var rows: [[CellValue]] = [[.text(written("2025年度党费收缴台账"))], top, bottom]
    for number in 0..<4 {
      var values: [FieldID: FieldValue] = [
        "name": .text(["张三", "李四", "王五", "赵六"][number]), "income": .number(4000), "monthly_due": .number(40),
      ]
      var row: [CellValue] = [.text(["张三", "李四", "王五", "赵六"][number]), 4000]
      for month in 1...12 {
        row += [40, .number(Double(30 + month))]
        values[FieldID(rawValue: month < 10 ? "m0\(month)" : "m\(month)")] = .number(Decimal(30 + month))
      }
      rows.append(row)
      table.records.append(values)
    }
    sheets = [Sheet(name: "Sheet1", values: rows, mergedRanges: merges)]
    tables = [table]
  }
}
