import Diagnostics
import SpreadsheetModel

extension Summary {
  private static let kinds = [
    Phrase(zh: "支部党员大会", en: "Members' meeting"), Phrase(zh: "支委会", en: "Committee"),
    Phrase(zh: "党小组会", en: "Group"), Phrase(zh: "党课", en: "Lecture"),
    Phrase(zh: "主题党日", en: "Theme day"), Phrase(zh: "组织生活会", en: "Organisational life"),
    Phrase(zh: "民主评议", en: "Appraisal"), Phrase(zh: "集体学习", en: "Study"),
  ]

  private static let talk = Phrase(zh: "谈心谈话", en: "Talks")

  /// What tells meetings from talks, which are no meetings wherever they are written down.
  var isMeeting: Condition { Condition(SummaryColumns.Meeting.kind, .notEqual(.text(Self.talk.zh))) }

  /// 组织生活: how often, by month (shaded) and quarter, for each organisation.
  var meetings: SummarySheet {
    typealias Column = SummaryColumns.Meeting
    var measures = input.period.months.map { month in
      CrossTable.Measure(
        text("\(month)月", Self.months[month - 1]), width: 6.5,
        where: [equal(Column.month, month), isMeeting],
        known: [isMeeting])
    }
    let heat = 1...measures.count
    let quarters = Set(input.period.months.map { ($0 - 1) / 3 + 1 }).sorted()
    if quarters.count > 1 {
      measures += quarters.map {
        .init(
          text("\($0)季度", "Q\($0)"), width: 8, where: [equal(Column.quarter, $0), isMeeting],
          known: [isMeeting])
      }
    }
    measures.append(.init(totalTitle, width: 8, where: [isMeeting], known: [isMeeting]))
    return sheet("组织生活", "Meetings", of: [.meetings], columns: max(measures.count + 1, 6)) { sheet in
      let table = add(measures, over: .meetings, to: &sheet, heat: heat)
      guard let total = table.totalRow else { return }
      sheet.note(
        text(
          "底色由浅到深表示次数由少到多；没有记录的月份显示“-”，没有报送的写“未报”。谈心谈话另计，不在次数内。",
          "The deeper the shade, the more meetings; a month without any shows -. Talks are counted apart."))
      guard input.period.months.count > 1 else { return }
      sheet.charts([
        chart(
          .column, text("各月组织生活次数", "Meetings by month"), of: table, row: total, columns: heat)
      ])
    }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// 组织生活分类: by kind, for each organisation.
  var meetingKinds: SummarySheet {
    typealias Column = SummaryColumns.Meeting
    var kinds = Self.kinds.map { kind in
      CrossTable.Measure(text(kind), width: 9.5, where: [equal(Column.kind, kind.zh)], known: [isMeeting])
    }
    kinds.append(
      .init(
        text("其他", "Other"), width: 8,
        where: (Self.kinds + [Self.talk]).map { Condition(Column.kind, .notEqual(.text($0.zh))) },
        known: [isMeeting]))
    let talks = CrossTable.Measure(
      text("另：谈心谈话", "Besides: talks"), width: 10, where: [equal(Column.kind, Self.talk.zh)])
    let measures =
      [CrossTable.Measure(totalTitle, width: 8, where: [isMeeting], known: [isMeeting])] + kinds + [talks]
    return sheet("组织生活分类", "Meetings by kind", of: [.meetings], columns: measures.count + 1) { sheet in
      let table = add(measures, over: .meetings, to: &sheet)
      guard let total = table.totalRow else { return }
      sheet.charts([
        chart(
          .column, text("各类组织生活次数", "Meetings by kind"), of: table, row: total,
          columns: 2...kinds.count + 1)
      ])
    }
  }

  /// 党费: due, paid and in arrears, for each organisation.
  var dues: SummarySheet {
    typealias Column = SummaryColumns.Dues
    let measures: [CrossTable.Measure] = [
      .init(
        text("应缴（元）", "Due"), width: 14, .money, sum: Column.due,
        known: [Condition(Column.due, .present)]),
      .init(text("实缴（元）", "Paid"), width: 14, .money, sum: Column.paid),
      .init(
        text("欠缴（元）", "Arrears"), width: 13, .money, sum: Column.arrears,
        known: [Condition(Column.due, .present)]),
      .init(
        text("多缴（元）", "Overpaid"), width: 13, .money, sum: Column.overpaid,
        known: [Condition(Column.due, .present)]),
      .init(text("收缴率", "Rate"), width: 10, share: 1, of: 0),
      .init(
        text("欠缴人次", "Payments owed"), width: 10, where: [Condition(Column.arrears, .more(0))],
        known: [Condition(Column.due, .present)]),
    ]
    return sheet("党费", "Dues", of: [.dues], columns: measures.count + 1) { sheet in
      let table = add(measures, over: .dues, to: &sheet)
      sheet.note(
        text(
          "应缴－实缴＝欠缴－多缴；欠缴、多缴逐人逐月计算，不相互抵补。减免、未到月份、入党以前和转出以后的月份不计，一次交几个月的分到各月；台账没有应缴数的写“未报”。",
          "Due less paid is arrears less overpaid; both are counted by member and month. Months excused, to come, before joining or after leaving are left out, and a payment for several months is shared among them."
        ))
      if tables.condensesDues {
        sheet.note(
          text(
            "记录超过一张工作表的行数：数据表里没有欠缴的，按党组织和月份合并成一行；金额和欠缴人次不变。",
            "More records than a sheet has rows: on the data sheet those without arrears are put together by organisation and month; sums and payments owed stay as they are."
          ))
      }
      guard !table.rows.isEmpty, table.rows.count <= Self.organisationsInPicture else { return }
      sheet.charts(
        [
          SummaryChart(
            .bar, text("各党组织党费收缴", "Dues by organisation"),
            series: [
              SummaryChart.Series(name: text("应缴", "Due"), categories: table.down(0), values: table.down(1)),
              SummaryChart.Series(
                name: text("实缴", "Paid"), categories: table.down(0), values: table.down(2),
                color: SummaryChart.gold),
            ])
        ], height: max(320, table.rows.count * 30 + 90))
    }
  }

  /// 教育培训: sessions, hours and hours for each member.
  var training: SummarySheet {
    typealias Column = SummaryColumns.Training
    let measures: [CrossTable.Measure] = [
      .init(text("培训人次", "Attendances"), width: 13),
      .init(
        text("学时合计", "Hours"), width: 13, .decimal, sum: Column.hours,
        known: [Condition(Column.hours, .present)]),
    ]
    return sheet("教育培训", "Training", of: [.trainings], columns: 5, isLandscape: false) { sheet in
      let table = cross(.trainings)
      let members = tables[.members]
      let first = sheet.row + 1
      let rows = table.rows(measures, firstRow: first).enumerated().map { index, cells -> [SummaryCell] in
        let row = first + index + 1
        let owner = Condition(
          SummaryColumns.organisation, .equal(.text(tables.organisations[index])), in: "$A\(row)")
        let isKnown = tables.organisations[index] != tables.unknownOrganisation
        let count = Figure.count(members, [owner]).reported(
          in: members, [owner], else: isKnown ? notReported : "")
        return cells + [
          .figure(count), .share(("C\(row)", cells[2].number), of: ("D\(row)", count.value)),
        ]
      }
      sheet.table(
        table.columns(measures) + [
          SummaryColumn(text("党员", "Members"), width: 12, total: .sum),
          SummaryColumn(
            text("人均学时", "Hours each"), width: 12, .decimal, total: .share(part: 2, whole: 3)),
        ], rows: rows, total: totalWords, freezes: true)
      sheet.note(
        text(
          "党员每年集中学习培训时间一般不少于32学时（《中国共产党党员教育管理工作条例》第二十条）。",
          "Members are generally to train at least 32 hours a year (regulation on education and management of members, article 20)."
        ))
    }
  }

  /// 民主评议: results by organisation.
  var appraisals: SummarySheet {
    typealias Column = SummaryColumns.Appraisal
    let results = [
      Phrase(zh: "优秀", en: "Excellent"), Phrase(zh: "合格", en: "Qualified"),
      Phrase(zh: "基本合格", en: "Basically qualified"), Phrase(zh: "不合格", en: "Not qualified"),
    ]
    let measures =
      [CrossTable.Measure(text("参评", "Appraised"), width: 11)]
      + results.map {
        CrossTable.Measure(text($0), width: 11, where: [equal(Column.result, $0.zh)])
      } + [CrossTable.Measure(text("优秀比例", "Excellent"), width: 11, share: 1, of: 0)]
    return sheet("民主评议", "Appraisal", of: [.appraisals], columns: measures.count + 1, isLandscape: false) {
      sheet in
      let table = add(measures, over: .appraisals, to: &sheet)
      sheet.note(
        text("优秀等次一般不超过党员总数的三分之一。", "No more than a third are generally rated excellent."))
      guard let total = table.totalRow else { return }
      sheet.charts([
        chart(.column, text("评议等次", "Results"), of: table, row: total, columns: 2...results.count + 1)
      ])
    }
  }
}
