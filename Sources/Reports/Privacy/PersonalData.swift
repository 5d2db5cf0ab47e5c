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

  /// A text in which every run of digits as long as a mobile number (11) or an ID number (15 to 18,
  /// a final `X` included) is masked; half-width and full-width digits alike.
  public static func maskingNumbers(in text: String) -> String {
    guard text.utf8.count >= 11 else { return text }
    var result = ""
    var run = ""
    func flush() {
      let isNumber = (11...19).contains(run.count) && !(12...14).contains(run.count)
      result += isNumber ? masked(run) : run
      run = ""
    }
    for character in text {
      if isDigit(character) {
        run.append(character)
      } else if run.count >= 14, "xXｘＸ".contains(character) {
        run.append(character)
        flush()
      } else {
        if !run.isEmpty { flush() }
        result.append(character)
      }
    }
    flush()
    return result
  }

  private static func isDigit(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else {
      return false
    }
    return (0x30...0x39).contains(scalar.value) || (0xFF10...0xFF19).contains(scalar.value)
  }
}
