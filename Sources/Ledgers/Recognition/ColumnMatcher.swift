/// Which fields of which ledgers the columns of a header may be.
struct ColumnMatcher {
  /// One possible meaning of a column.
  struct Candidate: Sendable {
    var column: Int
    var ledger: Int
    var field: Int
    var score: Double
    var evidence: ColumnMapping.Evidence
    var gathers: Bool
  }

  let vocabulary: HeaderVocabulary

  /// Scores by how exactly a header names a field.
  private enum Score {
    static let path = 1.06
    static let stage = 1.02
    static let ordinal = 1.04
    static let exact = 1.0
    static let levelled = 0.92
    static let group = 0.86
    static let hint = 0.8
    static let likeness = 0.68
    /// Decides between columns that are equal otherwise, and nothing else.
    static let rank = 1e-6
  }

  /// The candidates of every column, all ledgers together. `title` stands above them all, folded.
  func candidates(for paths: [HeaderPath], title: String = "") -> [[Candidate]] {
    var seen: [String: Int] = [:]
    // 党委审批时间 under a title of 转正, after 转正申请时间 and no other stage, or for the second time, is that of the
    // stage.
    let titled = vocabulary.stages.filter { title.has($0) }
    var stage: [String] = []
    var met: Set<String> = []
    return paths.enumerated().map { index, path in
      var occurrence = 1
      if let leaf = path.leaf {
        occurrence = (seen[leaf.name] ?? 0) + 1
        seen[leaf.name] = occurrence
      }
      let own = vocabulary.stages.filter { word in path.parts.contains { $0.name.has(word) } }
      if !own.isEmpty {
        stage = own
        met.formUnion(own)
      }
      let isSettled = occurrence > 1 || met.count == 1
      let context = titled.count == 1 && met.isSubset(of: titled) ? titled : isSettled ? stage : []
      let column = HeaderMemo.Column(texts: path.texts, occurrence: occurrence, context: context)
      var found = vocabulary.memo.meanings(of: column) {
        candidates(for: path, occurrence: occurrence, stage: context)
      }
      for position in found.indices { found[position].column = index }
      return found
    }
  }

  private func candidates(for path: HeaderPath, occurrence: Int, stage: [String]) -> [Candidate] {
    guard let leaf = path.leaf else { return [] }
    var best: [Int: Candidate] = [:]
    let groups = path.parts.dropLast()

    func offer(_ posting: HeaderVocabulary.Posting, _ score: Double, _ evidence: ColumnMapping.Evidence) {
      var score = score
      if let group = posting.group {
        if groups.contains(where: { Self.names($0.name, group) }) {
          score = Score.path
        } else if groups.isEmpty, score >= Score.levelled, stage.contains(group) {
          score = Score.stage
        } else {
          return
        }
      }
      if let ordinal = posting.ordinal {
        guard ordinal == occurrence else { return }
        score += Score.ordinal - 1
      }
      score -= Score.rank * Double(posting.rank)
      let key = posting.ledger << 12 | posting.field
      if let old = best[key], old.score >= score { return }
      best[key] = Candidate(
        column: 0, ledger: posting.ledger, field: posting.field, score: score, evidence: evidence,
        gathers: posting.gathers)
    }

    // Group and leaf together (出生 + 年月), the whole path first.
    if path.parts.count > 1 {
      for start in path.parts.indices.dropLast() {
        let joined = path.parts[start...].map(\.name).joined()
        for posting in vocabulary.exact[joined] ?? [] { offer(posting, Score.exact + 0.01, .synonym) }
        for posting in vocabulary.levelled[HeaderText.key(of: joined)] ?? [] {
          offer(posting, Score.levelled + 0.01, .synonym)
        }
      }
    }
    // Under a month's group a leaf is about that month: 1月 over 应缴 and 实缴.
    var monthly: Set<Int> = []
    if let group = groups.last, group.name.hasSuffix("月") {
      for posting in vocabulary.exact[group.name] ?? [] { monthly.insert(posting.ledger) }
    }
    // A leaf that says little takes its meaning from the group: 培养联系人 over 姓名.
    let isGeneric = Self.generic.contains(leaf.key)
    var groupOwns: Set<Int> = []
    if isGeneric, let group = groups.last {
      for posting in (vocabulary.exact[group.name] ?? []) + (vocabulary.levelled[group.key] ?? [])
      where posting.ownsLeaves {
        groupOwns.insert(posting.ledger)
        offer(posting, Score.group, .synonym)
      }
    }
    // 评定等次 over 优秀 and 合格: the terms of a list with a column each.
    if let group = groups.last, vocabulary.isTerm(leaf) {
      for posting in (vocabulary.exact[group.name] ?? []) + (vocabulary.levelled[group.key] ?? []) {
        offer(posting, Score.group, .synonym)
      }
    }
    for posting in vocabulary.exact[leaf.name] ?? []
    where posting.group != nil || !monthly.contains(posting.ledger) {
      offer(posting, groupOwns.contains(posting.ledger) ? 0.5 : Score.exact, .synonym)
    }
    for posting in vocabulary.levelled[leaf.key] ?? []
    where posting.group != nil || !monthly.contains(posting.ledger) {
      offer(posting, groupOwns.contains(posting.ledger) ? 0.45 : Score.levelled, .synonym)
    }
    // 应到/实到: two values in one cell, read as the first field's pair.
    if vocabulary.exact[leaf.name] == nil, let mark = leaf.name.firstIndex(where: { "/、及和".contains($0) }) {
      let head = HeaderText(String(leaf.name[..<mark]))
      for posting in vocabulary.exact[head.name] ?? vocabulary.levelled[head.key] ?? [] where posting.hasPair
      {
        offer(posting, Score.group, .synonym)
      }
    }
    // 人员类别（正式/预备）: the bracket can be the field's other name.
    if best.isEmpty {
      for hint in leaf.hints {
        for posting in vocabulary.exact[hint] ?? [] { offer(posting, Score.hint, .likeness) }
      }
    }
    guard monthly.isEmpty else {
      return best.values.sorted { ($1.score, $0.ledger, $0.field) < ($0.score, $1.ledger, $1.field) }
    }
    offerLikeness(of: leaf, to: offer)
    if best.values.allSatisfy({ $0.score <= Score.likeness }) { offerBeginning(of: leaf, to: offer) }
    return best.values.sorted { ($1.score, $0.ledger, $0.field) < ($0.score, $1.ledger, $1.field) }
  }

  /// Whether a group's name has a posting's group word in it; `1月` is not in `11月`.
  private static func names(_ name: String, _ group: String) -> Bool {
    if let first = group.utf8.first, (0x30...0x39).contains(first) { return name.hasPrefix(group) }
    return name.has(group)
  }

  /// Headers of which the end is known. The last word of a Chinese header names the thing, what stands
  /// before it only narrows it: `党员联系电话` is a `联系电话`. Words that make another thing of it (`配偶`)
  /// are refused. Likeness by letters alone (`转入` against `转出`) counts for nothing.
  private func offerLikeness(
    of leaf: HeaderText,
    to offer: (HeaderVocabulary.Posting, Double, ColumnMapping.Evidence) -> Void
  ) {
    for (text, index) in [(leaf.name, vocabulary.exact), (leaf.key, vocabulary.levelled)] {
      let scalars = Array(text.unicodeScalars)
      guard scalars.count >= 3, scalars.count <= 24 else { continue }
      for start in 1..<scalars.count - 1 {
        guard let postings = index[Self.string(scalars[start...])] else { continue }
        let modifier = Self.string(scalars[..<start])
        if Self.refused.contains(where: { modifier.has($0) }) { return }
        let share = Double(scalars.count - start) / Double(scalars.count)
        for posting in postings
        where posting.group == nil && posting.ordinal == nil && !posting.gathers
          && Self.isPossible(posting.kind, for: leaf.name)
        {
          offer(posting, Score.likeness * (0.7 + 0.3 * share), .likeness)
        }
        break
      }
    }
    let scalars = Array(leaf.key.unicodeScalars)
    // 应到情况, 会议主持人（签名）: a known beginning and an ending that adds nothing.
    for ending in Self.empty {
      let suffix = ending.unicodeScalars
      guard scalars.count > suffix.count + 1, scalars.suffix(suffix.count).elementsEqual(suffix) else {
        continue
      }
      var head = String.UnicodeScalarView()
      head.append(contentsOf: scalars.dropLast(suffix.count))
      for posting in vocabulary.levelled[String(head)] ?? []
      where posting.group == nil && posting.ordinal == nil && Self.isPossible(posting.kind, for: leaf.name) {
        offer(posting, Score.likeness, .likeness)
      }
    }
  }

  /// Whether a header can be a field of a kind by likeness: its first and last words say what is written
  /// below. 党员总数 counts and names nobody, 是否达标 is yes or no.
  private static func isPossible(_ kind: FieldKind, for name: String) -> Bool {
    let counts: Bool
    let decides: Bool
    switch kind {
    case .integer, .decimal, .money, .rate: (counts, decides) = (true, false)
    case .boolean, .code: (counts, decides) = (false, true)
    case .text: (counts, decides) = (true, true)
    default: (counts, decides) = (false, false)
    }
    if name.hasPrefix("是否") || name.hasPrefix("有无") { return decides }
    let isCount = ["数", "率", "金额", "比例", "人次", "场次"].contains { name.hasSuffix($0) }
    return !isCount || counts
  }

  /// Headers that name two things, of which the first is known: `考评项目及标准分`, `时间、地点`.
  private func offerBeginning(
    of leaf: HeaderText,
    to offer: (HeaderVocabulary.Posting, Double, ColumnMapping.Evidence) -> Void
  ) {
    guard let mark = leaf.name.unicodeScalars.firstIndex(where: { "及和与、/".unicodeScalars.contains($0) })
    else { return }
    let head = vocabulary.memo.text(String(leaf.name.unicodeScalars[..<mark]))
    guard head.name.unicodeScalars.count >= 2 else { return }
    for posting in vocabulary.exact[head.name] ?? vocabulary.levelled[head.key] ?? []
    where posting.group == nil && posting.ordinal == nil && !posting.gathers {
      offer(posting, Score.likeness, .likeness)
    }
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }

  /// Keys of leaves whose meaning is the group's.
  private static let generic: Set<String> = [
    "姓名", "名称", "@", "金额", "数", "人员", "单位", "结果", "情况", "内容", "情况说明", "备注", "时间", "日期", "人", "年", "次数", "电话",
    "联系电话", "联系方式", "职务", "起", "止",
  ]

  /// Words before a known ending that make another thing of it.
  private static let refused = [
    "配偶", "家属", "家长", "父", "母", "子女", "亲属", "原", "曾", "拟", "非", "未", "不", "前", "下次", "下届", "上届", "上次", "上年",
    "往年", "监督",
    "历年", "预计", "计划", "介绍人", "帮扶人", "联系人", "负责人", "证明人", "审核", "复核", "填表", "填报", "制表", "法人", "法定", "紧急",
    "批准机关", "审批机关", "其中", "女", "少数", "平均", "人均", "最近", "最后", "首次", "单位负责", "录入", "登记", "更新", "创建", "修改",
  ]

  /// Endings that add nothing to what stands before them.
  private static let empty = ["情况", "说明", "名单", "信息", "内容", "签名", "签字", "一栏", "栏", "数", "额"]
}
