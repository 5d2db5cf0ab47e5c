/// Tells a text's encoding by its bytes: first a mark, then what is well-formed, then which
/// candidate gives characters in common use.
enum EncodingDetector {
  /// Guesses the encoding of a sample.
  ///
  /// - Parameters:
  ///   - sample: The start of the file, or of its first part that is not ASCII.
  ///   - isWhole: Whether the sample ends where the file does, so that a character cut off at its
  ///     end is a fault of the text and not of the sampling.
  static func guess(_ sample: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> EncodingGuess {
    if let marked = byMark(sample) { return marked }
    if let wide = byZeroBytes(sample) { return wide }
    let utf8 = UTF8Tally(sample, isWhole: isWhole)
    if utf8.multibyte == 0 && utf8.invalid == 0 {
      return EncodingGuess(encoding: .utf8, confidence: 1, evidence: .ascii)
    }
    // A random text of another encoding passes for UTF-8 with a chance that halves with every
    // sequence and more; a few broken places in much good UTF-8 are damage, not another encoding.
    if utf8.invalid == 0 {
      let confidence = 1 - 0.5 / Double(1 + utf8.multibyte)
      return EncodingGuess(encoding: .utf8, confidence: confidence, evidence: .wellFormed)
    }
    // Text of another encoding forms a UTF-8 sequence by chance in one place of ten at most.
    let wellFormed = Double(utf8.multibyte) / Double(utf8.multibyte + utf8.invalid)
    if wellFormed > 0.6, utf8.multibyte >= 3 {
      return EncodingGuess(
        encoding: .utf8, confidence: min(0.95, wellFormed), evidence: .wellFormed)
    }
    // Two encodings in one text: the one that most lines are in is the text's, and the others are told.
    let lines = LineTally(sample, isWhole: isWhole)
    if lines.isMostlyUTF8 { return lines.utf8Guess }
    let legacy = LegacyTally(sample, isWhole: isWhole).best()
    return legacy.encoding == .windows1252 && lines.isMostlyWellFormed ? lines.utf8Guess : legacy
  }

  /// The guess a byte order mark settles.
  static func byMark(_ sample: UnsafeBufferPointer<UInt8>) -> EncodingGuess? {
    for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .gb18030] {
      let mark = encoding.byteOrderMark
      // A program that writes a mark before text that has one leaves two.
      var length = 0
      while sample.dropFirst(length).starts(with: mark) { length += mark.count }
      if length > 0 {
        return EncodingGuess(
          encoding: encoding, confidence: 1, evidence: .byteOrderMark, markLength: length)
      }
    }
    return nil
  }

  /// UTF-16 without a mark: ASCII such as delimiters and line ends leaves zero bytes on one side.
  static func byZeroBytes(_ sample: UnsafeBufferPointer<UInt8>) -> EncodingGuess? {
    let pairs = min(sample.count, 65_536) / 2
    guard pairs >= 2 else { return nil }
    var zeroFirst = 0
    var zeroSecond = 0
    var bothZero = 0
    var asciiLittle = 0
    var asciiBig = 0
    for pair in 0..<pairs {
      let first = sample[pair * 2]
      let second = sample[pair * 2 + 1]
      if first == 0 { zeroFirst += 1 }
      if second == 0 { zeroSecond += 1 }
      if first == 0 && second == 0 { bothZero += 1 }
      if second == 0 && isStructural(first) { asciiLittle += 1 }
      if first == 0 && isStructural(second) { asciiBig += 1 }
    }
    // A NUL byte astray in an 8-bit text is rare and on no particular side; U+4E00 has a zero byte on the
    // other side than ASCII, but no delimiter or line end beside it.
    guard bothZero * 20 <= zeroFirst + zeroSecond, asciiLittle != asciiBig else { return nil }
    let isLittle = asciiLittle > asciiBig
    guard max(asciiLittle, asciiBig) > 8 * min(asciiLittle, asciiBig) else { return nil }
    let (zeros, others) = isLittle ? (zeroSecond, zeroFirst) : (zeroFirst, zeroSecond)
    let share = Double(zeros) / Double(pairs)
    guard share > 0.05, zeros > others || max(asciiLittle, asciiBig) >= 4 else { return nil }
    return EncodingGuess(
      encoding: isLittle ? .utf16LittleEndian : .utf16BigEndian, confidence: min(0.99, 0.8 + share),
      evidence: .commonCharacters)
  }

  private static func isStructural(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D || byte == 0x2C || byte == 0x09 || byte == 0x3B || byte == 0x7C
  }
}
