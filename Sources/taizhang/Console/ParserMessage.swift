import Foundation
import Workflow

/// What the argument parser says, in the language of this run and wrapped by display width: a Chinese
/// character takes two columns, and a line may break between any two of them.
struct ParserMessage {
  /// The message as the parser wrote it, unwrapped.
  let original: String

  /// The message for the terminal.
  func text(_ language: Language, columns: Int) -> String {
    Self.ownOptionsFirst(original).split(separator: "\n", omittingEmptySubsequences: false)
      .map { line in Self.wrapped(language == .zh ? Self.inChinese(String(line)) : String(line), columns) }
      .joined(separator: "\n")
  }

  /// The terminal's width, 80 where there is none.
  static var terminalColumns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col >= 40 else { return 80 }
    return Int(size.ws_col)
  }

  /// The help with a command's own options before those that many commands share: the parser sets the
  /// sections with a title first.
  private static func ownOptionsFirst(_ message: String) -> String {
    var sections = message.components(separatedBy: "\n\n").map {
      String($0.drop(while: \.isNewline))
    }
    guard let own = sections.firstIndex(where: { $0.hasPrefix("OPTIONS:\n") }),
      let shared = sections.firstIndex(where: { $0.contains(":\n  --") && !$0.hasPrefix("ARGUMENTS:") }),
      shared < own
    else { return message }
    sections.insert(sections.remove(at: own), at: shared)
    return sections.joined(separator: "\n\n")
  }

  // MARK: Words

  /// Headings and sentences of the parser and what they are in Chinese, `$1` the first group.
  private static let translations: [(pattern: String, template: String)] = [
    (#"^USAGE: "#, "用法："), (#"^Usage: "#, "用法："), (#"^OVERVIEW: "#, "说明："), (#"^ARGUMENTS:"#, "参数："),
    (#"^OPTIONS:"#, "选项："), (#"^SUBCOMMANDS:"#, "命令："), (#"^([A-Z一-鿿]+):$"#, "$1："), (#"^Error: "#, "错误："),
    (#"^Help:  "#, "参数："), (#"<subcommand>"#, "<命令>"), (#"\[<options>\]"#, "[选项]"), (#"<options>"#, "选项"),
    (#"Show help information\."#, "显示帮助"), (#"Show the version\."#, "显示版本"),
    (#" ?\(values: (.*); default: (.*)\)$"#, "（可选 $1；默认 $2）"), (#" ?\(values: (.*)\)$"#, "（可选 $1）"),
    (#" ?\(default: (.*)\)$"#, "（默认 $1）"),
    (
      #"See 'taizhang help <命令>' for detailed help\."#,
      "各命令的详细用法：taizhang help 命令名"
    ),
    (#"See '(.*)' for more information\."#, "详细用法：$1"),
    (#"Missing expected argument '(.*)'"#, "缺少 $1"), (#"Missing value for '(.*)'"#, "$1 后面缺少内容"),
    (#"Unknown option '(.*?)'"#, "没有选项 $1"), (#"\. Did you mean '(.*)'\?"#, "，是不是要用 $1？"),
    (#"The value '(.*)' is invalid for '(.*?)'"#, "“$1”不能用于 $2"),
    (#"\. Please provide one of (.*)\.$"#, "。可用的有 $1"), (#"' or '"#, "'、'"), (#"', '"#, "'、'"),
    (#"Unexpected argument '(.*)'"#, "多出了“$1”"), (#"\d+ unexpected arguments: (.*)"#, "多出了 $1"),
  ]

  private static func inChinese(_ line: String) -> String {
    translations.reduce(line) { text, translation in
      text.replacingOccurrences(
        of: translation.pattern, with: translation.template, options: .regularExpression)
    }
  }

  // MARK: Lines

  /// The column at which the parser sets the explanations of options.
  private static let explanationColumn = 26

  /// A line broken at the width; what follows hangs under the explanation, or under the line's start.
  private static func wrapped(_ line: String, _ columns: Int) -> String {
    guard DisplayWidth.columns(of: line) > columns else { return line }
    let lead = line.prefix { $0 == " " }.count
    let isOption = lead == 2 && line.dropFirst(explanationColumn - 2).hasPrefix("  ")
    let indent = isOption || lead >= explanationColumn ? explanationColumn : lead
    var lines: [String] = []
    var current = ""
    var width = 0
    for piece in pieces(line) {
      let pieceWidth = DisplayWidth.columns(of: piece)
      if width + DisplayWidth.columns(of: piece.trimmingCharacters(in: .whitespaces)) > columns,
        width > indent
      {
        lines.append(Self.trimmed(current))
        current = String(repeating: " ", count: indent)
        width = indent
        if piece.allSatisfy(\.isWhitespace) { continue }
      }
      current += piece
      width += pieceWidth
    }
    lines.append(current)
    return lines.joined(separator: "\n")
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }

  /// The stretches of a line that stay together: a word with the space behind it, a wide character with
  /// the punctuation that may not begin a line.
  private static func pieces(_ line: String) -> [String] {
    let closing: Set<Character> = ["，", "。", "、", "；", "：", "？", "！", "）", "”", "》", "…"]
    let opening: Set<Character> = ["（", "“", "《"]
    var pieces: [String] = []
    var isOpen = false
    for character in line {
      let isWide = character.unicodeScalars.first.map { DisplayWidth.columns(of: $0) == 2 } ?? false
      let last = pieces.last?.last
      let joinsLast: Bool =
        if isOpen || closing.contains(character) {
          true
        } else if let last {
          !isWide && character != " " && last != " " && !closing.contains(last)
            && last.unicodeScalars.first.map { DisplayWidth.columns(of: $0) == 1 } ?? false
            || character == " "
        } else {
          false
        }
      if joinsLast, !pieces.isEmpty {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      isOpen = opening.contains(character)
    }
    return pieces
  }
}
