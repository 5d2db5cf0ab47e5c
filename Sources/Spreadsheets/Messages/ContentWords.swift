import Diagnostics
import SpreadsheetModel

extension ContentCounts {
  /// What was counted, in one line: `公式 12 处（只保留结果）、批注 3 处`.
  public var phrase: Phrase {
    let items = listed.map { $0.kind.phrase($0.count) }
    return Phrase(
      zh: items.map(\.zh).joined(separator: "、"), en: items.map(\.en).joined(separator: ", "))
  }
}

extension ContentKind {
  /// So many of a kind, in words.
  public func phrase(_ count: Int) -> Phrase {
    let (zh, en) = words
    return Phrase(zh: zh.replacing("#", with: "\(count)"), en: en.replacing("#", with: "\(count)"))
  }

  private var words: (zh: String, en: String) {
    switch self {
    case .formula: ("公式 # 处（只保留结果）", "formulas: # (results kept)")
    case .note: ("批注 # 处", "notes: #")
    case .link: ("链接 # 处（只保留文字）", "links: # (text kept)")
    case .picture: ("图片 # 张", "pictures: #")
    case .cellPicture: ("单元格图片 # 张", "pictures in cells: #")
    case .chart: ("图表 # 个", "charts: #")
    case .shape: ("图形 # 个", "shapes: #")
    case .control: ("控件 # 个", "controls: #")
    case .embeddedObject: ("嵌入对象 # 个", "embedded objects: #")
    case .mergedRange: ("合并区域 # 处", "merged ranges: #")
    case .validation: ("数据验证 # 条", "input checks: #")
    case .conditionalFormat: ("条件格式 # 条", "conditional formats: #")
    case .sparkline: ("迷你图 # 个", "sparklines: #")
    case .table: ("表格 # 个（只保留内容）", "tables: # (content kept)")
    case .pivotTable: ("数据透视表 # 个（只保留内容）", "pivot tables: # (content kept)")
    case .slicer: ("切片器 # 个", "slicers: #")
    case .filter: ("筛选 # 处", "filters: #")
    case .pane: ("冻结窗格 # 处", "frozen panes: #")
    case .hiddenSheet: ("隐藏的工作表 # 张（内容照写）", "hidden sheets: # (content written)")
    case .hiddenRow: ("隐藏的行 # 行（内容照写）", "hidden rows: # (content written)")
    case .hiddenColumn: ("隐藏的列 # 列（内容照写）", "hidden columns: # (content written)")
    case .protectedSheet: ("保护 # 处", "protections: #")
    case .name: ("名称 # 个", "names: #")
    case .externalLink: ("外部工作簿链接 # 个", "links to other workbooks: #")
    case .connection: ("数据连接 # 个", "data connections: #")
    case .macro: ("宏 # 份", "macro projects: #")
    case .macroSheet: ("宏表 # 张", "macro sheets: #")
    case .customView: ("自定义视图 # 处", "custom views: #")
    case .look: ("单元格样式 # 种", "cell looks: #")
    case .width: ("列宽 # 列", "column widths: #")
    case .namedStyle: ("命名样式 # 种（外观保留）", "named styles: # (looks kept)")
    case .themeColor: ("随主题变色的图形 # 个（颜色可能不同）", "drawings in theme colours: # (may look different)")
    case .encryption: ("加密 # 份（输出不加密）", "encryption: # (output is not encrypted)")
    case .signature: ("数字签名 # 个", "digital signatures: #")
    }
  }
}
