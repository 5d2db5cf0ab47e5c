/// A number format code such as `0.00` or `yyyy"年"m"月"d"日"` (ECMA-376 Part 1, 18.8.31).
///
/// The code is taken apart once, when the format is made; a workbook has few formats and many cells.
public struct NumberFormat: Hashable, Sendable {
  /// The code as it stands in the file; `General` for none.
  public let code: String
  /// Whether numbers under this format are meant as dates or times.
  public let isDate: Bool
  let compiled: CompiledFormat

  /// Creates a format from its code. Any text is a format; what makes no sense stands for itself.
  public init(code: String) {
    self.code = code
    compiled = CompiledFormat(code: code)
    isDate = compiled.isDate
  }

  /// The format of a cell that has none.
  public static let general = NumberFormat(code: "General")
  /// Text: what is typed stays as typed (`@`).
  public static let text = NumberFormat(code: "@")
  /// `yyyy-mm-dd`.
  public static let isoDate = NumberFormat(code: "yyyy-mm-dd")
  /// `yyyy-mm-dd hh:mm:ss`.
  public static let isoDateTime = NumberFormat(code: "yyyy-mm-dd hh:mm:ss")

  /// Formats are the same if their codes are.
  public static func == (left: NumberFormat, right: NumberFormat) -> Bool { left.code == right.code }

  /// Hashes the code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }

  /// The text Excel shows for a value under this format, in a column wide enough.
  ///
  /// A place that `_` leaves free is one blank, what `*` fills up is left out. A date that cannot be is
  /// `########`, as Excel fills such a cell.
  public func displayedText(of value: CellValue, dateSystem: DateSystem) -> String {
    switch value {
    case .empty: ""
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.spelling
    case .text(let text): compiled.text(of: text)
    case .number(let number): compiled.text(of: number, dateSystem)
    }
  }
}
