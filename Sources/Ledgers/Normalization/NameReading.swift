/// Cleans the names of persons and cuts lists of them apart.
enum NameReading {
  /// A name as cleaned.
  struct Name {
    var text: String
    var lostBlanks = false
    var changedDot = false
    /// Whether the text names more than one person.
    var isSeveral = false
    /// Whether a remark in brackets was taken off.
    var lostRemark = false
    /// The remark, without its brackets.
    var remark = ""
  }

  /// Cleans one name: blanks inside a short Han name, the dot of a minority name, a remark in brackets.
  static func name(_ text: String) -> Name {
    var name = Name(text: text)
    var scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { !TextFolding.isHan($0) }) else {
      name.isSeveral = scalars.count >= 5 && isSeveral(scalars)
      return name
    }
    if let open = scalars.firstIndex(where: { "(（[【〔".unicodeScalars.contains($0) }), open > 0,
      let last = scalars.last, ")）]】〕".unicodeScalars.contains(last)
    {
      for scalar in scalars[(open + 1)...].dropLast() { name.remark.unicodeScalars.append(scalar) }
      scalars.removeSubrange(open...)
      while let last = scalars.last, TextFolding.isSpace(last) { scalars.removeLast() }
      name.lostRemark = true
    }
    if isSeveral(scalars) {
      name.isSeveral = true
      return name
    }
    let spaces = scalars.count(where: TextFolding.isSpace)
    if spaces > 0 {
      let rest = scalars.filter { !TextFolding.isSpace($0) }
      // 张　三, 欧 阳 修 and 欧阳 娜娜; longer ones with blanks may be a foreign name.
      if rest.count <= 4, rest.allSatisfy(TextFolding.isHan) {
        scalars = rest
        name.lostBlanks = true
      }
    }
    var previousIsHan = false
    for index in scalars.indices {
      let scalar = scalars[index]
      let nextIsHan = index + 1 < scalars.count && TextFolding.isHan(scalars[index + 1])
      if previousIsHan, nextIsHan, scalar != "·",
        TextFolding.isMiddleDot(scalar) || scalar == "." || scalar == "．" || scalar == "﹒" || scalar == "。"
          || scalar == "‧"
      {
        scalars[index] = "·"
        name.changedDot = true
      }
      previousIsHan = TextFolding.isHan(scalar)
    }
    if name.lostRemark || name.lostBlanks || name.changedDot {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      name.text = String(view)
    }
    return name
  }

  /// Whether a text is the names of two or more persons: `张三 李四`, `张三、李四`, `王建国和陈志强`.
  private static func isSeveral(_ scalars: [Unicode.Scalar]) -> Bool {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let parts = list(String(text))
    guard parts.count > 1, parts.allSatisfy({ isName(Substring($0).unicodeScalars) }) else { return false }
    // 欧阳 娜娜: a compound surname stands before its given name.
    return
      !(parts.count == 2 && compoundSurnames.contains(parts[0]) && parts[1].unicodeScalars.count <= 2
      && scalars.contains(where: TextFolding.isSpace))
  }

  private static let compoundSurnames: Set<String> = [
    "欧阳", "上官", "司马", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "夏侯", "司徒", "司空", "长孙", "宇文", "独孤",
    "南宫", "端木", "轩辕", "百里", "呼延", "东郭", "南门", "闻人", "钟离", "公羊", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于",
    "太叔", "申屠", "公西", "仲孙", "歐陽", "司馬", "諸葛", "東方", "尉遲", "公孫", "長孫", "獨孤",
  ]

  /// The parts of a list in one cell: cut at `、，,；;/`, line breaks and, where every part is a Han
  /// name, at blanks; brackets stay together.
  static func list(_ text: String) -> [String] {
    var parts: [String] = []
    var current = String.UnicodeScalarView()
    var depth = 0
    func flush() {
      let part = trimmed(current)
      if !part.isEmpty { parts.append(part) }
      current = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "(", "（", "[", "【", "〔":
        depth += 1
        current.append(scalar)
      case ")", "）", "]", "】", "〕":
        depth = max(0, depth - 1)
        current.append(scalar)
      case "、", "，", ",", "；", ";", "/", "／", "\n", "\r", "\t", "|", "&", "＆", "﹑", "､":
        if depth == 0 { flush() } else { current.append(scalar) }
      default:
        current.append(scalar)
      }
    }
    flush()
    return parts.flatMap(splitAtBlanks).flatMap(splitAtAnd)
  }

  /// `王建国和陈志强` is two names, `李和平` is one: either side must be a whole name, and what would be one of four
  /// characters stays one.
  private static func splitAtAnd(_ part: String) -> [String] {
    let scalars = Array(part.unicodeScalars)
    guard scalars.count >= 5, scalars.allSatisfy(TextFolding.isHan) else { return [part] }
    for (index, scalar) in scalars.enumerated() where "和及与與".unicodeScalars.contains(scalar) {
      let (left, right) = (scalars[..<index], scalars[(index + 1)...])
      guard (2...4).contains(left.count), (2...4).contains(right.count) else { continue }
      return [left, right].map { String(String.UnicodeScalarView($0)) }
    }
    return [part]
  }

  /// `李四 王五` is two names, `张 三` is one, `Mary Smith` is one.
  private static func splitAtBlanks(_ part: String) -> [String] {
    let pieces = part.unicodeScalars.split(whereSeparator: TextFolding.isSpace)
    guard pieces.count > 1 else { return [part] }
    return pieces.allSatisfy(isName) ? pieces.map { String($0) } : [part]
  }

  /// Whether a piece can be a whole name: two to four characters, or the parts of a minority name with
  /// dots between them.
  private static func isName(_ piece: Substring.UnicodeScalarView) -> Bool {
    let parts = piece.split(omittingEmptySubsequences: false) { TextFolding.isMiddleDot($0) || $0 == "." }
    guard parts.count > 1 else { return (2...4).contains(piece.count) && piece.allSatisfy(TextFolding.isHan) }
    return parts.allSatisfy { !$0.isEmpty && $0.allSatisfy(TextFolding.isHan) }
  }

  private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
    var rest = Substring.UnicodeScalarView(scalars)
    while let first = rest.first, TextFolding.isSpace(first) { rest.removeFirst() }
    while let last = rest.last, TextFolding.isSpace(last) { rest.removeLast() }
    return String(rest)
  }
}
