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
    let words =
      error.code == .uncertainDialect
      ? CSVWords.uncertainDialect(error.detail) : CSVWords.words(error.code)
    self.init(error.code.rawValue, path: path, words, arguments)
  }
}

extension SpreadsheetError {
  /// What reading delimited text lived with, in words: one warning for each kind, with the first place.
  ///
  /// Rows of other lengths are left out, since titles, notes and totals have them, and so are marks for
  /// spreadsheet programs, which are taken off without a loss.
  public static func warnings(_ problems: CSVProblems, path: String) -> [SpreadsheetError] {
    problems.counts.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { code, count in
      guard ![.raggedRow, .formulaText, .guardedText].contains(code),
        let first = problems.all.first(where: { $0.code == code })
      else { return nil }
      let error = SpreadsheetError(CSVError(code, at: first.place, detail: first.detail), path: path)
      let message = count > 1 ? CSVWords.several(error.message, count) : error.message
      let isGuess = code == .uncertainDialect || code == .uncertainEncoding || code == .mojibake
      return SpreadsheetError(
        path: path, code: error.code, message: message,
        advice: isGuess ? error.advice : CSVWords.lookThere)
    }
  }
}

enum CSVWords {
  /// The advice on what reading lived with.
  static let lookThere = Phrase(
    zh: "已照常读取，请核对这一处", en: "It was read all the same; look at that place")

  /// A message about the first of several places.
  static func several(_ message: Phrase, _ count: Int) -> Phrase {
    Phrase(
      zh: message.template(.zh) + "，这样的共 \(count) 处",
      en: message.template(.en) + ", the first of \(count) such places")
  }

  /// What is said of an uncertain dialect whose delimiter is this one; empty for a single column.
  static func uncertainDialect(_ delimiter: String) -> ErrorWords {
    let names: [String: Phrase] = [
      "\t": Phrase(zh: "制表符", en: "tabs"), " ": Phrase(zh: "空格", en: "blanks"),
      "\u{3000}": Phrase(zh: "全角空格", en: "full-width blanks"),
    ]
    let name = names[delimiter] ?? Phrase(zh: "“\(delimiter)”", en: "'\(delimiter)'")
    let reading =
      delimiter.isEmpty
      ? Phrase(zh: "每行当作一列", en: "each line is read as one column")
      : Phrase(zh: "按\(name.zh)分列", en: "columns are taken to be split at \(name.en)")
    return ErrorWords(
      message: Phrase(zh: "分隔符看不准，\(reading.zh)", en: "the delimiter is uncertain; \(reading.en)"),
      advice: Phrase(
        zh: "请看各列有没有错位；有的话用 --input-delimiter 指定分隔符",
        en: "See whether the columns are right; if not, state it with --input-delimiter"))
  }

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
    case .mixedEncodings:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行（第 {byte} 字节处）是 UTF-8 编码，与其余各行（{detail}）不同",
          en: "line {line} (at byte {byte}) is in UTF-8, unlike the others ({detail})"),
        advice: Phrase(
          zh: "多半是由两个文件拼成的，请分别转为 UTF-8 再合并，或加 --replace-invalid 按各行自己的编码读取",
          en:
            "Two files were probably put together: convert each to UTF-8 first, or pass --replace-invalid to read each line in its own encoding"
        ))
    case .uncertainEncoding:
      ErrorWords(
        message: Phrase(
          zh: "编码看不准，按 {detail} 读取", en: "the encoding is uncertain; it is read as {detail}"),
        advice: Phrase(
          zh: "请看文字有没有乱码；有的话用 --input-encoding 指定编码",
          en: "See whether the characters are right; if not, state it with --input-encoding"))
    case .uncertainDialect: uncertainDialect("")
    case .formulaText:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行第 {column} 列写成公式 =\"…\"，按引号里的文字读取",
          en: "line {line}, column {column} is written as a formula =\"…\" and read as the text in it"),
        advice: Phrase(zh: "不必处理", en: "Nothing is to be done"))
    case .guardedText:
      ErrorWords(
        message: Phrase(
          zh: "第 {line} 行第 {column} 列前面有防止当公式执行的单引号，读取时已去掉",
          en: "line {line}, column {column} has an apostrophe against running as a formula, read without"),
        advice: Phrase(zh: "不必处理", en: "Nothing is to be done"))
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
