/// How hard an archive's entries are compressed.
public enum CompressionLevel: Hashable, Sendable {
  /// Not at all.
  case stored
  /// Quick: what a person waiting at a screen wants.
  case fast
  /// zlib's default effort: about a fifth smaller, several times the work.
  case balanced
  /// The smallest file.
  case small

  /// The effort in zlib's scale.
  var zlibLevel: Int32 {
    switch self {
    case .stored: 0
    case .fast: 1
    case .balanced: 6
    case .small: 9
    }
  }
}
