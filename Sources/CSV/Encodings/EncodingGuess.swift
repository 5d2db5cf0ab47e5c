/// Which encoding a text is in, how sure that is, and what it rests on.
public struct EncodingGuess: Hashable, Sendable {
  /// What the guess rests on.
  public enum Evidence: String, Sendable, Codable {
    /// A byte order mark at the start.
    case byteOrderMark
    /// Only ASCII: every encoding here but UTF-16 reads it alike.
    case ascii
    /// Every byte sequence is well-formed, and hardly any other text would be.
    case wellFormed
    /// The characters it gives are those in common use.
    case commonCharacters
    /// The caller said so.
    case stated
  }

  /// The encoding.
  public var encoding: TextEncoding
  /// How sure it is, 0 to 1; 1 where a mark or the caller says so.
  public var confidence: Double
  /// Whether it is so unsure that a person should look at the characters.
  public var isUncertain: Bool { confidence < 0.5 }
  /// What it rests on.
  public var evidence: Evidence
  /// Length of the byte order mark in bytes; 0 without one.
  public var markLength: Int

  /// Creates a guess.
  public init(encoding: TextEncoding, confidence: Double, evidence: Evidence, markLength: Int = 0) {
    self.encoding = encoding
    self.confidence = confidence
    self.evidence = evidence
    self.markLength = markLength
  }
}
