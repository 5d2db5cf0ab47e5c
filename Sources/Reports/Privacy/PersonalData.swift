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

  /// A text in which every mobile number (11 digits) and every ID number (15 to 18, a final `X` included)
  /// is masked, half-width and full-width digits alike, also where it is written in groups.
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

  /// Groups of digits that follow each other, one space or hyphen between two of them.
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
      if digits >= 14, "xXｘＸ".contains(character) {
        groups[groups.count - 1].append(character)
        isClosed = true
        return true
      }
      guard " -\u{A0}\u{3000}".contains(character) else { return false }
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
        (Self.isLongNumber(group.count) ? PersonalData.masked(group) : group) + end
      }.joined()
    }

    private var digits: Int { groups.reduce(0) { $0 + $1.count } }

    private static func isLongNumber(_ digits: Int) -> Bool { digits == 11 || (15...19).contains(digits) }

    /// Whether the groups are those in which people write a number: 135 0000 0007, 86 135 0000 0007,
    /// 379901 1993 1204 030X. A run of dates such as 2025-01-01 2025-12-31 is none of these.
    private var isOneNumber: Bool {
      let counts = groups.map(\.count)
      switch digits {
      case 11: return counts == [3, 4, 4] || counts == [3, 8] || counts == [7, 4]
      case 13: return groups[0] == "86"
      case 15, 18: return counts[0] == 6 || counts.starts(with: [3, 3])
      default: return false
      }
    }
  }

  private static func isDigit(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return false
    }
    return (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }
}
