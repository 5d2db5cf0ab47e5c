/// Names of months, days and eras in the languages that number formats ask for (`[$-804]`).
enum DateNames {
  /// Whether a language code is one of Chinese: 804 in China, 404 in Taiwan, C04, 1004, 1404 elsewhere.
  static func isChinese(_ language: Int) -> Bool { language & 0x3FF == 0x04 }
  /// Whether a language code is Japanese.
  static func isJapanese(_ language: Int) -> Bool { language & 0x3FF == 0x11 }

  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
  private static let chineseMonths = [
    "一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月",
  ]
  private static let englishDays = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]
  private static let chineseDays = ["日", "一", "二", "三", "四", "五", "六"]

  /// The name of a month (1 to 12): three letters, in full, or its first letter.
  static func month(_ month: Int, letters: Int, _ language: Int) -> String {
    let index = max(0, min(11, month - 1))
    if isChinese(language) || isJapanese(language) {
      return letters == 4 && isChinese(language) ? chineseMonths[index] : "\(month)月"
    }
    let name = englishMonths[index]
    return letters == 3 ? String(name.prefix(3)) : letters >= 5 ? String(name.prefix(1)) : name
  }

  /// The name of a day (0 for Sunday): three letters or in full.
  static func day(_ day: Int, letters: Int, _ language: Int) -> String {
    let index = max(0, min(6, day))
    if isChinese(language) { return (letters == 3 ? "周" : "星期") + chineseDays[index] }
    return letters == 3 ? String(englishDays[index].prefix(3)) : englishDays[index]
  }

  /// The day of the week in Chinese: `aaa` is 一, or 周一 where Chinese is asked for by code; `aaaa` 星期一.
  static func weekday(_ day: Int, letters: Int, _ language: Int) -> String {
    let name = chineseDays[max(0, min(6, day))]
    return letters >= 4 ? "星期" + name : isChinese(language) ? "周" + name : name
  }

  /// An era's name, in the length that `g`, `gg` and `ggg` ask for, and the year in it.
  static func era(_ year: Int, _ month: Int, _ day: Int, letters: Int, _ language: Int) -> (String, Int) {
    if language == 0x404, year >= 1912 { return (letters >= 3 ? "中華民國" : "民國", year - 1911) }
    guard isJapanese(language) else { return ("", year) }
    let eras = [
      ("令和", "R", 2019, 501), ("平成", "H", 1989, 108), ("昭和", "S", 1926, 1225), ("大正", "T", 1912, 730),
      ("明治", "M", 1868, 101),
    ]
    for (name, letter, first, start) in eras
    where (year, month * 100 + day) >= (first, start) {
      let text = letters >= 3 ? name : letters == 2 ? String(name.prefix(1)) : letter
      return (text, year - first + 1)
    }
    return ("", year)
  }
}
