import Diagnostics

/// What is wrong with a formula, and where in its text.
///
/// Such an error is the author's, not the data's: it is found once, when the formula is parsed or
/// typed, never again for each record.
public struct FormulaError: Error, Hashable, Sendable {
  /// Stable codes; their wording may change.
  public enum Code: String, Sendable, CaseIterable {
    /// There is nothing to compute.
    case empty
    /// Longer than Excel's 8,192 characters.
    case tooLong
    /// Nested deeper than `FormulaExpression.maximumDepth`.
    case tooDeep
    /// Something stands where it cannot.
    case unexpected
    /// The formula ends where something must follow.
    case unexpectedEnd
    /// Text without its closing quote.
    case unterminatedText
    /// A bracket or a quoted sheet name without its end.
    case unterminatedName
    /// A full-width character (`,`, `(`) where its half-width form belongs.
    case fullWidth
    /// A number past the range of a double.
    case numberRange
    /// A constant array whose rows differ in length, or that holds more than constants.
    case arrayConstant
    /// A structured reference that says nothing.
    case structuredReference
    /// A text between quotes past Excel's 255 characters.
    case longText
    /// A sheet that the workbook has not.
    case noSheet
    /// A table that the workbook has not.
    case noTable
    /// Another workbook, by a number that the workbook has not.
    case noLink
    /// A function there is not.
    case unknownFunction
    /// A function that a criterion may not use: volatile, or reaching for cells by their address.
    case forbiddenFunction
    /// Too few or too many arguments.
    case argumentCount
    /// A name that is neither field nor input.
    case unknownName
    /// A field that the ledger has not.
    case unknownField
    /// A table there is not.
    case unknownTable
    /// A cell's address where only fields may be referred to.
    case forbiddenReference
    /// A value of another type than the place takes.
    case type
    /// A whole column where one value belongs.
    case column
    /// One value where a whole column belongs.
    case notColumn
    /// Two dates added, multiplied and the like.
    case dateArithmetic
    /// Values of different types compared.
    case comparison
    /// A day or number joined to text without saying how it is written.
    case dateText
  }

  /// What is wrong.
  public var code: Code
  /// Where, as offsets into the UTF-8 text of the formula.
  public var range: Range<Int>
  /// What fills the message's placeholders.
  public var arguments: [String: String]

  /// Creates an error.
  public init(_ code: Code, _ range: Range<Int>, _ arguments: [String: String] = [:]) {
    self.code = code
    self.range = range
    self.arguments = arguments
  }

  /// The formula with a line below it that marks the place; full-width characters take two columns.
  /// ```
  /// [@实缴]>=应交
  ///          ~~~~
  /// ```
  public func excerpt(of formula: String) -> String {
    var column = 0
    var width = 0
    var offset = 0
    for scalar in formula.unicodeScalars {
      if offset >= range.upperBound { break }
      let columns = Self.isWide(scalar) ? 2 : 1
      if offset < range.lowerBound { column += columns } else { width += columns }
      offset += scalar.utf8.count
    }
    return formula + "\n" + String(repeating: " ", count: column)
      + String(repeating: "~", count: max(1, width))
  }

  /// Which character of the formula the place begins with, counted from 1.
  public func character(in formula: String) -> Int {
    String(decoding: Array(formula.utf8).prefix(range.lowerBound), as: UTF8.self).count + 1
  }

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }
}
