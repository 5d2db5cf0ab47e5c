import SpreadsheetModel

/// How much a diagnostic matters.
public enum Severity: String, Sendable, CaseIterable, Codable, Comparable {
  case info, warning, error

  /// `info` is least, `error` most.
  public static func < (left: Severity, right: Severity) -> Bool {
    func rank(_ severity: Severity) -> Int { Self.allCases.firstIndex(of: severity) ?? 0 }
    return rank(left) < rank(right)
  }
}

/// How certain a fix is.
public enum FixSafety: String, Sendable, Codable {
  /// The meaning is certain; the fix is made without asking.
  case safe
  /// Probably what was meant; a person confirms it.
  case suggested
}

/// Something in the data that deserves a person's attention, with its place and what to do about it.
///
/// Diagnostics are values, collected and sorted; what stops the work is a thrown error instead.
public struct Diagnostic: Hashable, Sendable {
  /// What else belongs to the problem, and where it is.
  public struct Note: Hashable, Sendable {
    /// One sentence.
    public var message: Phrase
    /// Its place.
    public var location: SourceLocation

    /// Creates a note.
    public init(message: Phrase, location: SourceLocation) {
      self.message = message
      self.location = location
    }
  }

  /// A new value for the cell of the diagnostic.
  public struct Fix: Hashable, Sendable {
    /// How certain it is.
    public var safety: FixSafety
    /// The value to write.
    public var value: CellValue
    /// The number format the new value needs, such as a date's; `nil` keeps the cell's.
    public var format: NumberFormat?

    /// Creates a fix.
    public init(safety: FixSafety, value: CellValue, format: NumberFormat? = nil) {
      self.safety = safety
      self.value = value
      self.format = format
    }
  }

  /// Stable id of the rule, such as `FEE-001`; its wording may change, the id does not.
  public var rule: String
  /// How much it matters.
  public var severity: Severity
  /// One sentence that stands alone, its placeholders filled in.
  public var message: Phrase
  /// The cell, or the sheet or file where no one cell is to blame.
  public var location: SourceLocation
  /// The value found, as the cell shows it.
  public var value: String?
  /// What to do about it.
  public var advice: Phrase?
  /// Related places.
  public var notes: [Note]
  /// A change that would settle it; `nil` where only a person can tell.
  public var fix: Fix?

  /// Creates a diagnostic.
  public init(
    rule: String, severity: Severity, message: Phrase, location: SourceLocation,
    value: String? = nil, advice: Phrase? = nil, notes: [Note] = [], fix: Fix? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.message = message
    self.location = location
    self.value = value
    self.advice = advice
    self.notes = notes
    self.fix = fix
  }
}

extension Diagnostic.Fix {
  /// The new value as the cell will show it.
  public var displayedValue: String {
    (format ?? .general).displayedText(of: value, dateSystem: .base1900)
  }
}
