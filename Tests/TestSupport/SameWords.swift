import Foundation

/// Judges whether two texts say the same, written otherwise.
///
/// It shares nothing with the program: no reader, no code list, no table of words. What is not plainly a matter of
/// blanks, widths, the marks of a date or a number's separators counts as another text.
public enum SameWords {
  /// Whether a cell that showed `before` still says the same with `after` in it. A day is given as `2005-06-18`.
  public static func same(_ before: String, _ after: String) -> Bool {
    var one = plain(before)
    if one.hasPrefix("'") { one.removeFirst() }
    let other = plain(after)
    if one == other { return true }
    if let day = day(before) ?? day(one), day == self.day(after) { return true }
    if let number = number(one), let written = Double(other), number == written { return true }
    return phone(one) == other
  }

  /// Compatibility forms, no white space, nothing invisible, capitals, one kind of middle dot.
  private static func plain(_ text: String) -> String {
    let folded = text.precomposedStringWithCompatibilityMapping.uppercased()
    let seen = folded.unicodeScalars.filter {
      !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
    }
    return String(String.UnicodeScalarView(seen.map { $0 == "•" || $0 == "・" ? "·" : $0 }))
  }

  /// Year, month and, where it is written, day.
  private static func day(_ text: String) -> [Int]? {
    var text = text.precomposedStringWithCompatibilityMapping.trimmingCharacters(in: .whitespacesAndNewlines)
    if text.hasPrefix("'") { text.removeFirst() }
    text = text.replacing(/[ T]0?0:00(:00)?$/, with: "").filter { !$0.isWhitespace }
    let chinese = /([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月(?:([一二三四五六七八九十]{1,3})日)?/
    if let match = text.wholeMatch(of: chinese) {
      let digits = Array("〇一二三四五六七八九")
      func digit(_ character: Character) -> Int { digits.firstIndex(of: character) ?? 0 }
      func small(_ word: Substring) -> Int {
        guard let ten = word.firstIndex(of: "十") else { return word.first.map(digit) ?? 0 }
        let tens = word[..<ten].first.map(digit) ?? 1
        return tens * 10 + (word[word.index(after: ten)...].first.map(digit) ?? 0)
      }
      let year = match.1.reduce(0) { $0 * 10 + digit($1) }
      return [year, small(match.2)] + (match.3.map { [small($0)] } ?? [])
    }
    for pattern in [
      /(\d{4})[-.\/年、。](\d{1,2})[-.\/月、。](\d{1,2})日?/, /(\d{4})(\d\d)(\d\d)/,
    ] {
      if let match = text.wholeMatch(of: pattern) {
        return [match.1, match.2, match.3].compactMap { Int($0) }
      }
    }
    for pattern in [/(\d{4})[-.\/年、。](\d{1,2})月?/, /(\d{4})(\d\d)/] {
      if let match = text.wholeMatch(of: pattern) { return [match.1, match.2].compactMap { Int($0) } }
    }
    if let serial = Int(text), (7_000...60_000).contains(serial) {
      let date = Date(timeIntervalSince1970: Double(serial - 25_569) * 86_400)
      var calendar = Calendar(identifier: .gregorian)
      calendar.timeZone = .gmt
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      return [parts.year, parts.month, parts.day].compactMap { $0 }
    }
    return nil
  }

  /// A number with its separators and the plain unit of its column.
  private static func number(_ text: String) -> Double? {
    let pattern = /[¥￥]?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:人|名|元|次|学时|岁)?/
    guard let match = text.wholeMatch(of: pattern) else { return nil }
    return Double(match.1.replacing(",", with: ""))
  }

  /// The eleven digits of a mobile number.
  private static func phone(_ text: String) -> String? {
    let bare = text.replacing("-", with: "")
    guard let match = bare.wholeMatch(of: /(?:\+?86)?(1\d{10})(?:\.0)?/) else { return nil }
    return String(match.1)
  }
}
