/// Cleans the names of persons and cuts lists of them apart.
enum NameReading {
  /// A name as cleaned.
  struct Name {
    var text: String
    var lostBlanks = false
    var changedDot = false
    /// Whether a remark in brackets was taken off.
    var lostRemark = false
    /// The remark, without its brackets.
    var remark = ""
  }

  /// Cleans one name: blanks inside a short Han name, the dot of a minority name, a remark in brackets.
  static func name(_ text: String) -> Name {
    var name = Name(text: text)
    var scalars = Array(text.unicodeScalars)
    guard scalars.contains(where: { !TextFolding.isHan($0) }) else { return name }
    if let open = scalars.firstIndex(where: { "(（[【〔".unicodeScalars.contains($0) }), open > 0,
      let last = scalars.last, ")）]】〕".unicodeScalars.contains(last)
    {
      for scalar in scalars[(open + 1)...].dropLast() { name.remark.unicodeScalars.append(scalar) }
      scalars.removeSubrange(open...)
      while let last = scalars.last, TextFolding.isSpace(last) { scalars.removeLast() }
      name.lostRemark = true
    }
    let spaces = scalars.count(where: TextFolding.isSpace)
    if spaces > 0 {
      let rest = scalars.filter { !TextFolding.isSpace($0) }
      // 张　三 and 欧 阳 修; longer ones with blanks may be two names or a foreign one.
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
    return parts.flatMap(splitAtBlanks)
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
