import TestSupport

/// Changes inputs piece by piece, so that they stay sound enough to get past the first check.
public struct InputMutator {
  private var random: SeededGenerator
  private let structure: InputStructure
  private let words: [String]

  /// Creates a mutator; the same seed makes the same changes.
  public init(_ subject: FuzzSubject, seed: UInt64) {
    random = SeededGenerator(seed: seed)
    structure = subject.structure
    words = subject.words
  }

  /// Numbers that break arithmetic which does not expect them.
  private static let numbers = [
    "0", "-1", "1", "16383", "16384", "16385", "1048575", "1048576", "1048577", "65535", "65536",
    "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e308", "1e309", "-1e-400",
    "0.1", "NaN", "INF", "XFD1048576", "XFE1", "A0", "A1048577", "2958465", "2958466", "60", "0x10",
  ]

  /// The input with one change.
  ///
  /// - Parameter plain: changes one piece byte by byte, up to a length.
  public mutating func changed(
    _ bytes: [UInt8], limit: Int, plain: ([UInt8], _ limit: Int) -> [UInt8]
  ) -> [UInt8] {
    let result = changing(bytes, structure, limit, plain)
    return result.count <= limit ? result : Array(result.prefix(limit))
  }

  private mutating func changing(
    _ bytes: [UInt8], _ structure: InputStructure, _ limit: Int, _ plain: ([UInt8], Int) -> [UInt8]
  ) -> [UInt8] {
    var pieces = structure.pieces(bytes).map { Array($0) }
    guard !pieces.isEmpty else { return plain(bytes, limit) }
    let at = Int.random(in: 0..<pieces.count, using: &random)
    let other = Int.random(in: 0..<pieces.count, using: &random)
    if case .parts = structure, Int.random(in: 0..<8, using: &random) > 0 {
      pieces[at] = changing(pieces[at], .markup, limit, plain)
      return Array(pieces.joined())
    }
    switch Int.random(in: 0..<12, using: &random) {
    case 0: pieces.remove(at: at)
    case 1: pieces.insert(pieces[other], at: at)
    case 2: pieces.swapAt(at, other)
    case 3: pieces[at] = pieces[other]
    case 4:
      // The same piece over and over: depth and length.
      let times = 1 << Int.random(in: 1...9, using: &random)
      guard pieces[at].count * times < limit else { fallthrough }
      pieces.insert(contentsOf: Array(repeating: pieces[at], count: times), at: at)
    case 5, 6: pieces[at] = replacingNumber(in: pieces[at])
    case 7:
      guard let word = words.randomElement(using: &random) else { fallthrough }
      pieces.insert(Array(word.utf8), at: at)
    case 8:
      let end = min(pieces.count, at + Int.random(in: 1...8, using: &random))
      pieces.removeSubrange(at..<end)
    default:
      let rest = max(1, limit - (bytes.count - pieces[at].count))
      pieces[at] = plain(pieces[at], rest)
    }
    if case .records = structure, Int.random(in: 0..<4, using: &random) > 0 {
      pieces = pieces.map(Self.withTrueLength)
    }
    return Array(pieces.joined())
  }

  /// One of the runs of digits in a piece, replaced by a number nobody expects.
  private mutating func replacingNumber(in piece: [UInt8]) -> [UInt8] {
    let runs = piece.indices.filter { index in
      Self.isDigit(piece[index]) && (index == 0 || !Self.isDigit(piece[index - 1]))
    }
    guard let start = runs.randomElement(using: &random),
      let number = Self.numbers.randomElement(using: &random)
    else { return piece }
    let end = piece[start...].firstIndex { !Self.isDigit($0) } ?? piece.endIndex
    return piece[..<start] + Array(number.utf8) + piece[end...]
  }

  private static func withTrueLength(_ record: [UInt8]) -> [UInt8] {
    guard record.count >= 4 else { return record }
    var record = record
    let length = UInt16(truncatingIfNeeded: record.count - 4)
    record[2] = UInt8(truncatingIfNeeded: length)
    record[3] = UInt8(truncatingIfNeeded: length >> 8)
    return record
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
