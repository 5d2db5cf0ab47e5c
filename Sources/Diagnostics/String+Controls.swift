extension String {
  /// The text with every character that moves the cursor, changes what stands before it or turns its direction around
  /// in letters: `\u{1B}`. Line ends and tabs stay.
  ///
  /// - Parameter keepsColours: whether the sequences by which this program colours its words stay.
  public func showingControls(keepsColours: Bool = false) -> String {
    guard unicodeScalars.contains(where: Self.isControl) else { return self }
    var result = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    while let scalar = rest.first {
      if keepsColours, scalar == "\u{1B}", let colour = Self.colours.first(where: { rest.starts(with: $0) }) {
        result.append(contentsOf: colour)
        rest = rest.dropFirst(colour.count)
        continue
      }
      rest.removeFirst()
      if Self.isControl(scalar) {
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// The sequences of colours and weights.
  private static let colours = ([0, 1, 2] + Array(31...36)).map { Array("\u{1B}[\($0)m".unicodeScalars) }

  /// Whether a character is a control (C0, C1), a line end that terminals do not know, or one that overrides the
  /// direction of what follows.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
