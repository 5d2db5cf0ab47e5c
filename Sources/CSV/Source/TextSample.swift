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
      guess = EncodingGuess(
        encoding: stated, confidence: 1, evidence: .stated,
        markLength: head.starts(with: stated.byteOrderMark) ? stated.byteOrderMark.count : 0)
    } else if guess.evidence == .ascii, !isShort, let later = try Self.firstOtherPart(of: stream) {
      guess = later
    }
    encoding = guess
    let body = head.dropFirst(guess.markLength)
    guard let transcoder = Transcoder(guess.encoding) else {
      throw CSVError(.encodingUnavailable, detail: guess.encoding.iconvName)
    }
    let text = Self.decoded(Array(body.prefix(Self.dialectBytes)), transcoder)
    isWhole = isShort && body.count <= Self.dialectBytes
    start = text
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
      let first = part.withUnsafeBufferPointer { firstHighByte($0) }
      if let first {
        let sample = Array(part[first...].prefix(encodingBytes))
        return guess(sample, isWhole: isLast && first + sample.count == part.count)
      }
      if isLast { return nil }
    }
  }

  private static func firstHighByte(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let raw = UnsafeRawPointer(base)
    var position = 0
    while position &+ 64 <= bytes.count {
      var high: UInt64 = 0
      for index in 0..<8 {
        high |= raw.loadUnaligned(fromByteOffset: position &+ index &* 8, as: UInt64.self)
      }
      if high & ByteWord.tops != 0 { break }
      position &+= 64
    }
    return bytes[position...].firstIndex { $0 >= 0x80 }
  }

  /// Bytes in UTF-8, what is invalid replaced.
  private static func decoded(_ bytes: [UInt8], _ transcoder: Transcoder) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: bytes.count * Transcoder.growth + 8)
    var position = 0
    var written = 0
    output.withUnsafeMutableBufferPointer { output in
      guard let base = output.baseAddress else { return }
      bytes.withUnsafeBufferPointer { input in
        while position < input.count {
          let result = transcoder.convert(
            UnsafeBufferPointer(rebasing: input[position...]), into: base + written)
          position += result.read
          written += result.written
          guard result.stop == .invalid else { return }
          written += Transcoder.write(0xFFFD, to: base + written)
          position += 1
        }
      }
    }
    output.removeLast(output.count - written)
    return output
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
