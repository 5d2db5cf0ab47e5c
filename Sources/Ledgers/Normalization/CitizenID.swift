import SpreadsheetModel

/// A citizen's ID number of 18 characters (GB 11643-1999): region, birth date, sequence, check digit.
public struct CitizenID: Hashable, Sendable {
  /// The 18 characters, a final `X` in capitals.
  public let text: String
  /// The date of birth inside.
  public let birth: CivilDate
  /// Whether the sequence number is a man's (odd).
  public let isMale: Bool

  /// Reads 18 characters; `nil` unless the date inside exists and the check digit agrees.
  public init?(_ text: String) {
    guard let parts = Self.parts(of: text), parts.check == parts.expected, let birth = parts.birth else {
      return nil
    }
    self.text = text.last == "x" ? String(text.dropLast()) + "X" : text
    self.birth = birth
    isMale = parts.isMale
  }

  /// The number of 18 characters for one of 15, as they were given out until 1999; `nil` if it is
  /// none. The century is the last one: nobody born before 1900 is in a ledger.
  public init?(fifteenDigits text: String) {
    let digits = Array(text.utf8)
    guard digits.count == 15, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let body = digits[..<6] + [0x31, 0x39] + digits[6...]
    let check = Self.checkCharacter(of: Array(body))
    self.init(String(decoding: body + [check], as: UTF8.self))
  }

  /// Why a text of 18 characters is no ID number, or that it is one.
  public enum Fault: String, Sendable {
    /// Not 17 digits and a digit or `X`.
    case shape
    /// The date inside is none.
    case birth
    /// The check digit does not agree.
    case checkDigit
  }

  /// What is wrong with a text as an ID number of 18 characters; `nil` if nothing is.
  public static func fault(of text: String) -> Fault? {
    guard let parts = parts(of: text) else { return .shape }
    if parts.birth == nil { return .birth }
    return parts.check == parts.expected ? nil : .checkDigit
  }

  private struct Parts {
    var birth: CivilDate?
    var isMale: Bool
    var check: UInt8
    var expected: UInt8
  }

  private static func parts(of text: String) -> Parts? {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(18)
    for byte in text.utf8 {
      guard bytes.count < 18 else { return nil }
      bytes.append(byte)
    }
    guard bytes.count == 18 else { return nil }
    if bytes[17] == UInt8(ascii: "x") { bytes[17] = UInt8(ascii: "X") }
    guard bytes[..<17].allSatisfy({ (0x30...0x39).contains($0) }),
      bytes[17] == UInt8(ascii: "X") || (0x30...0x39).contains(bytes[17])
    else { return nil }
    func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) } }
    let birth = CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14))
    return Parts(
      birth: birth, isMale: bytes[16] % 2 == 1, check: bytes[17],
      expected: checkCharacter(of: Array(bytes[..<17])))
  }

  /// The check character of 17 digits: weighted sum modulo 11 (ISO 7064, MOD 11-2).
  private static func checkCharacter(of digits: [UInt8]) -> UInt8 {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    let characters: [UInt8] = Array("10X98765432".utf8)
    let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 - 0x30) * $1.1 }
    return characters[sum % 11]
  }
}
