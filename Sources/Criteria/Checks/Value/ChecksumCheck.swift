import Diagnostics
import Ledgers
import SpreadsheetModel

/// `checksum`: an identifier's own check digit, and what else its digits must be.
struct ChecksumCheck: Check {
  static let name = "checksum"
  static let collapsesColumns = true
  static let keys = ["field", "scheme"]
  static let message = Phrase(
    zh: "{field}“{value}”的校验码不符", en: "the check digit of {field} '{value}' does not agree")
  static let placeholders: Set<String> = ["field", "value"]

  enum Scheme: String, CaseIterable {
    /// The shape of a citizen's number: 17 digits and a digit or X.
    case citizenShape
    /// Its check digit (GB 11643-1999).
    case citizenCheckDigit
    /// The first two digits are a province's (GB/T 2260).
    case citizenRegion
    /// The birth date inside is a day of the calendar and not in the future.
    case citizenBirth
    /// Shape and check character of a unified social credit code (GB 32100-2015).
    case creditCode
  }

  let field: FieldID
  let scheme: Scheme

  init(_ reader: NodeReader, in scope: CheckScope) throws(PackProblem) {
    field = try scope.field(try reader.required("field"))
    scheme = try reader.required("scheme").word(as: Scheme.self)
  }

  func evaluate(_ run: inout RuleRun) {
    run.forEachRecord(fields: [field]) { run, unit in
      guard let text = unit.value(0).text else { return }
      let fails: Bool
      switch scheme {
      case .citizenShape: fails = CitizenNumber(text) == nil
      case .citizenCheckDigit: fails = CitizenNumber(text).map { !$0.hasValidCheckDigit } ?? false
      case .citizenRegion: fails = CitizenNumber(text).map { !$0.hasKnownRegion } ?? false
      case .citizenBirth:
        fails = CitizenNumber(text).map { $0.birth.map { $0 > run.context.asOf } ?? true } ?? false
      case .creditCode: fails = !CreditCode.isValid(text)
      }
      if fails { run.report(unit, slot: 0) }
    }
  }
}

/// A citizen's ID number of 18 places (GB 11643-1999): region, birth date, sequence, check digit.
struct CitizenNumber {
  private let digits: [UInt8]
  private let check: UInt8

  /// `nil` unless the text is 17 digits and a digit or `X`.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 18 else { return nil }
    let digits = bytes[0..<17].map { $0 &- UInt8(ascii: "0") }
    guard digits.allSatisfy({ $0 <= 9 }) else { return nil }
    let last = bytes[17]
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(last) || last == UInt8(ascii: "X") else {
      return nil
    }
    self.digits = digits
    check = last
  }

  var hasValidCheckDigit: Bool {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
    return Array("10X98765432".utf8)[sum % 11] == check
  }

  /// The birth date inside; `nil` if the calendar has no such day.
  var birth: CivilDate? {
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) } }
    return CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14))
  }

  /// Whether the 17th digit is odd.
  var isMale: Bool { digits[16] % 2 == 1 }

  /// Whether the first two digits are a province of GB/T 2260.
  var hasKnownRegion: Bool {
    let province = Int(digits[0]) * 10 + Int(digits[1])
    return Self.provinces.contains(province)
  }

  private static let provinces: Set<Int> = [
    11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53,
    54, 61, 62, 63, 64, 65, 71, 81, 82, 83,
  ]
}

/// The unified social credit code of 18 characters (GB 32100-2015).
enum CreditCode {
  static func isValid(_ text: String) -> Bool {
    let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
    let bytes = Array(text.utf8)
    guard bytes.count == 18 else { return false }
    var sum = 0
    var weight = 1
    for byte in bytes[0..<17] {
      guard let value = alphabet.firstIndex(of: byte) else { return false }
      sum += value * weight
      weight = weight * 3 % 31
    }
    return alphabet[(31 - sum % 31) % 31] == bytes[17]
  }
}
