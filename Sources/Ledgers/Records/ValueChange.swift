import Diagnostics
import SpreadsheetModel

/// What cleaning did to a value, or what it could not do.
///
/// How far a change may go is told by its `sameness`, and each has its own way of being made: a value that is
/// only understood carries nothing that could be written in its place.
public struct ValueChange: Sendable, Hashable {
  /// The kinds of change; the data-quality rules of a pack refer to them.
  public enum Kind: String, Sendable, CaseIterable, Codable {
    /// Blanks, line breaks and invisible characters removed.
    case whitespace
    /// Full-width characters made half-width.
    case width
    /// A date's text or serial made a date.
    case dateForm
    /// A unit or thousands separator taken off a number.
    case unit
    /// A code list's term, named by another word.
    case codeSynonym
    /// An ID number's spelling (`x`, blanks, apostrophe).
    case idSpelling
    /// A 15-digit ID number extended to 18.
    case idLength
    /// The middle dot of a name.
    case middleDot
    /// A telephone number's separators.
    case phoneSpelling
    /// `同上`, or the cell below a merged one: the value above.
    case filledDown
    /// Traditional characters made simplified where a term requires it.
    case script
    /// Mis-decoded text restored.
    case mojibake
    /// Digits that the spreadsheet has rounded away: lost, not restored.
    case digitsLost
    /// Text that cannot be read as the field's kind.
    case unreadable
    /// A text that has more than one reading, or says more than a value: a numeric `2023.1`, `未缴40`.
    case ambiguous
    /// A day or date that no calendar has.
    case impossible
    /// Chinese numerals made a number.
    case numeral
    /// A remark beside a value (`张三（预备）`).
    case annotation
    /// A term that the field's closed code list does not have; the value is the text as cleaned.
    case unknownTerm
  }

  /// How what was understood relates to what the cell says.
  public enum Sameness: String, Sendable, CaseIterable, Codable {
    /// The same value written otherwise: written out without asking.
    case spelling
    /// A word that names exactly the same thing as the standard's term: rewritten where an office asks for
    /// standard terms.
    case sameTerm
    /// Understood for checking and counting, or not at all: never rewritten.
    case reading
    /// Probably meant: written only where a person has looked.
    case suggestion
  }

  /// What kind of change.
  public let kind: Kind
  /// How what was understood relates to what the cell says.
  public let sameness: Sameness
  /// The value that could be written into the cell, `nil` where there is none.
  public let written: CellValue?
  /// The number format the new value needs.
  public let format: NumberFormat?

  /// A change as it was stored.
  init(kind: Kind, sameness: Sameness, written: CellValue?, format: NumberFormat?) {
    self.kind = kind
    self.sameness = written == nil ? .reading : sameness
    self.written = written
    self.format = format
  }

  /// Something understood that stays as it is written, or that could not be understood.
  public static func reading(_ kind: Kind) -> ValueChange {
    ValueChange(kind: kind, sameness: .reading, written: nil, format: nil)
  }

  /// A value that is probably meant and that a person must look at.
  public static func suggestion(_ kind: Kind, _ written: CellValue, format: NumberFormat? = nil)
    -> ValueChange
  {
    ValueChange(kind: kind, sameness: .suggestion, written: written, format: format)
  }

  /// The standard's word for exactly the same thing.
  public static func sameTerm(_ kind: Kind, _ term: String) -> ValueChange {
    ValueChange(kind: kind, sameness: .sameTerm, written: .text(term), format: nil)
  }

  /// The same value written as the standard writes it; a suggestion only, where the text has a residue: anything
  /// that what would be written does not say.
  static func written(
    _ kind: Kind, _ written: CellValue, format: NumberFormat? = nil, residue: Substring.UnicodeScalarView
  ) -> ValueChange {
    ValueChange(
      kind: kind, sameness: residue.isEmpty ? .spelling : .suggestion, written: written, format: format)
  }

  /// Whether the value itself is in doubt, so that no other may be taken from it.
  var isDoubt: Bool {
    switch kind {
    case .unreadable, .ambiguous, .impossible, .unknownTerm, .digitsLost, .mojibake, .annotation: true
    default: false
    }
  }

  /// Whether what could be written is certain (`safe`) or needs a person's eye (`suggested`); `nil` where nothing
  /// is written unless an office asks for standard terms.
  public var safety: FixSafety? {
    switch sameness {
    case .spelling: .safe
    case .suggestion: .suggested
    case .sameTerm, .reading: nil
    }
  }
}
