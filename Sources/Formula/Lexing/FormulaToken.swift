/// One lexical piece of a formula, with its place in the UTF-8 text.
struct FormulaToken: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    case number
    /// Text in quotes, its inner quotes doubled.
    case text
    /// An error value such as `#N/A`.
    case error
    /// A defined name, `TRUE`, a field or a table's name.
    case name
    /// A name directly before `(`; the parenthesis is a token of its own.
    case function
    /// A sheet's name with its `!`, quoted or bare, of this workbook or another, one sheet or several.
    case sheet
    case reference(ReferenceArea)
    /// A structured reference, its table's name included: `[@金额]`, `台账[[#All],[金额]]`.
    case structured
    case plus, minus, times, divide, power, concatenate, percent
    case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual
    case colon, comma, semicolon
    case leftParenthesis, rightParenthesis, leftBrace, rightBrace
    /// `#` behind a reference: all cells a formula spills into.
    case spill
    /// `@` before a reference: implicit intersection.
    case intersect
    case space
    /// Text without its closing quote, to the end.
    case unterminatedText
    /// A sheet's name or a bracket without its end, to the end.
    case unterminatedName
    /// A byte that begins nothing.
    case unknown
  }

  var kind: Kind
  /// Offsets into the UTF-8 text.
  var range: Range<Int>
}
