/// What the text of a definition, a rule pack or a configuration may cost: it comes from a colleague, yet
/// also from a mail attachment.
package enum YAMLLimits {
  /// Bytes of one file; the largest of the standard resources has about 60,000.
  package static let bytes = 4 << 20
  /// Levels of nesting; the formats need about ten.
  package static let depth = 64
  /// Nodes of one file after aliases are followed.
  package static let nodes = 500_000

  /// The first line, from 1, that is nested beyond all need; the YAML parser recurses, so such a text is
  /// refused before it gets there.
  package static func firstLineTooDeep(in text: String) -> Int? {
    var open = 0
    var lead = 0
    var isInLead = true
    var line = 1
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        lead = 0
        isInLead = true
        continue
      // Block nesting costs at least one column (or a "- ") a level.
      case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"):
        if isInLead { lead += 1 }
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        isInLead = false
        open += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        isInLead = false
        open = max(0, open - 1)
      default:
        isInLead = false
      }
      if open > depth * 4 || lead > depth * 8 { return line }
    }
    return nil
  }
}
