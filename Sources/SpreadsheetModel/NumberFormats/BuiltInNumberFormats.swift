/// The format codes that files name by number only (ECMA-376 Part 1, 18.8.30).
///
/// Where the standard leaves a code to the user's country, it is the one of simplified Chinese Excel:
/// its short date for 14 and 22, its currency, and its own formats 27 to 36 and 50 to 58.
public enum BuiltInNumberFormats {
  /// The first id that files give to codes of their own.
  public static let firstCustomID = 164

  /// The code of an id; `nil` for ids without one.
  public static func code(_ id: Int) -> String? { codes[id] }

  /// The id of a code, if that id means the same in Excel of every language.
  public static func portableID(of code: String) -> Int? { portableIDs[code] }

  private static let portableIDs: [String: Int] = Dictionary(
    [0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 20, 21, 45, 46, 48, 49].compactMap { id in codes[id].map { ($0, id) }
    },
    uniquingKeysWith: { first, _ in first })

  private static let codes: [Int: String] = [
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: ##""¥"#,##0;"¥"-#,##0"##, 6: ##""¥"#,##0;[Red]"¥"-#,##0"##,
    7: ##""¥"#,##0.00;"¥"-#,##0.00"##, 8: ##""¥"#,##0.00;[Red]"¥"-#,##0.00"##,
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
    23: "General", 24: "General", 25: "General", 26: "General",
    27: #"yyyy"年"m"月""#, 28: #"m"月"d"日""#, 29: #"m"月"d"日""#, 30: "m-d-yy",
    31: #"yyyy"年"m"月"d"日""#, 32: #"h"时"mm"分""#, 33: #"h"时"mm"分"ss"秒""#,
    34: #"上午/下午h"时"mm"分""#, 35: #"上午/下午h"时"mm"分"ss"秒""#, 36: #"yyyy"年"m"月""#,
    37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: #"_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ "#,
    42: #"_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ "#,
    43: #"_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ "#,
    44: #"_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ "#,
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: #"yyyy"年"m"月""#, 51: #"m"月"d"日""#, 52: #"yyyy"年"m"月""#, 53: #"m"月"d"日""#,
    54: #"m"月"d"日""#, 55: #"上午/下午h"时"mm"分""#, 56: #"上午/下午h"时"mm"分"ss"秒""#,
    57: #"yyyy"年"m"月""#, 58: #"m"月"d"日""#,
  ]
}
