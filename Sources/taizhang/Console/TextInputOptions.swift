import ArgumentParser
import Workflow

extension TextEncoding: ExpressibleByArgument {
  /// Takes the names people use: `gbk`, `utf-8`, `cp936`, `big5`, …
  public init?(argument: String) {
    self.init(name: argument)
  }
}

/// How delimited text is read, where its content is not to decide.
struct TextInputOptions: ParsableArguments {
  @Option(
    help: help(
      "CSV 和网页的编码（默认按内容判断）：utf-8、gb18030、big5、utf-16le、windows-1252 …",
      "encoding of CSV and web pages (default: told by content): utf-8, gb18030, big5, utf-16le, windows-1252 …"
    ))
  var inputEncoding: TextEncoding?

  @Option(
    help: help(
      "CSV 的分隔符（默认按内容判断），制表符写作 tab", "delimiter of CSV (default: told by content); tab for a tab"))
  var inputDelimiter: String?

  @Flag(help: help("用 � 代替不属于该编码的字节", "put � in place of bytes that are no character of the encoding"))
  var replaceInvalid = false

  @Flag(
    help: help(
      "严格读取 CSV：引号错乱、列数不齐等都算错误", "read CSV strictly: stray quotes, ragged rows and the like are errors"))
  var strictCsv = false

  /// The delimiter asked for.
  private var delimiter: CSVDialect.Delimiter? {
    guard let inputDelimiter else { return nil }
    if inputDelimiter == "tab" || inputDelimiter == "\\t" { return .tab }
    let scalars = Array(inputDelimiter.unicodeScalars)
    return scalars.count == 1 ? CSVDialect.Delimiter(scalars[0]) : nil
  }

  /// The reader's options.
  var options: CSVReadingOptions {
    CSVReadingOptions(
      encoding: inputEncoding, delimiter: delimiter,
      invalidBytes: replaceInvalid ? .replace : .refuse, mode: strictCsv ? .strict : .lenient)
  }

  func validate() throws {
    guard inputDelimiter == nil || delimiter != nil else {
      throw ValidationError(words("--input-delimiter 要一个字符", "--input-delimiter takes one character"))
    }
  }
}
