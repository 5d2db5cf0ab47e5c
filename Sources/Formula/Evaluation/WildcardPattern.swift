/// A text pattern of COUNTIF, MATCH and SEARCH: `?` is any character, `*` any number of them, `~` takes
/// the meaning from the one after it. Case does not count.
struct WildcardPattern {
  private enum Element: Hashable {
    case scalar(Unicode.Scalar)
    case any
    case many
  }

  private let elements: [Element]
  /// Whether the pattern holds a wildcard or an escape at all.
  let hasWildcards: Bool

  init(_ pattern: String) {
    var elements: [Element] = []
    var isEscaped = false
    var hasWildcards = false
    for scalar in pattern.lowercased().unicodeScalars {
      if isEscaped {
        if scalar != "*", scalar != "?", scalar != "~" { elements.append(.scalar("~")) }
        elements.append(.scalar(scalar))
        isEscaped = false
      } else if scalar == "~" {
        isEscaped = true
        hasWildcards = true
      } else if scalar == "*" {
        if elements.last != .many { elements.append(.many) }
        hasWildcards = true
      } else if scalar == "?" {
        elements.append(.any)
        hasWildcards = true
      } else {
        elements.append(.scalar(scalar))
      }
    }
    if isEscaped { elements.append(.scalar("~")) }
    self.elements = elements
    self.hasWildcards = hasWildcards
  }

  /// Whether all of a text fits.
  func matches(_ text: String) -> Bool {
    matches(Array(text.lowercased().unicodeScalars)[...], toEnd: true)
  }

  /// The first place, at or after `start`, where the pattern fits, counted in code points.
  func firstMatch(in text: [Unicode.Scalar], from start: Int) -> Int? {
    guard start <= text.count else { return nil }
    let folded = text.map { scalar -> Unicode.Scalar in
      let lower = scalar.properties.lowercaseMapping.unicodeScalars
      // A mapping to several code points would shift the places.
      return lower.count == 1 ? lower.first ?? scalar : scalar
    }
    for position in start...folded.count where matches(folded[position...], toEnd: false) {
      return position
    }
    return nil
  }

  /// Goes forward; at a mismatch only the last `*` is widened, which suffices and never explodes.
  private func matches(_ text: ArraySlice<Unicode.Scalar>, toEnd: Bool) -> Bool {
    var position = text.startIndex
    var element = 0
    var lastStar: (element: Int, position: Int)?
    while true {
      if element == elements.count {
        if !toEnd || position == text.endIndex { return true }
      } else {
        switch elements[element] {
        case .many:
          lastStar = (element, position)
          element += 1
          continue
        case .any where position < text.endIndex:
          position += 1
          element += 1
          continue
        case .scalar(let scalar) where position < text.endIndex && text[position] == scalar:
          position += 1
          element += 1
          continue
        default: break
        }
      }
      guard let star = lastStar, star.position < text.endIndex else { return false }
      lastStar = (star.element, star.position + 1)
      position = star.position + 1
      element = star.element + 1
    }
  }
}
