/// Hides the middle of ID and telephone numbers, so that a report can be passed on.
public enum PersonalData {
  /// How many characters stay visible at each end.
  private static let visibleEnds = (start: 3, end: 4)

  /// A whole value of a personal field, all but its ends replaced by `*`.
  public static func masked(_ value: String) -> String {
    let characters = Array(value)
    let visible = visibleEnds.start + visibleEnds.end
    guard characters.count > visible else {
      return characters.count <= 2
        ? String(repeating: "*", count: characters.count)
        : String(characters[0]) + String(repeating: "*", count: characters.count - 2)
          + String(characters[characters.count - 1])
    }
    return String(characters[..<visibleEnds.start])
      + String(repeating: "*", count: characters.count - visible)
      + String(characters[(characters.count - visibleEnds.end)...])
  }

  /// A text in which every mobile number (11 digits, also behind `86` or `0`) and every ID number (15 to 18,
  /// a final `X` included) is masked, half-width and full-width digits alike, also where it is written in
  /// groups or with invisible characters inside.
  public static func maskingNumbers(in text: String) -> String {
    guard text.utf8.count >= 11 else { return text }
    var result = ""
    var run = DigitRun()
    for character in text {
      if run.takes(character) { continue }
      result += run.masked
      run = DigitRun()
      if !run.takes(character) { result.append(character) }
    }
    return result + run.masked
  }

  /// Groups of digits that follow each other, one space, hyphen or dot between two of them.
  private struct DigitRun {
    private var groups: [String] = []
    private var separators: [Character] = []
    private var isClosed = false

    /// Whether the character belongs to the run.
    mutating func takes(_ character: Character) -> Bool {
      guard !isClosed else { return false }
      if PersonalData.isDigit(character) {
        if separators.count == groups.count { groups.append("") }
        groups[groups.count - 1].append(character)
        return true
      }
      guard separators.count < groups.count else { return false }
      if PersonalData.isInvisible(character) {
        groups[groups.count - 1].append(character)
        return true
      }
      if digits >= 14, "xXｘＸ".contains(character) {
        groups[groups.count - 1].append(character)
        isClosed = true
        return true
      }
      guard Self.separators.contains(character) else { return false }
      separators.append(character)
      return true
    }

    /// The run, what is a number of a person in it masked.
    var masked: String {
      let ends = separators.map(String.init) + [""]
      if groups.count > 1, isOneNumber {
        let last = separators.count == groups.count ? ends[groups.count - 1] : ""
        let whole = zip(groups, ends).map { $0 + $1 }.joined().dropLast(last.count)
        return PersonalData.masked(String(whole)) + last
      }
      return zip(groups, ends).map { group, end in
        (Self.isLongNumber(group) ? PersonalData.masked(group) : group) + end
      }.joined()
    }

    /// What people write between two groups.
    private static let separators: Set<Character> = [
      " ", "\u{A0}", "\u{2002}", "\u{2003}", "\u{2009}", "\u{202F}", "\u{3000}", "-", "\u{2010}", "\u{2011}",
      "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}", "\u{FF0D}", ".", "·", "_",
    ]

    /// How many digits each group has, and a final `X`.
    private var counts: [Int] { groups.map(Self.length) }

    private var digits: Int { groups.reduce(0) { $0 + Self.length($1) } }

    private static func length(_ group: String) -> Int {
      group.count { !PersonalData.isInvisible($0) }
    }

    private static func isLongNumber(_ group: String) -> Bool {
      switch length(group) {
      case 11, 15...19: true
      case 12: group.first.map { "0０".contains($0) } ?? false
      case 13: hasCountryCode(group)
      default: false
      }
    }

    private static func hasCountryCode(_ group: String) -> Bool {
      group.hasPrefix("86") || group.hasPrefix("８６")
    }

    /// Whether the groups are those in which people write a number: 135 0000 0007, 86 135 0000 0007,
    /// 379901 1993 1204 030X. A run of dates such as 2025-01-01 2025-12-31 is none of these.
    private var isOneNumber: Bool {
      let counts = counts
      switch digits {
      case 11: return counts == [3, 4, 4] || counts == [3, 8] || counts == [7, 4]
      case 13: return Self.hasCountryCode(groups[0])
      case 15, 18: return counts[0] == 6 || counts.starts(with: [3, 3])
      default: return false
      }
    }
  }

  /// Whether a character takes no room: a zero-width space, a mark of direction, a byte order mark.
  private static func isInvisible(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy {
      $0.properties.generalCategory == .format || $0.properties.isDefaultIgnorableCodePoint
    }
  }

  /// Whether a character is a digit, whatever invisible scalars follow it in the same character.
  private static func isDigit(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }
}
