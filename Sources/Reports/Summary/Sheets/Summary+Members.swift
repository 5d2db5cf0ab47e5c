import Diagnostics
import SpreadsheetModel
import XLSX

extension Summary {
  /// 党组织情况: what each organisation is, and how many it has.
  var organisations: SummarySheet {
    let table = tables[.organisations]
    let members = tables[.members]
    // All that are listed, scored or not; records of no known organisation belong to none.
    let names = table.rows.compactMap { row -> String? in
      if case .text(let name) = row[SummaryColumns.organisation] { name } else { nil }
    }
    return sheet("党组织情况", "Organisations", columns: 11) { sheet in
      let columns = [
        SummaryColumn(text(SummaryWords.organisation), width: CrossTable.nameWidth(names), .text),
        SummaryColumn(text("类别", "Kind"), width: 12, .center),
        SummaryColumn(text("书记", "Secretary"), width: 12, .center),
        SummaryColumn(text("党员（名册）", "Members listed"), width: 9, total: .sum),
        SummaryColumn(text("正式", "Full"), width: 9, total: .sum),
        SummaryColumn(text("预备", "Probationary"), width: 9, total: .sum),
        SummaryColumn(text("党员（填报）", "Members stated"), width: 9, total: .sum),
        SummaryColumn(text("党小组", "Groups"), width: 9, total: .sum),
        SummaryColumn(text("支委人数", "Committee"), width: 9, total: .sum),
        SummaryColumn(text("届满时间", "Term ends"), width: 13, .date),
        SummaryColumn(text("换届状态", "State"), width: 16, .center),
      ]
      let first = sheet.row + 1
      let rows = names.enumerated().map { index, name -> [SummaryCell] in
        let reference = "$A\(first + index + 1)"
        let owner = Condition(SummaryColumns.organisation, .equal(.text(name)), in: reference)
        func looked(_ column: Int) -> SummaryCell { lookUp(column, of: name, in: table, by: reference) }
        func category(_ term: String) -> SummaryCell {
          typealias Member = SummaryColumns.Member
          return .figure(
            .count(members, [owner, equal(Member.category, term)])
              .reported(in: members, [owner, Condition(Member.category, .present)], else: notReported))
        }
        return [
          .text(name), looked(SummaryColumns.Organisation.kind),
          looked(SummaryColumns.Organisation.secretary),
          .figure(.count(members, [owner]).reported(in: members, [owner], else: notReported)),
          category("正式党员"), category("预备党员"), looked(SummaryColumns.Organisation.stated),
          looked(SummaryColumns.Organisation.groups), looked(SummaryColumns.Organisation.committee),
          looked(SummaryColumns.Organisation.termEnd), looked(SummaryColumns.Organisation.state),
        ]
      }
      sheet.table(columns, rows: rows, total: totalWords, freezes: true)
      sheet.note(
        text(
          "党员（名册）按党员名册逐人计算，党员（填报）是党组织台账上填的数，只作对照，不相加；上级党组织填的数含下级，不再计入合计。届满时间与检查规则同一算法：以填报的届满时间为准，没有填的按选举时间和任期推算，换届台账有新选举或延期批复的从其规定。",
          "Members listed are counted from rosters, members stated are what the list of organisations says; they are compared, not added up, and what a superior states with those below is in no total. The end of a term is the one the rules use: as stated, else the election and its years; later elections and leave to postpone count."
        ))
    }
  }

  /// A value of an organisation's row of a data table, by its name.
  private func lookUp(
    _ column: DataTable.Column, of name: String, in table: DataTable, by reference: String
  ) -> SummaryCell {
    let owner = Condition(SummaryColumns.organisation, .equal(.text(name)))
    let value = table.rows(where: [owner]).first { _ in true }.map { $0[column] } ?? .empty
    let result: CellValue = value.isEmpty ? .text("") : value
    var number: Double?
    if case .number(let found) = value { number = found }
    let found = "INDEX(\(table.range(of: column)),MATCH(\(reference),\(table.range(of: 0)),0))"
    return SummaryCell(
      .formula("IFERROR(IF(\(found)=\"\",\"\",\(found)),\"\")", result: result), number: number)
  }

  /// 党员结构: category, gender, nationality and education, by organisation.
  var members: SummarySheet {
    typealias Column = SummaryColumns.Member
    var measures: [CrossTable.Measure] = [
      .init(text("党员", "Members"), width: 7.5),
      .init(text("正式", "Full"), width: 7, where: [equal(Column.category, "正式党员")]),
      .init(text("预备", "Prob."), width: 7, where: [equal(Column.category, "预备党员")]),
      .init(text("男", "Men"), width: 7, where: [equal(Column.gender, "男")]),
      .init(text("女", "Women"), width: 7.5, where: [equal(Column.gender, "女")]),
      .init(
        text("少数民族", "Minorities"), width: 7.5,
        where: [equal(Column.minority, SummaryWords.minority)]),
    ]
    let firstLevel = measures.count + 1
    for level in SummaryBands.educations {
      measures.append(.init(text(level.title), width: 9, where: [equal(Column.level, level.title)]))
    }
    let levels = firstLevel...measures.count
    measures += [
      .init(text("离退休", "Retired"), width: 8, where: [equal(Column.retired, SummaryWords.yes)]),
      .init(text("流动", "Mobile"), width: 7.5, where: [equal(Column.mobile, SummaryWords.yes)]),
      .init(text("困难", "Hardship"), width: 7.5, where: [equal(Column.difficulty, SummaryWords.yes)]),
    ]
    return sheet("党员结构", "Members", of: [.members], columns: measures.count + 1) { sheet in
      let table = add(measures, over: .members, to: &sheet)
      guard let total = table.totalRow else { return }
      sheet.charts([
        chart(.column, text("性别", "Gender"), of: table, row: total, columns: 4...5),
        chart(.column, text("学历", "Education"), of: table, row: total, columns: levels),
      ])
    }
  }

  /// 年龄和党龄: bands of age and of years since joining, by organisation and by each other.
  var ages: SummarySheet {
    typealias Column = SummaryColumns.Member
    func bands(
      _ column: DataTable.Column, _ titles: [Phrase], _ unknown: (String, String)
    ) -> [CrossTable.Measure] {
      titles.map { .init(text($0), width: 9.5, where: [equal(column, $0)]) }
        + [
          .init(text(unknown.0, unknown.1), width: 8, where: [equal(column, SummaryWords.notFilled)])
        ]
    }
    let ages = SummaryBands.ages.map(\.title)
    let standings = SummaryBands.standings.map(\.title)
    let measures: [CrossTable.Measure] =
      [.init(text("党员", "Members"), width: 8)]
      + bands(Column.ageBand, ages, ("年龄未填", "Age not stated"))
      + bands(Column.standingBand, standings, ("党龄未填", "Joining not stated"))
    return sheet("年龄和党龄", "Ages", of: [.members], columns: measures.count + 1) { sheet in
      let table = add(measures, over: .members, to: &sheet)
      guard let total = table.totalRow else { return }
      sheet.charts([
        chart(.column, text("年龄", "Age"), of: table, row: total, columns: 2...ages.count + 1),
        chart(
          .column, text("党龄", "Years since joining"), of: table, row: total,
          columns: ages.count + 3...ages.count + standings.count + 2),
      ])
      sheet.section(text("年龄与党龄交叉", "Age by years since joining"))
      let first = sheet.row + 1
      let rows = (ages + [SummaryWords.notFilled]).enumerated().map { index, age -> [SummaryCell] in
        let band = Condition(Column.ageBand, .equal(.text(text(age))), in: "$A\(first + index + 1)")
        return [.text(text(age)), .figure(.count(tables[.members], [band]))]
          + (standings + [SummaryWords.notFilled]).map {
            .figure(.count(tables[.members], [band, equal(Column.standingBand, $0)]))
          }
      }
      sheet.table(
        [
          SummaryColumn(text("年龄", "Age"), .text),
          SummaryColumn(text("党员", "Members"), total: .sum),
        ]
          + (standings.map(text) + [text("党龄未填", "Joining not stated")]).map {
            SummaryColumn($0, total: .sum)
          }, rows: rows, total: totalWords, setsWidths: false)
    }
  }
}
