import Testing

@testable import CSV

/// A small repeatable generator (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

@Suite("Word arithmetic and state machine agree")
struct ScanningFuzzTests {
  /// The separators, and where irregularities stand.
  static func scan(_ bytes: [UInt8], _ scanner: StructureScanner, isFinal: Bool) -> ([Int], [Int], Bool) {
    let padded = bytes + [UInt8](repeating: 0, count: 64)
    var bitmap = SeparatorBitmap()
    bitmap.reserve(bytes: bytes.count + 1)
    return padded.withUnsafeBufferPointer { buffer in
      let window = UnsafeBufferPointer(rebasing: buffer[..<bytes.count])
      let findings = scanner.scan(window, isFinal: isFinal, into: bitmap)
      let positions = bytes.indices.filter { bitmap.words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
      return (positions, findings.irregularities.map(\.position), findings.endsInsideQuotes)
    }
  }

  @Test("on random text of every make", arguments: 0..<40)
  func agree(seed: Int) {
    var random = SeededGenerator(UInt64(seed))
    // From almost regular to nothing but quotes and separators.
    let alphabets: [[UInt8]] = [
      Array("abcdefgh,,\n\"".utf8), Array("a,\"\n".utf8), Array("ab\",\r\n".utf8),
      Array("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\n\"\"".utf8), Array("\",".utf8),
    ]
    let words = StructureScanner(.rfc4180)
    let machine = StructureScanner(.rfc4180, usesWords: false)
    for round in 0..<60 {
      let alphabet = alphabets[(seed + round) % alphabets.count]
      let count = Int.random(in: 0...400, using: &random)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      for isFinal in [true, false] {
        let fast = Self.scan(bytes, words, isFinal: isFinal)
        let slow = Self.scan(bytes, machine, isFinal: isFinal)
        #expect(fast.0 == slow.0, "\(String(decoding: bytes, as: UTF8.self))")
        #expect(fast.1 == slow.1)
        #expect(fast.2 == slow.2)
      }
    }
  }

  @Test("UTF-8 is checked alike by words and by characters", arguments: 0..<40)
  func utf8(seed: Int) {
    var random = SeededGenerator(UInt64(seed) &+ 99)
    let pieces = [
      "a", "é", "党", "员", "，", "𠮷", "ab,c\n", "한", "ࠀ", "0123456789012345678901234567890123456789",
    ]
    for _ in 0..<60 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...80, using: &random) {
        bytes += Array((pieces.randomElement(using: &random) ?? "").utf8)
      }
      if Bool.random(using: &random), !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      let plain = bytes.withUnsafeBufferPointer { UTF8Sequence.validPrefix($0) }
      let padded = bytes + [UInt8](repeating: 0, count: 64)
      let checked = padded.withUnsafeBufferPointer {
        UTF8Validation.check(UnsafeBufferPointer(rebasing: $0[..<bytes.count]))
      }
      #expect(checked.validCount == plain.count)
      #expect(checked.isCutOff == plain.isCutOff)
    }
  }

  @Test("GB18030 is checked alike by words and by characters", arguments: 0..<40)
  func gb18030(seed: Int) throws {
    var random = SeededGenerator(UInt64(seed) &+ 7)
    let text = "党员,名册\n第一支部|abc\"，𠮷丂狛〇ü"
    let pieces = try text.unicodeScalars.map { try TextEncoder.encode(Array(String($0).utf8), to: .gb18030) }
    for _ in 0..<60 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...120, using: &random) {
        bytes += pieces.randomElement(using: &random) ?? []
      }
      if Bool.random(using: &random), !bytes.isEmpty {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      var expected = 0
      var cutOff = false
      walk: while expected < bytes.count {
        if bytes[expected] < 0x80 {
          expected += 1
          continue
        }
        switch bytes.withUnsafeBufferPointer({ GB18030Sequence($0, at: expected) }) {
        case .wellFormed(let length): expected += length
        case .cutOff:
          cutOff = true
          break walk
        case .malformed: break walk
        }
      }
      let padded = bytes + [UInt8](repeating: 0, count: 64)
      let checked = padded.withUnsafeBufferPointer {
        GB18030Validation.check(UnsafeBufferPointer(rebasing: $0[..<bytes.count]))
      }
      #expect(checked.validCount == expected)
      #expect(checked.isCutOff == cutOff)
    }
  }
}
