import Diagnostics
import OpenPackaging

/// What a ZIP archive is that is no Office package.
enum ArchiveKind {
  /// Looks into an archive that has no content types.
  static func error(_ archive: ZIPArchive, path: String) -> SpreadsheetError {
    let type =
      archive.entry(named: "mimetype").flatMap { try? archive.bytes(of: $0) }
      .map { String(decoding: $0, as: UTF8.self) } ?? ""
    if type.contains("opendocument.spreadsheet") {
      return SpreadsheetError(
        "format.ods", path: path,
        ErrorWords(
          message: Phrase(
            zh: "这是 OpenDocument 表格（.ods）", en: "this is an OpenDocument spreadsheet (.ods)"),
          advice: Phrase(
            zh: "请用 WPS、LibreOffice 或 Excel 另存为 .xlsx",
            en: "Save it as .xlsx in LibreOffice, WPS or Excel")))
    }
    if type.contains("opendocument") {
      return SpreadsheetError(
        "format.not-a-spreadsheet", path: path,
        ErrorWords(
          message: Phrase(
            zh: "这是 OpenDocument 文件，但不是表格", en: "this is an OpenDocument file, but no spreadsheet"),
          advice: Phrase(zh: "请提供 .xlsx、.xls 或 .csv 文件", en: "Provide an .xlsx, .xls or .csv file")))
    }
    if archive.entry(named: "Index/Document.iwa") != nil {
      return SpreadsheetError(
        "format.numbers", path: path,
        ErrorWords(
          message: Phrase(zh: "这是 Apple Numbers 表格", en: "this is an Apple Numbers spreadsheet"),
          advice: Phrase(zh: "请在 Numbers 中导出为 Excel（.xlsx）", en: "Export it to Excel (.xlsx) in Numbers")))
    }
    return SpreadsheetError(
      "format.archive", path: path,
      ErrorWords(
        message: Phrase(
          zh: "这是普通的 ZIP 压缩包（{count} 个文件），不是工作簿",
          en: "this is a plain ZIP archive ({count} files), not a workbook"),
        advice: Phrase(zh: "请先解压，再处理里面的表格", en: "Unpack it and use the spreadsheets inside")),
      ["count": String(archive.entries.count)])
  }
}
