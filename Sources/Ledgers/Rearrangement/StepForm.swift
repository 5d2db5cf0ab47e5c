import SpreadsheetModel

/// A form that lists the steps of one person's admission down the page, each with its day: `步骤 | 完成时间 |
/// 纪实内容` below the person's name. It is one record, with a field a step.
struct StepForm {
  /// Where the columns of the steps stand.
  private struct Header {
    var row: Int
    var stage: Int?
    var step: Int
    var time: Int
    var content: Int?
  }

  private static let steps: Set<String> = [
    "步骤", "环节", "程序", "工作程序", "工作步骤", "发展步骤", "工作环节", "流程", "工作流程", "步骤名称", "主要步骤", "发展程序", "具体步骤", "程序步骤",
  ]
  private static let times: Set<String> = [
    "完成时间", "时间", "日期", "完成日期", "办理时间", "起止时间", "实际完成时间", "具体时间", "办理日期", "落实时间",
  ]
  private static let stages: Set<String> = ["阶段", "工作阶段", "发展阶段", "所处阶段", "培养阶段"]
  private static let contents: Set<String> = [
    "纪实内容", "内容", "情况", "工作纪实", "纪实", "办理情况", "主要内容", "具体内容", "完成情况", "工作内容", "情况记录", "备注",
  ]
  private static let rowLimit = 30

  private let grid: SheetGrid
  private let reader: LedgerReader
  private let ledger: Int
  private let headers: [Header]

  /// The form on a sheet; `nil` where no header of steps stands there.
  init?(grid: SheetGrid, reader: LedgerReader) {
    guard let ledger = reader.catalog.ledgers.firstIndex(where: { $0.id == "admission" }) else { return nil }
    var headers: [Header] = []
    for row in grid.sheet.rows {
      if headers.isEmpty, row.index > Self.rowLimit { return nil }
      if let header = Self.header(row) { headers.append(header) }
    }
    guard !headers.isEmpty else { return nil }
    self.grid = grid
    self.reader = reader
    self.ledger = ledger
    self.headers = headers
  }

  private static func header(_ row: Row) -> Header? {
    var found: [String: Int] = [:]
    for cell in row.cells {
      guard case .text(let text) = cell.value, text.utf8.count <= 40 else { continue }
      let name = HeaderVocabulary.hanBeginning(of: text)
      for (kind, words) in [("step", steps), ("time", times), ("stage", stages), ("content", contents)]
      where words.contains(name) && found[kind] == nil {
        found[kind] = cell.column
      }
    }
    guard let step = found["step"], let time = found["time"] else { return nil }
    return Header(row: row.index, stage: found["stage"], step: step, time: time, content: found["content"])
  }

  // MARK: The list

  /// A value of the record with the header it will stand under.
  private struct Entry {
    var texts: [String]
    var label: RearrangedSheet.Origin
    var value: RearrangedSheet.Placed
  }

  /// The form as a list with a record for each header of steps; `nil` where few steps are known.
  func list() -> RearrangedSheet? {
    var records: [[Entry]] = []
    for (position, header) in headers.enumerated() {
      let from = position == 0 ? 0 : endOfSteps(headers[position - 1])
      records.append(labels(rows: from..<header.row) + steps(header))
    }
    let all = records.joined()
    guard Set(all.map(\.texts.last)).count >= 4,
      let top = all.map(\.value.origin.row).min().map({ min($0, headers[0].row) })
    else { return nil }
    var places: [[String]: Int] = [:]
    var columns: [RearrangedSheet.Column] = []
    for entry in all where places[entry.texts] == nil {
      places[entry.texts] = columns.count
      columns.append(.init(texts: entry.texts, origins: [entry.label]))
    }
    var list = RearrangedSheet(grid.sheet, columns: columns, headerRow: top, arrangement: .card)
    for entry in all { list.claim(entry.label.cell) }
    for header in headers { claimHeader(header, in: &list) }
    for record in records {
      guard let first = record.first else { continue }
      let blank = RearrangedSheet.Placed(value: Cell(column: 0, value: .empty), origin: first.value.origin)
      var cells = [RearrangedSheet.Placed](repeating: blank, count: columns.count)
      for entry in record { if let place = places[entry.texts] { cells[place] = entry.value } }
      list.append(cells, isHidden: false)
    }
    return list
  }

  /// Counts the header, the stages and the steps' numbers as understood.
  private func claimHeader(_ header: Header, in list: inout RearrangedSheet) {
    for cell in grid.sheet.row(at: header.row)?.cells ?? [] {
      list.claim(CellReference(row: header.row, column: cell.column))
    }
    let end = endOfSteps(header)
    for row in grid.sheet.rows where row.index > header.row && row.index < end {
      if let stage = header.stage { list.claim(CellReference(row: row.index, column: stage)) }
      for cell in row.cells where cell.column < header.step && !RowClassifier.isBlank(cell) {
        if grid.text(of: cell).flatMap({ NumberText(CleanText($0).text) }) != nil {
          list.claim(CellReference(row: row.index, column: cell.column))
        }
      }
    }
  }

  /// The row after the last step below a header: the next header's labels may follow.
  private func endOfSteps(_ header: Header) -> Int {
    let next = headers.first { $0.row > header.row }?.row ?? Int.max
    var end = header.row + 1
    for row in grid.sheet.rows where row.index > header.row && row.index < next {
      guard grid.text(row: row.index, column: header.step) != nil,
        row.index - end < 2
      else { break }
      if isLabelRow(row, header) { break }
      end = row.index + 1
    }
    return end
  }

  /// Whether a row begins the next form: 姓名 stands in it.
  private func isLabelRow(_ row: Row, _ header: Header) -> Bool {
    row.cells.contains { cell in
      guard case .text(let text) = cell.value else { return false }
      return reader.vocabulary.memo.text(text).name == "姓名"
    }
  }

  /// Labels with their values at the right, as far as the ledger knows them.
  private func labels(rows: Range<Int>) -> [Entry] {
    var entries: [Entry] = []
    for row in grid.sheet.rows where rows.contains(row.index) {
      for (position, cell) in row.cells.enumerated() {
        guard case .text(let text) = cell.value, text.utf8.count <= 60 else { continue }
        let header = reader.vocabulary.memo.text(text)
        guard reader.vocabulary.field(named: header.name, in: ledger) != nil else { continue }
        let own = CellReference(row: row.index, column: cell.column)
        let after = (grid.merge(covering: own)?.columns.upperBound ?? own.column) + 1
        guard let value = row.cells.dropFirst(position + 1).first, value.column == after else { continue }
        entries.append(
          Entry(
            texts: [text], label: .init(cell: own, text: text),
            value: .init(value: value, origin: CellReference(row: row.index, column: value.column))))
      }
    }
    return entries
  }

  /// The days of the steps, and what stands beside them.
  private func steps(_ header: Header) -> [Entry] {
    var entries: [Entry] = []
    for row in grid.sheet.rows where row.index > header.row && row.index < endOfSteps(header) {
      guard let cell = row[header.step], case .text(let step) = cell.value, !RowClassifier.isBlank(cell)
      else {
        continue
      }
      let stage = header.stage.flatMap { grid.text(row: row.index, column: $0) } ?? ""
      let label = RearrangedSheet.Origin(
        cell: CellReference(row: row.index, column: header.step), text: step)
      func place(_ column: Int) -> RearrangedSheet.Placed? {
        row[column].flatMap { RowClassifier.isBlank($0) ? nil : $0 }.map {
          .init(value: $0, origin: CellReference(row: row.index, column: column))
        }
      }
      if let time = place(header.time) {
        let name = HeaderText(step).name + "时间"
        let isDay = self.kind(of: texts(stage, name)).map { $0 == .date || $0 == .dateOrMonth } ?? false
        entries.append(Entry(texts: texts(stage, isDay ? name : step + "完成时间"), label: label, value: time))
      }
      if let content = header.content.flatMap(place) {
        entries += details(of: content, stage: stage, step: HeaderText(step).name, label: label)
      }
    }
    return entries
  }

  /// What a step's remark says that the ledger has a field for: persons, a verdict, hours, votes.
  private func details(
    of content: RearrangedSheet.Placed, stage: String, step: String, label: RearrangedSheet.Origin
  ) -> [Entry] {
    guard case .text(let text) = content.value.value else { return [] }
    var entries: [Entry] = []
    let hasHours = text.has("学时") || text.has("课时")
    for name in hasHours ? [step + "学时"] : [step] {
      let kind = self.kind(of: texts(stage, name))
      if let kind, kind != .date, kind != .dateOrMonth {
        entries.append(Entry(texts: texts(stage, name), label: label, value: content))
      }
    }
    // 应到11人，实到11人，赞成11票
    for part in text.split(whereSeparator: { "，,；;、。 ".contains($0) }) {
      let number = part.drop { !$0.isNumber }
      let word = part.prefix(part.count - number.count)
      guard let name = Self.votes[String(word)], let count = Double(number.prefix { $0.isNumber }) else {
        continue
      }
      var value = content
      value.value.value = .number(count)
      entries.append(Entry(texts: texts(stage, name), label: label, value: value))
    }
    return entries
  }

  private static let votes = [
    "应到": "应到人数", "实到": "实到人数", "赞成": "赞成票数", "同意": "赞成票数", "反对": "反对票数", "不同意": "反对票数", "弃权": "弃权票数",
  ]

  private func texts(_ stage: String, _ name: String) -> [String] { stage.isEmpty ? [name] : [stage, name] }

  /// What the field of a header holds, if the ledger has one.
  private func kind(of texts: [String]) -> FieldKind? {
    let path = HeaderPath(column: 0, texts: texts, memo: reader.vocabulary.memo)
    let found = ColumnMatcher(vocabulary: reader.vocabulary).candidates(for: [path])[0]
    return found.first { $0.ledger == ledger }.map { reader.catalog.ledgers[ledger].fields[$0.field].kind }
  }
}
