/// A whole text in memory turned into UTF-8, for formats of text other than CSV.
public struct DecodedText: Sendable {
  /// The text in UTF-8, without a byte order mark.
  public let utf8: [UInt8]
  /// The encoding it was in.
  public let encoding: EncodingGuess

  /// Decodes bytes.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - stated: The encoding said by hand or in the text itself; a byte order mark and text that is
  ///     well-formed UTF-8 win over it. `nil` tells it by content.
  ///   - invalidBytes: What to do with bytes that are no character.
  /// - Throws: `CSVError` with the byte offset and line of invalid bytes.
  public init(
    _ bytes: [UInt8], stated: TextEncoding? = nil,
    invalidBytes: CSVReadingOptions.InvalidBytes = .refuse
  ) throws(CSVError) {
    var guess = bytes.withUnsafeBufferPointer { EncodingDetector.guess($0, isWhole: true) }
    let isCertain = guess.evidence == .byteOrderMark || guess.evidence == .wellFormed
    if let stated, !isCertain, guess.encoding != stated {
      guess = EncodingGuess(encoding: stated, confidence: 1, evidence: .stated)
    }
    encoding = guess
    let stream = try TextStream(
      .memory(bytes), encoding: guess.encoding, markLength: guess.markLength, keepsEncoding: false,
      policy: invalidBytes)
    while !stream.isAtEnd { try stream.fill() }
    utf8 = Array(UnsafeBufferPointer(start: stream.bytes, count: stream.count))
  }
}
