import CSV
import Diagnostics

/// Words for what goes wrong with delimited text.
extension SpreadsheetError {
  /// Tells a CSV error in words.
  public init(_ error: CSVError, path: String) {
    var arguments = ["detail": error.detail]
    arguments["line"] = error.place.line.map(String.init) ?? "?"
    arguments["row"] = error.place.row.map { String($0 + 1) } ?? "?"
    arguments["column"] = error.place.column.map { String($0 + 1) } ?? "?"
    arguments["byte"] = error.place.byteOffset.map(String.init) ?? "?"
    self.init(error.code.rawValue, path: path, CSVWords.words(error.code), arguments)
  }
}

enum CSVWords {
  static func words(_ code: CSVError.Code) -> ErrorWords {
    switch code {
    case .unreadable:
      ErrorWords(
        message: Phrase(zh: "无法读取（{detail}）", en: "it cannot be read ({detail})"),
        advice: FileWords.unreadable.advice)
    case .invalidBytes:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行（第 {byte} 字节处）有不属于该编码的字节 {detail}",
          en: "line {line} (at byte {byte}) has bytes {detail} that are no character of the encoding"),
        advice: Phrase(
          zh: "请核对编码（可用 --input-encoding 指定），或加 --replace-invalid 用 � 代替这些字节",
          en:
            "Check the encoding (state it with --input-encoding), or pass --replace-invalid to put � in their place"
        ))
    case .encodingUnavailable:
      ErrorWords(
        message: Phrase(
          zh: "本机系统不支持编码 {detail}", en: "this system's iconv does not know the encoding {detail}"),
        advice: Phrase(zh: "请先把文件转为 UTF-8", en: "Convert the file to UTF-8 first"))
    case .unclosedQuote:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行第 {column} 列的引号没有结束",
          en: "the quote in line {line}, column {column} is never closed"),
        advice: Phrase(
          zh: "请补上或删去这个引号，或不用严格方式读取",
          en: "Close or remove the quote, or do not read strictly"))
    case .strayQuote:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行第 {column} 列的字段里有未加倍的引号",
          en: "the field in line {line}, column {column} holds a quote that is not doubled"),
        advice: Phrase(
          zh: "请把字段里的引号写两遍，或不用严格方式读取",
          en: "Double the quotes inside the field, or do not read strictly"))
    case .raggedRow:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行的列数与表头不同（{detail}）",
          en: "line {line} has another number of fields than the header ({detail})"),
        advice: Phrase(
          zh: "请检查该行是否多了或少了分隔符，或不用严格方式读取",
          en: "Look for a delimiter too many or too few, or do not read strictly"))
    case .nulByte:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行（第 {byte} 字节处）有空字节（NUL）",
          en: "line {line} (at byte {byte}) has a NUL byte"),
        advice: Phrase(
          zh: "文件可能已损坏，请重新导出，或不用严格方式读取",
          en: "The file may be damaged; export it again, or do not read strictly"))
    case .mojibake:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行第 {column} 列是乱码（曾用错误的编码打开并保存），已无法完全还原",
          en:
            "line {line}, column {column} is mojibake (once read in a wrong encoding and saved) that cannot be undone exactly"
        ),
        advice: Phrase(
          zh: "请从原系统重新导出这个文件", en: "Export the file again from where it came"))
    case .rowTooLong:
      ErrorWords(
        message: Phrase(
          zh: "从第 {line} 行开始的一行超过 {detail} 字节",
          en: "the row that begins in line {line} is longer than {detail} bytes"),
        advice: Phrase(
          zh: "多半是引号没有结束，请检查该行的引号",
          en: "A quote is probably not closed; look at the quotes of that line"))
    case .tooManyColumns:
      ErrorWords(
        message: Phrase(
          zh: "第 {row} 行的列数超过 {detail}", en: "row {row} has more than {detail} fields"),
        advice: Phrase(
          zh: "请核对分隔符（可用 --input-delimiter 指定）",
          en: "Check the delimiter (state it with --input-delimiter)"))
    case .tooManyRows:
      ErrorWords(
        message: Phrase(zh: "超过 {detail} 行", en: "there are more than {detail} rows"),
        advice: Phrase(zh: "请拆分文件", en: "Split the file"))
    case .sheetTooLarge:
      ErrorWords(
        message: Phrase(
          zh: "内容太多，到第 {row} 行已超过内存上限（{detail} 字节）",
          en: "there is too much of it: row {row} passes the limit of memory ({detail} bytes)"),
        advice: Phrase(
          zh: "请拆分文件，或用 cells、convert --raw 逐行处理",
          en: "Split the file, or go through it row by row with cells or convert --raw"))
    case .unencodable:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行的字符“{detail}”无法用所选编码表示",
          en: "the character '{detail}' in line {line} has no bytes in the encoding chosen"),
        advice: Phrase(zh: "请改用 UTF-8 或 GB18030", en: "Write UTF-8 or GB18030 instead"))
    case .unwritable:
      ErrorWords(
        message: Phrase(zh: "无法写入（{detail}）", en: "it cannot be written ({detail})"),
        advice: FileWords.unwritable.advice)
    }
  }
}
