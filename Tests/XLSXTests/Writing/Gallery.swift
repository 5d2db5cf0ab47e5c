import SpreadsheetModel
import XLSX

/// Workbooks that show one family of features each; every judge looks at all of them.
enum Gallery {
  static let all: [(name: String, make: @Sendable () -> XLSXWriter)] = [
    ("charts", charts), ("rules", rules), ("tables", tables), ("looks", looks), ("formulas", formulas),
    ("things", things),
  ]

  static func charts() -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("数据") { sheet in
      sheet.write(row: 0, ["季度", "应到", "实到", "到会率"])
      let rows: [(String, Double, Double)] = [
        ("一季度", 120, 108), ("二季度", 126, 117), ("三季度", 119, 95), ("四季度", 131, 128),
      ]
      let percent = sheet.style(CellStyle(numberFormat: NumberFormat(code: "0.0%")))
      for (index, row) in rows.enumerated() {
        sheet.write(
          row: index + 1, [.text(row.0), .number(row.1), .number(row.2), .number(row.2 / row.1)],
          styles: [.default, .default, .default, percent])
      }
    }
    let kinds: [(String, ChartKind)] = [
      ("柱形", .column), ("堆积柱形", .stackedColumn), ("百分比柱形", .percentStackedColumn), ("条形", .bar),
      ("堆积条形", .stackedBar), ("百分比条形", .percentStackedBar), ("折线", .line),
      ("带标记折线", .lineWithMarkers), ("平滑线", .smoothLine), ("堆积折线", .stackedLine), ("面积", .area),
      ("堆积面积", .stackedArea), ("百分比面积", .percentStackedArea), ("饼", .pie), ("圆环", .doughnut),
      ("散点", .scatter), ("连线散点", .scatterWithLines), ("平滑散点", .smoothScatter), ("雷达", .radar),
      ("标记雷达", .radarWithMarkers), ("填充雷达", .filledRadar),
    ]
    func data(_ a1: String) -> SheetReference {
      SheetReference(sheet: "数据", range: CellRange(a1: a1) ?? CellRange(CellReference(row: 0, column: 0)))
    }
    book.sheet("图表") { sheet in
      sheet.page = .portraitA4
      for (index, (title, kind)) in kinds.enumerated() {
        var chart = Chart(kind, tabulated: data("A1:C5"), title: title)
        if kind == .pie || kind == .doughnut {
          chart.series.removeLast()
          chart.series[0].labels = ChartSeries.Labels(value: false, percentage: true)
        }
        if [.scatter, .scatterWithLines, .smoothScatter].contains(kind) {
          chart.series = [
            ChartSeries(name: .cell(data("C1")), categories: data("B2:B5"), values: data("C2:C5"))
          ]
        }
        sheet.chart(
          chart, at: CellReference(row: index / 3 * 13, column: index % 3 * 5), width: 310, height: 230)
      }
    }
    book.sheet("组合") { sheet in
      var chart = Chart(.column, tabulated: data("A1:D5"), title: "到会人数与到会率")
      chart.series[2].kind = .lineWithMarkers
      chart.series[2].usesSecondaryAxis = true
      chart.series[2].labels = ChartSeries.Labels(position: .above, numberFormat: "0%")
      chart.series[0].labels = ChartSeries.Labels(position: .outsideEnd)
      chart.valueAxis.title = "人数"
      chart.categoryAxis.title = "季度"
      chart.secondaryAxis.title = "到会率"
      chart.secondaryAxis.numberFormat = "0%"
      chart.secondaryAxis.minimum = 0
      chart.secondaryAxis.maximum = 1
      chart.series[0].color = .rgb(0xC00000)
      chart.series[1].pointColors = [2: .rgb(0x7F7F7F)]
      sheet.chart(chart, covering: "A1:K20")
      var pie = Chart(
        .pie, series: [ChartSeries(name: .text("人数"), categories: data("A2:A5"), values: data("B2:B5"))],
        title: "各季度应到", legend: .right)
      pie.palette = [.rgb(0xC00000), .rgb(0xE36C09), .rgb(0xF2C314), .rgb(0x8C8C8C)]
      pie.series[0].labels = ChartSeries.Labels(
        value: true, percentage: true, position: .outsideEnd, color: .rgb(0x333333))
      sheet.chart(pie, at: "A22")
      var bar = Chart(.bar, tabulated: data("A1:B5"), title: "应到")
      bar.categoryAxis.isReversed = true
      bar.fontName = "楷体"
      bar.valueAxis.minimum = 0
      bar.valueAxis.majorUnit = 50
      sheet.chart(bar, at: "A40")
    }
    return book
  }

  static func rules() -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("条件格式") { sheet in
      let red = CellStyle(font: Font(name: "宋体", size: 11, color: .rgb(0x9C0006)), fill: .solid(0xFFC7CE))
      let bold = CellStyle(
        font: Font(name: "宋体", size: 11, isBold: true, color: .theme(4, tint: 0)), border: .box())
      let heading = CellStyle(
        font: Font(name: "黑体", size: 11, isBold: true), alignment: Alignment(wrapsText: true))
      sheet.write(
        row: 0,
        [
          "大于60", "公式", "包含", "前3", "高于平均", "重复", "空白", "数据条", "渐变条", "负数条", "三色", "双色",
          "箭头", "红绿灯", "五等级", "错误", "介于", "开头", "唯一", "后10%",
        ], style: heading)
      for row in 1...12 {
        let value = Double(row * 37 % 101)
        sheet.write(row: row, (0..<20).map { _ in .number(value) })
        sheet.set(row, 2, .text(row % 3 == 0 ? "预备党员" : "正式党员"))
        sheet.set(row, 5, .number(Double(row % 5)))
        sheet.set(row, 6, row % 4 == 0 ? .empty : .text("有"))
        sheet.set(row, 9, .number(value - 50))
        sheet.set(row, 15, row % 5 == 0 ? .error(.divisionByZero) : 1)
        sheet.set(row, 17, .text(row % 2 == 0 ? "第一支部" : "机关支部"))
      }
      func column(_ index: Int) -> CellRange {
        CellRange(CellReference(row: 1, column: index), CellReference(row: 12, column: index))
      }
      let rules: [ConditionalFormat.Rule] = [
        .value(.greater("60"), red), .formula("MOD(B2,2)=0", bold), .contains("预备", red), .highest(3, red),
        .aboveAverage(red), .duplicates(bold), .blank(red), .dataBar(.init()),
        .dataBar(.init(color: .rgb(0xFF555A), isGradient: true)), .dataBar(.init(color: .rgb(0x63C384))),
        .colorScale(.redToGreen),
        .colorScale(.init([.init(.lowest, .rgb(0xFFFFFF)), .init(.highest, .rgb(0xC00000))])),
        .iconSet(.init(.threeArrows)),
        .iconSet(.init(.threeTrafficLights, thresholds: [.number(30), .number(60)])),
        .iconSet(.init(.fiveRatings, isReversed: true, showsValue: false)), .errors(red),
        .value(.between("20", "60"), bold), .begins(with: "第一", red), .unique(bold),
        .lowest(10, isPercentage: true, red),
      ]
      for (index, rule) in rules.enumerated() { sheet.conditionalFormat(column(index), rule) }
      sheet.page = .landscapeA4
    }
    book.sheet("输入检查") { sheet in
      sheet.write(row: 0, ["性别", "日期", "金额", "身份证号", "支部", "备注"])
      sheet.list("A2:A100", ["男", "女"])
      sheet.validate(
        "B2:B100",
        CellValidation(
          .date(.between("DATE(1921,7,1)", "TODAY()")), prompt: .init(title: "日期", text: "如 2025-07-01"),
          alert: .init(title: "日期不对", text: "请输入 1921-07-01 以来的日期")))
      sheet.validate("C2:C100", CellValidation(.decimal(.greaterOrEqual("0")), strictness: .warning))
      sheet.validate("D2:D100", CellValidation(.textLength(.equal("18")), allowsBlank: false))
      sheet.list("E2:E100", (1...60).map { "中共某某街道第\($0)支部委员会" })
      sheet.list("F2:F100", ["甲,乙", "丙"])
      sheet.validate("G2:G5", CellValidation(.listFrom("支部名单")))
      sheet.validate("H2:H5", CellValidation(.custom("COUNTIF(H$2:H$5,H2)=1"), strictness: .information))
    }
    book.define("支部名单", as: "输入检查!$A$1:$C$1")
    return book
  }

  static func tables() -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("党费") { sheet in
      let money = CellStyle(numberFormat: NumberFormat(code: "#,##0.00"))
      sheet.set("A1", "党费收缴表", style: CellStyle(font: Font(name: "黑体", size: 16)))
      sheet.table(
        WorksheetTable(
          columns: [
            .init("姓名", total: .label("合计")), .init("基数", total: .average, style: money),
            .init("比例", style: CellStyle(numberFormat: NumberFormat(code: "0.0%"))),
            .init("应交\n[元]", total: .sum, formula: "[@基数]*[@比例]", style: money), .init("备注", total: .count),
          ], hasBands: true), at: "A3",
        rows: (1...8).map {
          [.text("党员\($0)"), .number(Double(3000 + $0 * 250)), 0.01, nil, $0 % 2 == 0 ? "已交" : nil]
        })
      sheet.table(
        WorksheetTable(
          name: "Plain_Table", columns: [.init("A"), .init("B")], style: "TableStyleLight9",
          emphasizesFirstColumn: true, hasFilter: false), at: "H3", rows: [[1, 2], [3, 4]])
      sheet.fitWidth(limit: 30)
    }
    book.sheet("筛选") { sheet in
      sheet.write(row: 0, ["支部", "人数"])
      for row in 1...6 { sheet.write(row: row, [.text(row % 2 == 0 ? "甲支部" : "乙支部"), .number(Double(row))]) }
      sheet.filter("A1:B7")
      sheet.filter(column: 0, showing: ["甲支部"])
    }
    return book
  }

  static func looks() -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("样式") { sheet in
      let fonts: [Font] = [
        Font(name: "宋体", size: 11, isBold: true), Font(name: "黑体", size: 14, isItalic: true),
        Font(name: "楷体", size: 12, isStruck: true, color: .rgb(0xC00000)),
        Font(name: "仿宋", size: 16, underline: .double),
        Font(name: "Arial", size: 9, underline: .singleAccounting),
        Font(name: "宋体", size: 11, verticalPosition: .superscript, color: .theme(5, tint: -0.25)),
      ]
      for (index, font) in fonts.enumerated() {
        sheet.set(0, index, .text("字体\(font.name)"), style: CellStyle(font: font))
      }
      let patterns: [Fill.Pattern] = [.solid, .darkGray, .lightUp, .gray125, .darkTrellis]
      for (index, pattern) in patterns.enumerated() {
        sheet.set(
          1, index, .text(pattern.rawValue),
          style: CellStyle(
            fill: Fill(pattern: pattern, foreground: .rgb(0xFFC000), background: .rgb(0xFFFFFF))))
      }
      let lines: [Border.Line.Style] = [
        .thin, .medium, .thick, .dashed, .dotted, .double, .hair, .mediumDashDot,
      ]
      for (index, line) in lines.enumerated() {
        sheet.set(3, index, .text(line.rawValue), style: CellStyle(border: .box(line, color: .rgb(0x1F4E79))))
      }
      let positions: [Alignment] = [
        Alignment(horizontal: .left, indent: 2), Alignment(horizontal: .center, vertical: .center),
        Alignment(horizontal: .right, vertical: .top), Alignment(wrapsText: true),
        Alignment(shrinksToFit: true),
        Alignment(rotation: 45), Alignment(rotation: -30), Alignment(rotation: 255),
        Alignment(horizontal: .distributed),
      ]
      for (index, alignment) in positions.enumerated() {
        sheet.set(5, index, "位置 一二三四五", style: CellStyle(alignment: alignment))
      }
      sheet.height(5, 80)
      sheet.set(
        12, 0, "斜线表头",
        style: CellStyle(border: Border(left: .init(style: .thin))))
      var crossed = Border.box()
      crossed.diagonal = Border.Diagonal(Border.Line(style: .thin, color: .rgb(0x808080)))
      sheet.set(13, 0, "斜线", style: CellStyle(border: crossed))
      sheet.set(
        13, 1, "渐变",
        style: CellStyle(fill: .gradient(.init(from: .rgb(0xFFFFFF), to: .rgb(0xC00000)))))
      let codes = [
        "0.00", "#,##0.00;[Red]-#,##0.00", "yyyy\"年\"m\"月\"d\"日\"", "[DBNum1]General", "0.0%", "@",
        "_-¥* #,##0.00_-", "000000", "[h]:mm", "0\"人\"",
      ]
      for (index, code) in codes.enumerated() {
        sheet.set(7, index, .number(45_123.456), style: CellStyle(numberFormat: NumberFormat(code: code)))
      }
      sheet.set(
        "A10",
        .rich([
          TextRun("党员"), TextRun("发展", font: Font(name: "黑体", size: 14, isBold: true, color: .rgb(0xC00000))),
          TextRun(" 工作\n", font: Font(name: "楷体", size: 12)),
          TextRun("2", font: Font(name: "宋体", size: 11, verticalPosition: .superscript)),
        ]), style: CellStyle(alignment: Alignment(wrapsText: true)))
      sheet.set("B10", "  前后空格  ")
      sheet.set("C10", "控制\u{1}符_x0041_与\r\n换行<&>\"'")
      sheet.set("D10", .formula("TODAY()", result: 45_000))
      sheet.style(columns: 11...12, CellStyle(fill: .solid(0xE2EFDA)))
      sheet.set(0, 11, "列样式")
      sheet.group(rows: 10...14, level: 1)
      sheet.group(rows: 11...12, level: 2, isFolded: true)
      sheet.group(columns: 13...15, level: 1, isFolded: true)
      sheet.hide(columns: 16...16)
      sheet.hide(row: 20)
      sheet.fitWidth(0...9)
      sheet.zoom = 120
      sheet.showsGridlines = false
    }
    book.sheet("打印 'A' 表") { sheet in
      sheet.merge(
        "A1:F1", "党员名册",
        style: CellStyle(font: Font(name: "黑体", size: 18), alignment: Alignment(horizontal: .center)))
      sheet.write(row: 1, ["序号", "姓名", "性别", "出生年月", "支部", "备注"], style: CellStyle(border: .box()))
      let cell = sheet.style(CellStyle(border: .box()))
      for row in 2..<90 {
        sheet.write(row: row, [.number(Double(row - 1)), "某某", "男", "1980-01", "第一支部", nil], style: cell)
      }
      sheet.page = .landscapeA4
      sheet.page.repeatedRows = 0...1
      sheet.page.repeatedColumns = 0...1
      sheet.page.header = "&L某某街道&R&D"
      sheet.page.footer = "&C第 &P 页，共 &N 页"
      sheet.page.isCenteredHorizontally = true
      sheet.page.margins = PageSetup.Margins(left: 0.5, right: 0.5)
      sheet.page.printArea = CellRange(a1: "A1:F90")
      sheet.page.rowBreaks = [40]
      sheet.page.columnBreaks = [4]
      sheet.protect(SheetProtection(allowing: [.selectUnlockedCells, .formatCells], password: "台账"))
      sheet.style(columns: 5...5, CellStyle(isLocked: false))
      sheet.freeze(below: 2, rightOf: 2)
      sheet.select("C3:D4")
    }
    book.sheet("分窗") { sheet in
      sheet["A1"] = "x"
      sheet.split(fromTop: 60, fromLeft: 100)
      sheet.isRightToLeft = true
      sheet.tabColor = .theme(4, tint: 0.4)
    }
    return book
  }

  static func formulas() -> XLSXWriter {
    var book = XLSXWriter()
    book.sheet("公式") { sheet in
      for row in 0..<5 {
        sheet.write(row: row, [.text(["甲", "乙", "甲", "丙", "乙"][row]), .number(Double(row + 1))])
      }
      sheet["D1"] = .formula("SUM(B1:B5)", result: 15)
      sheet["D2"] = .formula("IF(B1>0,\"有\",\"无\")", result: .text("有"))
      sheet["D3"] = .formula("B1>0", result: true)
      sheet["D4"] = .formula("1/0", result: .error(.divisionByZero))
      sheet["D5"] = .formula("XLOOKUP(\"乙\",A1:A5,B1:B5)", result: 2)
      sheet["D6"] = .formula("IFS(B1>3,\"a\",TRUE,\"b\")", result: .text("b"))
      sheet["F1"] = .formula(
        CellFormula("UNIQUE(A1:A5)", result: .text("甲"), reach: .dynamic(CellRange(a1: "F1:F3") ?? .a1)))
      sheet["F2"] = "乙"
      sheet["F3"] = "丙"
      sheet["G1"] = .formula(
        CellFormula(
          "SORT(FILTER(B1:B5,A1:A5=\"甲\"))", result: 1, reach: .dynamic(CellRange(a1: "G1:G2") ?? .a1)))
      sheet["G2"] = 3
      sheet["H1"] = .formula(
        CellFormula("SUM(B1:B5*2)", result: 30, reach: .array(CellRange(a1: "H1") ?? .a1)))
      sheet["I1"] = .formula("LET(x,B1,y,x*2,x+y)", result: 3)
      sheet["I2"] = .formula("SUM('另 表'!A1:A2)", result: 3)
    }
    book.sheet("另 表") { sheet in
      sheet["A1"] = 1
      sheet["A2"] = 2
    }
    book.define("合计", as: "公式!$D$1")
    book.define("本表名", as: "'另 表'!$A$1", onlyOn: "另 表")
    return book
  }

  static func things() -> XLSXWriter {
    var book = XLSXWriter()
    book.properties.title = "样例"
    book.properties.creator = "组织科"
    book.properties.keywords = "台账 党费"
    book.properties.custom = ["年度": "2025", "批次": "第一批"]
    book.locksStructure = true
    book.sheet("图片与迷你图") { sheet in
      sheet.image(png, at: "B2", width: 64, alternativeText: "红色方块")
      sheet.image(png, at: "B8")
      sheet.write(row: 0, ["支部", "一月", "二月", "三月", "四月", "走势"])
      for row in 1...4 {
        sheet.write(row: row, [.text("第\(row)支部")] + (1...4).map { .number(Double(($0 * row * 7) % 11) - 3) })
      }
      sheet.sparklines(.line, over: "B2:E4", in: 5)
      sheet.sparklines(
        SparklineGroup(
          .column,
          [
            .init(
              cell: CellReference(row: 4, column: 5),
              values: SheetReference(sheet: "图片与迷你图", range: CellRange(a1: "B5:E5") ?? .a1))
          ],
          color: .rgb(0x4472C4), negativeColor: .rgb(0xC00000)))
      sheet.conditionalFormat("B2:E5", .dataBar(.init(color: .rgb(0xFFC000))))
    }
    book.sheet("批注与链接") { sheet in
      for row in 0..<5 {
        sheet.set(row, 0, .text("单元格\(row)"))
        sheet.note(CellReference(row: row, column: 0), Note("第\(row)条问题\n请核对后改正", author: "检查员"))
      }
      sheet.note(
        "C3",
        Note(
          runs: [TextRun("粗", font: Font(name: "黑体", size: 9, isBold: true)), TextRun(" 普通")],
          isVisible: true, width: 160, height: 60))
      sheet.note("XFD1048576", "最后一格")
      sheet.set(
        "A6", "去图片",
        style: CellStyle(font: Font(name: "宋体", size: 11, underline: .single, color: .theme(10, tint: 0))))
      sheet.link("A6", Hyperlink(sheet: "图片与迷你图", cell: CellReference(row: 0, column: 0)))
      sheet.link("A7", Hyperlink(address: "mailto:a@example.org?subject=台账"))
      sheet.link("A8", Hyperlink(address: "https://example.org/路径 空格?q=\"1\"", tip: "外部"))
      sheet.ignoreErrors("A1:A9")
    }
    book.sheet("另一批注") { sheet in sheet.note("A1", "又一条") }
    return book
  }

  /// A red square of 8 × 8.
  static let png: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 8, 0, 0,
    0, 8, 8, 2, 0, 0, 0, 0x4B, 0x6D, 0x29, 0xDC, 0, 0, 0, 0x11, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63,
    0x38, 0xC0, 0xC0, 0x80, 0x15, 0x31, 0x0C, 0x2D, 9, 0, 0xF1, 0xD6, 0x30, 1, 0x5B, 0xF1, 0x50, 0x6A, 0, 0,
    0, 0, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
  ]
}

extension CellRange {
  static let a1 = CellRange(CellReference(row: 0, column: 0))
}
