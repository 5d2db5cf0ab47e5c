/// A header cell taken apart: the name, and what brackets say about units, formats and options.
struct HeaderText: Hashable {
  /// The name, folded, without brackets, marks and hints.
  let name: String
  /// The name with what headers vary at random levelled out (`HeaderText.key(of:)`).
  let key: String
  /// What stood in brackets, folded.
  let hints: [String]

  /// Takes a cell's text apart.
  init(_ text: String) {
    var name = String.UnicodeScalarView()
    var hint = String.UnicodeScalarView()
    var hints: [String] = []
    var depth = 0
    for scalar in Self.withoutNumber(text.unicodeScalars.prefix(Self.longest)) {
      guard let folded = TextFolding.fold(scalar) else { continue }
      switch folded {
      case "(", "[", "{", "【", "<", "〈", "《":
        depth += 1
        if depth > 1 { hint.append(folded) }
      case ")", "]", "}", "】", ">", "〉", "》":
        if depth == 1 {
          hints.append(String(hint))
          hint = String.UnicodeScalarView()
        } else if depth > 1 {
          hint.append(folded)
        }
        depth = max(0, depth - 1)
      case "*", "★", "●", "▲", "△", "※", "·", ":", "_", "“", "”", "\"", "'", "。", "☆", "#":
        if depth > 0 { hint.append(folded) }
      case "、", "-", "—":
        // Kept inside (推荐、推优), where it separates; `/` is kept as it joins alternatives.
        if depth > 0 { hint.append(folded) }
      default:
        if depth > 0 { hint.append(folded) } else { name.append(folded) }
      }
    }
    if depth > 0, !hint.isEmpty { hints.append(String(hint)) }
    // （姓名）: everything in brackets is the name itself.
    if name.isEmpty, hints.count == 1 {
      self.name = hints[0]
      self.hints = []
    } else {
      self.name = String(name)
      self.hints = hints
    }
    key = Self.key(of: self.name)
  }

  /// How much of a cell is looked at: what is longer is no header, whatever it begins with.
  private static let longest = 2048

  /// A header without the number of its column: `①姓名`, `1、姓名`, `（三）性别`.
  private static func withoutNumber(_ whole: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
    var rest = whole.drop { TextFolding.isSpace($0) || decorations.contains($0) }
    // Nearly every text ends here: names begin with a character that no number has.
    guard let next = rest.first, next == "(" || next == "（" || isNumber(next) else { return whole }
    if !isNumber(next) { rest = rest.dropFirst() }
    var count = 0
    while let scalar = rest.first, count < 3, isNumber(scalar) {
      rest = rest.dropFirst()
      count += isEnclosedNumber(scalar) ? 4 : 1
    }
    guard count > 0, count != 3, let mark = rest.first, count >= 4 || closings.contains(mark) else {
      return whole
    }
    rest = rest.drop { TextFolding.isSpace($0) || closings.contains($0) || $0 == ":" || $0 == "：" }
    guard let first = rest.first, TextFolding.isHan(first) else { return whole }
    return rest
  }

  private static let decorations: [Unicode.Scalar] = ["★", "☆", "*", "＊", "#"]
  private static let closings: [Unicode.Scalar] = ["、", ".", "．", ")", "）"]

  private static func isNumber(_ scalar: Unicode.Scalar) -> Bool {
    (0x30...0x39).contains(scalar.value) || isEnclosedNumber(scalar) || NumeralReading.isNumeral(scalar)
  }

  /// ①, ⑴, ⒈ and ㈠: a number and its mark in one character.
  private static func isEnclosedNumber(_ scalar: Unicode.Scalar) -> Bool {
    (0x2460...0x249B).contains(scalar.value) || (0x3220...0x3229).contains(scalar.value)
  }

  /// Whether the cell says nothing.
  var isEmpty: Bool { name.isEmpty }

  /// A folded name with the variations levelled out that mean nothing in a header: `缴`, `纳` and `收` in
  /// dues, `时间` against `日期`, `号码` and `编号` against `号`, `党支部` against `支部` and `党组织`, `数量` against
  /// `数`, a trailing `姓名`.
  static func key(of name: String) -> String {
    var out: [Unicode.Scalar] = []
    out.reserveCapacity(name.unicodeScalars.count)
    for scalar in name.unicodeScalars {
      switch scalar {
      case "的", "/": continue
      case "缴", "纳", "交":
        if out.last == "收" { out.removeLast() }
        if out.last != "交" { out.append("交") }
      case "收" where out.last == "应" || out.last == "实":
        out.append("交")
      case "码" where out.last == "号": continue
      case "号" where out.last == "编":
        out.removeLast()
        out.append("号")
      case "部" where out.last == "支":
        // 党支部 and 支部 are 支.
        out.removeLast()
        if out.last == "党" { out.removeLast() }
        out.append("支")
      case "织" where out.last == "组" && out.dropLast().last == "党":
        out.removeLast(2)
        out.append("支")
      case "份" where out.last == "成": out.append("分")
      // 批覆 is how traditional script writes 批复; 覆盖 keeps its character.
      case "覆" where out.last == "批": out.append("复")
      case "其" where out.isEmpty: out.append("其")
      default: out.append(scalar)
      }
    }
    strip(&out, ["年月日", "日期", "时间", "年月", "时日"], mark: "@")
    strip(&out, ["总人数", "人数", "数量", "个数", "总数", "数目"], mark: "数")
    if out.count > 2, out.last == "名", out[out.count - 2] == "姓" { out.removeLast(2) }
    if out.count > 2, out.last == "称", out[out.count - 2] == "名", out[out.count - 3] == "支" {
      out.removeLast(2)
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: out)
    return String(view)
  }

  /// Replaces the first of the endings that the name has by a mark.
  private static func strip(_ out: inout [Unicode.Scalar], _ endings: [String], mark: Unicode.Scalar) {
    for ending in endings {
      let scalars = ending.unicodeScalars
      if out.count >= scalars.count, out.suffix(scalars.count).elementsEqual(scalars) {
        out.removeLast(scalars.count)
        out.append(mark)
        return
      }
    }
  }
}
