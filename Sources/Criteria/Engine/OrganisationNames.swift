import Ledgers

/// The names organisations go by, made comparable, and looked up with some leniency.
struct OrganisationNames: Sendable {
  /// How a written name led to an organisation.
  enum Match: Sendable, Equatable {
    /// The same name, apart from `中共…`, `…委员会` and brackets.
    case same(Int)
    /// A longer or shorter form of only one name.
    case form(Int)
    /// One letter away from only one name: probably a slip.
    case near(Int)
    case none

    var organisation: Int? {
      switch self {
      case .same(let index), .form(let index), .near(let index): index
      case .none: nil
      }
    }
  }

  /// A known name, prepared for comparing.
  private struct Known: Sendable {
    var scalars: [Unicode.Scalar]
    var numerals: [Unicode.Scalar]
    var index: Int
  }

  private var byKey: [String: Int] = [:]
  private var known: [Known] = []

  mutating func add(_ name: String, index: Int) {
    let key = Self.key(name)
    guard !key.isEmpty, byKey[key] == nil else { return }
    byKey[key] = index
    let scalars = Array(key.unicodeScalars)
    known.append(Known(scalars: scalars, numerals: Self.numerals(scalars), index: index))
  }

  /// The organisation exactly so called.
  func exact(_ name: String) -> Int? { byKey[Self.key(name)] }

  func match(_ name: String) -> Match {
    let key = Self.key(name)
    if key.isEmpty { return .none }
    if let index = byKey[key] { return .same(index) }
    let written = Array(key.unicodeScalars)
    let numerals = Self.numerals(written)
    var forms: Set<Int> = []
    var near: Set<Int> = []
    for candidate in known {
      // 「第一支部」 for 「市财政局第一支部」: the end must be the same, and be more than a bare kind.
      // 「财政局第一支部」 for 「市财政局机关第一支部」: something is left out inside; the numbers tell branches
      // apart and must agree.
      let (short, long) =
        candidate.scalars.count < written.count ? (candidate.scalars, written) : (written, candidate.scalars)
      if short.count >= 4,
        Self.endAlike(short, long)
          || short.count >= 6 && candidate.numerals == numerals && Self.isContained(short, in: long)
      {
        forms.insert(candidate.index)
      }
      if written.count >= 4, abs(candidate.scalars.count - written.count) <= 1,
        candidate.numerals == numerals,
        editDistance(candidate.scalars, written, limit: 1) != nil
      {
        near.insert(candidate.index)
      }
    }
    if forms.count == 1, let index = forms.first { return .form(index) }
    if forms.isEmpty, near.count == 1, let index = near.first { return .near(index) }
    return .none
  }

  private static func endAlike(_ short: [Unicode.Scalar], _ long: [Unicode.Scalar]) -> Bool {
    for offset in 1...short.count where short[short.count - offset] != long[long.count - offset] {
      return false
    }
    return true
  }

  /// Whether a name is another one with letters left out, its beginning of three letters and its end
  /// of two in one piece.
  private static func isContained(_ short: [Unicode.Scalar], in long: [Unicode.Scalar]) -> Bool {
    guard short.count * 2 >= long.count, long.suffix(2).elementsEqual(short.suffix(2)) else { return false }
    let start = short[..<3]
    guard let begin = long.indices.first(where: { long[$0...].starts(with: start) }) else { return false }
    var rest = short[3...]
    for scalar in long[(begin + 3)...] where rest.first == scalar { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  /// Numbers tell branches apart, so they never count as a slip.
  private static func numerals(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.filter(numeralSet.contains)
  }

  private static let numeralSet: Set<Unicode.Scalar> = Set("0123456789一二三四五六七八九十百甲乙丙丁ABCDEF".unicodeScalars)

  /// A name without what offices add or leave out at will.
  static func key(_ name: String) -> String {
    var text = ""
    for character in name where !character.isWhitespace {
      switch character {
      case "（": text.append("(")
      case "）": text.append(")")
      case "\u{200B}", "\u{FEFF}": continue
      default: text.append(character)
      }
    }
    for prefix in ["中国共产党", "中共"] where text.hasPrefix(prefix) && text.count > prefix.count + 2 {
      text = String(text.dropFirst(prefix.count))
    }
    for (long, short) in [
      ("总支部委员会", "总支"), ("支部委员会", "支部"), ("党总支部", "总支"), ("总支部", "总支"), ("党总支", "总支"), ("党支部", "支部"),
    ]
    where text.hasSuffix(long) {
      text = String(text.dropLast(long.count)) + short
      break
    }
    return text
  }
}
