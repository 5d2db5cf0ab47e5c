/// Replacements over a part's original bytes; everything between them is copied as it stands.
public struct PartPatch: Sendable {
  /// One replacement; an insertion has an empty range.
  public struct Splice: Sendable {
    /// The original bytes that go.
    public var range: Range<Int>
    /// What takes their place.
    public var bytes: [UInt8]
    fileprivate var order: Int
  }

  /// The replacements in the order they were made.
  public private(set) var splices: [Splice] = []

  /// A patch that changes nothing.
  public init() {}

  /// Whether nothing is to be changed.
  public var isEmpty: Bool { splices.isEmpty }

  /// Puts bytes in the place of a range.
  public mutating func replace(_ range: Range<Int>, with bytes: [UInt8]) {
    splices.append(Splice(range: range, bytes: bytes, order: splices.count))
  }

  /// Puts text in the place of a range.
  public mutating func replace(_ range: Range<Int>, with text: String) {
    replace(range, with: Array(text.utf8))
  }

  /// Inserts text.
  public mutating func insert(_ text: String, at offset: Int) {
    replace(offset..<offset, with: Array(text.utf8))
  }

  /// Takes a range out.
  public mutating func remove(_ range: Range<Int>) { replace(range, with: []) }

  /// Adds another patch over the same bytes.
  public mutating func append(_ other: PartPatch) {
    for splice in other.splices { replace(splice.range, with: splice.bytes) }
  }

  /// Takes a range out, with what has been planned inside of it.
  public mutating func discard(_ range: Range<Int>) {
    splices.removeAll { range.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= range.upperBound }
    remove(range)
  }

  /// The replacements by place over a part of so many bytes; insertions at one place keep the order they
  /// were made in.
  ///
  /// Callers plan disjoint spans inside the part. Where they have not, no bytes would be right, and none are
  /// made: a fault of the program, on which debug builds stop.
  /// - Throws: `conflictingChanges`.
  func ordered(over count: Int) throws(PackageError) -> [Splice] {
    let sorted = splices.sorted {
      ($0.range.lowerBound, $0.range.upperBound, $0.order)
        < ($1.range.lowerBound, $1.range.upperBound, $1.order)
    }
    var end = 0
    for splice in sorted {
      guard end <= splice.range.lowerBound, splice.range.upperBound <= count else {
        assertionFailure("changes at bytes \(splice.range) meet others that end at \(end)")
        throw PackageError(
          .conflictingChanges, byte: splice.range.lowerBound, detail: "overlapping changes")
      }
      end = splice.range.upperBound
    }
    return sorted
  }

  /// The patched bytes.
  ///
  /// - Throws: `conflictingChanges` where replacements overlap or lie outside of the bytes.
  public func applied(to original: [UInt8]) throws(PackageError) -> [UInt8] {
    guard !isEmpty else { return original }
    let ordered = try ordered(over: original.count)
    return Self.splicing(ordered, into: original)
  }

  /// Bytes with replacements that are in order.
  static func splicing(_ ordered: [Splice], into original: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(
      ordered.reduce(original.count) { $0 + $1.bytes.count - $1.range.count } + 16)
    var position = 0
    for splice in ordered {
      result += original[position..<splice.range.lowerBound]
      result += splice.bytes
      position = splice.range.upperBound
    }
    result += original[position...]
    return result
  }
}
