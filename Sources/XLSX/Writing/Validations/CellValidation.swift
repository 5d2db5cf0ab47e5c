import SpreadsheetModel

/// What may be typed into cells (ECMA-376 Part 1, 18.3.1.32).
public struct CellValidation: Hashable, Sendable {
  /// How a number, date or length compares with its bounds.
  public enum Comparison: Hashable, Sendable {
    case between(String, String)
    case notBetween(String, String)
    case equal(String)
    case notEqual(String)
    case greater(String)
    case less(String)
    case greaterOrEqual(String)
    case lessOrEqual(String)
  }

  /// What is allowed. Bounds are formulas without `=`: `"0"`, `"TODAY()"`, `"$B$1"`.
  public enum Rule: Hashable, Sendable {
    /// One of the texts, offered as a drop-down. Past 255 characters in all, or with a comma in a text,
    /// the list is put on a hidden sheet.
    case list([String])
    /// One of the values of a range, offered as a drop-down: `'代码表'!$A$2:$A$40` or a defined name.
    case listFrom(String)
    /// A whole number.
    case whole(Comparison)
    /// A number.
    case decimal(Comparison)
    /// A date.
    case date(Comparison)
    /// A time of day.
    case time(Comparison)
    /// Text of a certain length.
    case textLength(Comparison)
    /// What makes a formula true, written for the range's first cell.
    case custom(String)
  }

  /// What happens when something else is typed.
  public enum Strictness: String, Hashable, Sendable {
    /// It is refused.
    case stop
    /// The user is asked.
    case warning
    /// The user is told.
    case information
  }

  /// The cells.
  public var ranges: [CellRange]
  /// What is allowed.
  public var rule: Rule
  /// What happens otherwise.
  public var strictness: Strictness
  /// Whether an empty cell is allowed.
  public var allowsBlank: Bool
  /// Title (at most 32 characters) and text (at most 255) shown when a cell is chosen.
  public var prompt: Message?
  /// Title (at most 32 characters) and text (at most 255) shown when something else was typed.
  public var alert: Message?

  /// A title and a text.
  public struct Message: Hashable, Sendable {
    /// At most 32 characters.
    public var title: String
    /// At most 255 characters.
    public var text: String

    /// Creates a message.
    public init(title: String = "", text: String) {
      self.title = title
      self.text = text
    }
  }

  /// Creates a validation.
  public init(
    _ rule: Rule, ranges: [CellRange] = [], strictness: Strictness = .stop,
    allowsBlank: Bool = true, prompt: Message? = nil, alert: Message? = nil
  ) {
    self.ranges = ranges
    self.rule = rule
    self.strictness = strictness
    self.allowsBlank = allowsBlank
    self.prompt = prompt
    self.alert = alert
  }
}
