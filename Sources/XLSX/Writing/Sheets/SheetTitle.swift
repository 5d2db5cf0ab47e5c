/// Names for sheets made from whatever people call things.
public enum SheetTitle {
  /// A name as Excel allows it: 31 UTF-16 units, none of `: \ / ? * [ ]`, no apostrophe at its ends,
  /// not used before (without regard to case).
  public static func unique(_ wanted: String, avoiding names: inout Set<String>) -> String {
    var base = String(
      wanted.map { character in
        let isForbidden =
          ":\\/?*[]".contains(character) || character.unicodeScalars.contains { $0.value < 32 }
        return isForbidden ? "_" : character
      })
    while base.hasPrefix("'") { base.removeFirst() }
    while base.hasSuffix("'") { base.removeLast() }
    if base.isEmpty || base.lowercased() == "history" { base = "Sheet" }
    var name = cut(base, to: 31)
    var number = 2
    while !names.insert(name.lowercased()).inserted {
      let suffix = "(\(number))"
      name = cut(base, to: 31 - suffix.utf16.count) + suffix
      number += 1
    }
    return name
  }

  private static func cut(_ text: String, to limit: Int) -> String {
    var text = text
    while text.utf16.count > limit { text.removeLast() }
    return text
  }
}
