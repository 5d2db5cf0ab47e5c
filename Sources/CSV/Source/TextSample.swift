/// The part of a text by which its encoding and dialect are told.
struct TextSample {
  /// Bytes looked at for the encoding.
  static let encodingBytes = 1 << 18
  /// Bytes looked at for the dialect, in UTF-8.
  static let dialectBytes = 1 << 16

  /// The text's encoding.
  let encoding: EncodingGuess
  /// The start of the text in UTF-8, without a byte order mark, invalid bytes replaced.
  let start: [UInt8]
  /// Whether `start` is all of the text.
  let isWhole: Bool

  /// Samples a text.
  ///
  /// The encoding is told by the start of the text or, where that is all ASCII, by the first part that
  /// is not: a ledger can have its first Chinese name in row 90,000.
  init(_ source: ByteSource, stated: TextEncoding?) throws(CSVError) {
    let stream = try ByteStream(source)
    var head = [UInt8](repeating: 0, count: source.readSize(limit: Self.encodingBytes))
    let isShort = try stream.readPrefix(into: &head)
    var guess = Self.guess(head, isWhole: isShort)
    if let stated {
      // Some programs put the mark of UTF-8 before text of any encoding.
      let mark = [stated, .utf8].map(\.byteOrderMark).first { !$0.isEmpty && head.starts(with: $0) }
      guess = EncodingGuess(
        encoding: stated, confidence: 1, evidence: .stated, markLength: mark?.count ?? 0)
    } else if guess.evidence == .ascii, !isShort, let later = try Self.firstOtherPart(of: stream) {
      guess = later
    }
    encoding = guess
    let body = head.dropFirst(guess.markLength)
    isWhole = isShort && body.count <= Self.dialectBytes
    let text = try TextStream(
      .memory(Array(body.prefix(Self.dialectBytes))), encoding: guess.encoding, markLength: 0,
      keepsEncoding: false, policy: .replace, findsForeignLines: true)
    while !text.isAtEnd { try text.fill() }
    start = Array(UnsafeBufferPointer(start: text.bytes, count: text.count))
  }

  private static func guess(_ bytes: [UInt8], isWhole: Bool) -> EncodingGuess {
    bytes.withUnsafeBufferPointer { EncodingDetector.guess($0, isWhole: isWhole) }
  }

  /// The guess for the first part of the rest that is not all ASCII; `nil` if there is none.
  private static func firstOtherPart(of stream: ByteStream) throws(CSVError) -> EncodingGuess? {
    var part = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      part.append(contentsOf: repeatElement(0, count: max(0, 1 << 20 - part.count)))
      let isLast = try stream.readPrefix(into: &part)
      let first = part.withUnsafeBufferPointer { $0.firstIndex(from: 0) { $0 & ByteWord.tops } }
      if let first {
        let sample = Array(part[first...].prefix(encodingBytes))
        return guess(sample, isWhole: isLast && first + sample.count == part.count)
      }
      if isLast { return nil }
    }
  }
}

extension ByteStream {
  /// Fills an array from where the last call ended, shortening it to what there is; returns whether
  /// the end was reached.
  func readPrefix(into bytes: inout [UInt8]) throws(CSVError) -> Bool {
    let wanted = bytes.count
    var failure: CSVError?
    var count = 0
    bytes.withUnsafeMutableBytes { buffer in
      do throws(CSVError) { count = try read(into: buffer) } catch { failure = error }
    }
    if let failure { throw failure }
    bytes.removeLast(wanted - count)
    return count < wanted
  }
}
