/// What stands in a cell that holds no value of its own.
enum Absence {
  /// Nothing, or a promise to write something (`待补`).
  case missing
  /// Explicitly none (`无`).
  case none
  /// The question does not arise (`—`, `/`).
  case notApplicable
  /// No end yet (`至今`, `长期`); meant only where a date is expected.
  case openEnd
  /// The value above (`同上`, `〃`).
  case ditto

  /// The class of a cleaned text; `nil` for a value.
  init?(_ text: String) {
    // The longest word has six characters, which are 18 bytes.
    guard text.utf8.count <= 20 else { return nil }
    if text.isEmpty {
      self = .missing
    } else if let first = text.unicodeScalars.first, !Self.beginnings.contains(first) {
      return nil
    } else if let known = Self.words[text] {
      self = known
    } else if text.utf8.count > 1, text.unicodeScalars.allSatisfy(Self.isDash) {
      self = .notApplicable
    } else {
      return nil
    }
  }

  private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2D, 0x2010...0x2015, 0x2212, 0x2500, 0x2501, 0xFF0D, 0x2F,
      0x5C, 0xFF0F:
      true
    default: false
    }
  }

  /// What a word or a row of dashes begins with: spares nearly every cell the look-up.
  private static let beginnings = ScalarSet(words.keys.compactMap(\.unicodeScalars.first)) { isDash($0) }

  private static let words: [String: Absence] = {
    var words: [String: Absence] = [:]
    func add(_ absence: Absence, _ list: [String]) { for word in list { words[word] = absence } }
    add(
      .missing,
      ["待补", "待定", "待补充", "待查", "待填", "?", "？", "??", "？？", "空", "未填", "暂缺", "待核实", "待确认", "不详", "不明"])
    add(.none, ["无", "無", "暂无", "暫無", "没有", "沒有", "〇", "无。", "none", "None", "（无）", "(无)", "没"])
    add(
      .notApplicable,
      [
        "-", "—", "–", "―", "－", "─", "/", "／", "\\", "＼", "不适用", "不適用", "×", "N/A", "n/a", "NA", "*", "——",
        "/ /",
      ])
    add(
      .openEnd,
      [
        "至今", "现在", "現在", "长期", "長期", "今", "长期坚持", "長期堅持", "立行立改", "即知即改", "立知立改", "持续", "持续坚持", "长期有效",
        "持续推进", "现任", "立即整改", "即行即改", "长期整改", "立即",
      ])
    add(.ditto, ["同上", "〃", "″", "''", "\"", "＂", "↑", "同前", "\u{201D}", "〞", "\u{201C}", "同 上", "´´"])
    return words
  }()
}
