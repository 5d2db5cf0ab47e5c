/// A number format code such as `0.00` or `yyyy"年"m"月"d"日"` (ECMA-376 Part 1, 18.8.31).
///
/// The code is taken apart once, when the format is made; a workbook has few formats and many cells.
public struct NumberFormat: Hashable, Sendable {
  /// The code as it stands in the file; `General` for none.
  public let code: String
  /// What part of a moment numbers are shown as; `nil` if they are shown as numbers.
  public let moment: Moment?
  /// Whether numbers under this format are meant as dates or times.
  public var isDate: Bool { moment != nil }
  let compiled: CompiledFormat

  /// Longest code Excel takes, in UTF-16 units; it opens a file with a longer one without it.
  private static let codeLimit = 255

  /// Creates a format from its code. Any text is a format, and what makes no sense stands for itself; a
  /// text longer than any code is General.
  public init(code: String) {
    let isTooLong = code.utf8.count > Self.codeLimit && code.utf16.count > Self.codeLimit
    let code = isTooLong ? "General" : code
    self.code = code
    compiled = CompiledFormat(code: code)
    moment = compiled.moment
  }

  /// What a date format shows of a moment.
  public enum Moment: Hashable, Sendable {
    /// A day, or part of one, such as `yyyy-mm-dd`.
    case date
    /// A day and its hour.
    case dateAndTime
    /// The hour without the day, such as `h:mm`.
    case timeOfDay
    /// How long something takes, such as `[h]:mm`.
    case elapsedTime

    /// Whether the day can be seen.
    public var showsDay: Bool { self == .date || self == .dateAndTime }
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
