import Workflow

/// The words of the page by the names under which `page.html` and the scripts ask for them.
enum PagePhrases {
  /// All of them.
  static let all: [String: Phrase] = page.merging(visit) { $1 }.merging(bench) { $1 }

  private static let page: [String: Phrase] = [
    "title": Phrase(zh: "台账检查", en: "Ledger check"),
    "skip": Phrase(zh: "跳到正文", en: "Skip to content"),
    "switchLanguage": Phrase(zh: "English", en: "中文"),
    "clear": Phrase(zh: "立即清除", en: "Clear now"),
    "privacy": Phrase(
      zh: "文件只在本机内存里处理，不存盘、不上网；离开页面或点“立即清除”即全部清除。原件不会改动。",
      en:
        "Files are worked on in this machine's memory alone: nothing is stored or sent anywhere, and all is forgotten when you leave or press “Clear now”. Your originals stay as they are."
    ),
    "needsScript": Phrase(zh: "本页需要启用 JavaScript。", en: "This page needs JavaScript."),
    "dropTitle": Phrase(zh: "把台账拖到这里", en: "Drop ledgers here"),
    "dropHint": Phrase(
      zh: "可以一次放多个文件、整个文件夹或 ZIP 压缩包。Excel（xlsx、xls）、CSV、网页表格都认。",
      en: "Several files, a whole folder or a ZIP archive at once: Excel (xlsx, xls), CSV, web tables."),
    "chooseFiles": Phrase(zh: "选择文件", en: "Choose files"),
    "chooseFolder": Phrase(zh: "选择文件夹", en: "Choose a folder"),
    "limits": Phrase(
      zh: "每个文件不超过 {size} MB，一次不超过 {count} 个、合计 {total} MB。",
      en: "At most {size} MB a file, {count} files, {total} MB in all."),
    "asOf": Phrase(zh: "检查日期", en: "As of"),
    "showsPersonal": Phrase(zh: "完整显示身份证号和电话", en: "Show ID and telephone numbers whole"),
    "filesTitle": Phrase(zh: "放入的台账", en: "Files"),
    "takeawayTitle": Phrase(zh: "取走结果", en: "Take away"),
    "takeAll": Phrase(zh: "全部打包（ZIP）", en: "Everything (ZIP)"),
    "takeReport": Phrase(zh: "检查报告（网页）", en: "Report (HTML)"),
    "takeProblems": Phrase(zh: "问题清单（Excel）", en: "Problem list (Excel)"),
    "takeSummary": Phrase(zh: "汇总表（Excel）", en: "Summary (Excel)"),
    "period": Phrase(zh: "汇总期间", en: "Period of the summary"),
    "scoresTitle": Phrase(zh: "得分", en: "Scores"),
    "findingsTitle": Phrase(zh: "问题与更正", en: "Findings and corrections"),
    "search": Phrase(zh: "查找姓名、列名、问题……", en: "Search names, columns, problems…"),
    "kinds": Phrase(zh: "显示哪些", en: "What to show"),
    "chooseAll": Phrase(zh: "全部采纳建议", en: "Take all suggestions"),
    "chooseNone": Phrase(zh: "全部不采纳", en: "Take none"),
    "onlyChoices": Phrase(zh: "只看有建议的", en: "Only those with a suggestion"),
    "moreFindings": Phrase(zh: "再显示一些", en: "Show more"),
    "pictureTitle": Phrase(zh: "表格（更正后的样子）", en: "The sheet, as corrected"),
    "sheets": Phrase(zh: "工作表", en: "Sheets"),
    "legendError": Phrase(zh: "必须改", en: "to be put right"),
    "legendWarning": Phrase(zh: "请核对", en: "please check"),
    "legendFixed": Phrase(zh: "已更正", en: "corrected"),
  ]

  private static let visit: [String: Phrase] = [
    "dismiss": Phrase(zh: "关闭", en: "Dismiss"),
    "failed": Phrase(zh: "没有做成，请再试一次。", en: "This could not be done. Try again."),
    "serverGone": Phrase(
      zh: "连不上本机的服务，可能已经停止。请重新运行 taizhang serve。",
      en: "The server on this machine does not answer. Run taizhang serve again."),
    "uploadBroken": Phrase(
      zh: "没有传完。文件可能太大，或服务已停止。",
      en: "The file did not arrive: it may be too large, or the server has stopped."),
    "tooLarge": Phrase(
      zh: "{name} 超过 {limit} MB，没有放入。请拆分，或改用命令行 taizhang check。",
      en: "{name} is larger than {limit} MB and was left out. Split it, or use the command taizhang check."),
    "sending": Phrase(zh: "正在放入 {name}", en: "Taking in {name}"),
    "sendingShare": Phrase(zh: "正在放入 {share}%", en: "Taking in, {share}%"),
    "reading": Phrase(zh: "正在读取、识别台账……", en: "Reading and recognising…"),
    "checking": Phrase(zh: "正在检查……", en: "Checking…"),
    "waiting": Phrase(zh: "等待检查", en: "Waiting to be checked"),
    "checked": Phrase(
      zh: "检查完成：错误 {errors} 处，提醒 {warnings} 处，已更正 {corrected} 处。",
      en: "Checked: {errors} errors, {warnings} warnings, {corrected} corrected."),
    "ledgerFound": Phrase(
      zh: "{title} {records} 条（把握 {confidence}%）", en: "{title}, {records} records ({confidence}% sure)"),
    "noLedger": Phrase(zh: "没有认出台账", en: "no ledger recognised"),
    "comma": Phrase(zh: "，", en: ", "),
    "count_error": Phrase(zh: "错误 {count}", en: "{count} errors"),
    "count_warning": Phrase(zh: "提醒 {count}", en: "{count} warnings"),
    "count_info": Phrase(zh: "提示 {count}", en: "{count} notes"),
    "count_fixed": Phrase(zh: "已更正 {count}", en: "{count} corrected"),
    "countSuggested": Phrase(zh: "建议 {count}，已采纳 {chosen}", en: "{count} suggestions, {chosen} taken"),
    "nothingFound": Phrase(zh: "没有发现问题", en: "nothing found"),
    "password": Phrase(zh: "打开密码", en: "Password"),
    "unlock": Phrase(zh: "打开", en: "Open"),
    "look": Phrase(zh: "查看", en: "Look"),
    "takeCorrected": Phrase(zh: "下载更正后的", en: "Corrected copy"),
    "remove": Phrase(zh: "移除", en: "Remove"),
    "notAssessed": Phrase(zh: "无法评分", en: "not assessed"),
    "noStars": Phrase(zh: "未定星", en: "no star"),
    "starCount": Phrase(zh: "{count} 星", en: "{count} stars"),
    "provisional": Phrase(zh: "暂定：部分台账未报", en: "Provisional: some ledgers are missing"),
    "byArea": Phrase(zh: "各方面得分", en: "By area"),
    "moreOrganisations": Phrase(
      zh: "另有 {count} 个党组织，见汇总表。", en: "{count} more organisations are in the summary."),
    "ended": Phrase(
      zh: "本次使用已结束，内容已全部清除。", en: "This visit has ended and everything was cleared."),
    "beginAgain": Phrase(zh: "重新开始", en: "Begin again"),
    "cleared": Phrase(zh: "已全部清除。", en: "Everything was cleared."),
    "making": Phrase(zh: "正在生成……", en: "Making it…"),
    "made": Phrase(zh: "已生成，浏览器正在保存。", en: "Made; the browser is saving it."),
    "year": Phrase(zh: "{year} 年度", en: "{year}"),
    "quarter": Phrase(zh: "{year} 年第 {quarter} 季度", en: "{year} Q{quarter}"),
    "month": Phrase(zh: "{year} 年 {month} 月", en: "{year}-{month}"),
  ]

  private static let bench: [String: Phrase] = [
    "mappingTitle": Phrase(
      zh: "认出的台账：{ledgers}（点开看每一列认成了什么）", en: "Recognised: {ledgers} (open to see every column)"),
    "ledgerAt": Phrase(
      zh: "{title}：工作表 {sheet}，表头第 {rows} 行，{records} 条，把握 {confidence}%",
      en: "{title}: sheet {sheet}, header row {rows}, {records} records, {confidence}% sure"),
    "column": Phrase(zh: "列", en: "Column"),
    "header": Phrase(zh: "表头", en: "Header"),
    "understoodAs": Phrase(zh: "认作", en: "Understood as"),
    "evidence": Phrase(zh: "根据与把握", en: "Why, how sure"),
    "plan": Phrase(zh: "这是计划或样表，不作为已开展的工作", en: "A plan or a sample: nothing in it counts as done"),
    "skipped": Phrase(zh: "不作记录的 {count} 行", en: "{count} rows that are no records"),
    "skippedRow": Phrase(zh: "第 {row} 行（{why}）：{text}", en: "Row {row} ({why}): {text}"),
    "unmapped": Phrase(zh: "没有认出的列：{columns}", en: "Columns not understood: {columns}"),
    "missing": Phrase(zh: "缺少的必填列：{columns}", en: "Required columns missing: {columns}"),
    "unread": Phrase(zh: "未读 {sheet}：{reason}", en: "Not read, {sheet}: {reason}"),
    "kind_error": Phrase(zh: "错误", en: "Error"),
    "kind_warning": Phrase(zh: "提醒", en: "Warning"),
    "kind_info": Phrase(zh: "提示", en: "Note"),
    "kind_fixed": Phrase(zh: "已更正", en: "Corrected"),
    "changeTo": Phrase(zh: "采纳建议，改为", en: "Take the suggestion:"),
    "empty": Phrase(zh: "（空）", en: "(empty)"),
    "wholeFile": Phrase(zh: "整个文件", en: "whole file"),
    "shown": Phrase(zh: "显示 {shown} / {all} 条", en: "{shown} of {all} shown"),
    "moreInList": Phrase(zh: "，另有 {count} 条见问题清单", en: ", {count} more in the problem list"),
    "cellLabel": Phrase(zh: "{place} {kind}：{text}", en: "{place} {kind}: {text}"),
    "hiddenRow": Phrase(zh: "隐藏的行", en: "hidden row"),
    "hiddenSheet": Phrase(zh: "（隐藏）", en: " (hidden)"),
    "gap": Phrase(zh: "展开第 {from}–{to} 行", en: "Open rows {from}–{to}"),
    "moreColumns": Phrase(zh: "右边还有 {count} 列没有画出。", en: "{count} more columns to the right are not drawn."),
  ]
}
