import SpreadsheetModel
import Synchronization

/// The values of one column or row, ordered so that what equals, exceeds or falls below a value is found without
/// going through them.
///
/// Every distinct value has a code: 0 is blank, numbers have 1, 2, … in their order, others follow. Texts that
/// differ in case only share one.
package final class VectorIndex: Sendable {
  /// Values fewer than this are gone through as fast.
  package static let threshold = 24

  /// Codes that fulfil a condition.
  enum Selection: Sendable {
    case codes(Range<Int>)
    case mask([Bool])
  }

  /// How many values are stored; those past them are blank.
  let count: Int
  /// How many values there are in all.
  let length: Int
  /// The code at each place.
  let codes: [Int32]
  /// The value of each code.
  let values: [CellValue]
  /// The numbers, ascending; the first has code 1.
  let numbers: [Double]
  /// Places by code: those of a code begin at its entry of `starts`.
  let places: [Int32]
  let starts: [Int32]
  /// Whether an error stands anywhere.
  let hasErrors: Bool

  private let texts: [TextKey: Int32]
  /// Codes of texts that read as numbers.
  private let numericTexts: [(code: Int, number: Double)]
  private let known = Mutex<[CellValue: Selection]>([:])

  /// Text compared byte by byte, which is faster than by characters.
  private struct TextKey: Hashable {
    let text: String

    init(_ text: String) {
      self.text = text
    }

    static func == (left: TextKey, right: TextKey) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  /// Orders the values of a single row or column.
  package init(_ vector: FormulaArray) {
    let stored = vector.values
    count = stored.count
    length = vector.count
    var found: [(number: Double, place: Int32)] = []
    var codes = [Int32](repeating: 0, count: stored.count)
    var written: [TextKey: Int32] = [:]
    var texts: [TextKey: Int32] = [:]
    var others: [CellValue: Int32] = [:]
    // Codes of what is no number, counted from -1 down until it is known how many numbers there are.
    var rest: [CellValue] = []
    var hasErrors = false
    func newCode(_ value: CellValue) -> Int32 {
      rest.append(value)
      return Int32(-rest.count)
    }
    for place in stored.indices {
      switch stored[place] {
      case .empty: break
      case .number(let number): found.append((number, Int32(place)))
      case .text(let text):
        let key = TextKey(text)
        if let code = written[key] {
          codes[place] = code
        } else {
          let folded = TextKey(TextFolding.folded(text))
          let code = texts[folded] ?? newCode(stored[place])
          texts[folded] = code
          written[key] = code
          codes[place] = code
        }
      case .boolean, .error:
        if case .error = stored[place] { hasErrors = true }
        let code = others[stored[place]] ?? newCode(stored[place])
        others[stored[place]] = code
        codes[place] = code
      }
    }
    found.sort { $0.number < $1.number }
    var numbers: [Double] = []
    for (number, place) in found {
      if numbers.last != number { numbers.append(number) }
      codes[Int(place)] = Int32(numbers.count)
    }
    let base = Int32(numbers.count)
    for place in codes.indices where codes[place] < 0 { codes[place] = base - codes[place] }
    let values = [CellValue.empty] + numbers.map { .number($0) } + rest
    var starts = [Int32](repeating: 0, count: values.count + 1)
    for code in codes { starts[Int(code) + 1] += 1 }
    for code in 1..<starts.count { starts[code] += starts[code - 1] }
    var next = starts
    var places = [Int32](repeating: 0, count: stored.count)
    for place in codes.indices {
      let code = Int(codes[place])
      places[Int(next[code])] = Int32(place)
      next[code] += 1
    }
    self.codes = codes
    self.values = values
    self.numbers = numbers
    self.places = places
    self.starts = starts
    self.hasErrors = hasErrors
    self.texts = texts.mapValues { base - $0 }
    var numeric: [(code: Int, number: Double)] = []
    for (offset, value) in rest.enumerated() {
      if case .text(let text) = value, NumericText.isComparable(text), let number = NumericText.number(text) {
        numeric.append((Int(base) + 1 + offset, number))
      }
    }
    numericTexts = numeric
  }

  /// The value at a place.
  subscript(place: Int) -> CellValue { place < count ? values[Int(codes[place])] : .empty }

  /// How many places have one of some codes.
  func placeCount(_ codes: Range<Int>) -> Int { Int(starts[codes.upperBound] - starts[codes.lowerBound]) }

  /// The places of some codes, ascending within each code.
  func places(_ codes: Range<Int>) -> ArraySlice<Int32> {
    places[Int(starts[codes.lowerBound])..<Int(starts[codes.upperBound])]
  }

  // MARK: Finding

  /// The codes of numbers equal to one.
  func codes(of number: Double) -> Range<Int> {
    let low = firstNumber { ValueOrder.compare(.number($0), .number(number)) >= 0 }
    let high = firstNumber { ValueOrder.compare(.number($0), .number(number)) > 0 }
    return low + 1..<high + 1
  }

  /// The codes of texts equal to one.
  func codes(of text: String) -> Range<Int> {
    guard let code = texts[TextKey(TextFolding.folded(text))].map(Int.init) else { return 0..<0 }
    return code..<code + 1
  }

  private func firstNumber(where isPast: (Double) -> Bool) -> Int {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if isPast(numbers[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }

  /// The first place, or the last, of a value of the same type; `nil` if there is none.
  func place(of wanted: CellValue, fromEnd: Bool) -> Int? {
    let codes: Range<Int>
    switch wanted {
    case .number(let number): codes = self.codes(of: number)
    case .empty: codes = self.codes(of: 0)
    case .text(let text): codes = self.codes(of: text)
    default:
      guard let code = values.firstIndex(of: wanted) else { return nil }
      codes = code..<code + 1
    }
    guard !codes.isEmpty else { return nil }
    let places = self.places(codes)
    return (fromEnd ? places.max() : places.min()).map(Int.init)
  }

  /// The codes that fulfil a condition.
  func selection(_ criterion: Criterion, written value: CellValue) -> Selection {
    switch (criterion.comparison, criterion.operand) {
    case (.equal, .number(let number)) where numericTexts.isEmpty: return .codes(codes(of: number))
    case (.equal, .text(let text, let pattern)) where !pattern.hasWildcards: return .codes(codes(of: text))
    case (.less, .number(let number)):
      return .codes(1..<firstNumber { ValueOrder.compare(.number($0), .number(number)) >= 0 } + 1)
    case (.lessOrEqual, .number(let number)):
      return .codes(1..<firstNumber { ValueOrder.compare(.number($0), .number(number)) > 0 } + 1)
    case (.greater, .number(let number)):
      let first = firstNumber { ValueOrder.compare(.number($0), .number(number)) > 0 }
      return .codes(first + 1..<numbers.count + 1)
    case (.greaterOrEqual, .number(let number)):
      let first = firstNumber { ValueOrder.compare(.number($0), .number(number)) >= 0 }
      return .codes(first + 1..<numbers.count + 1)
    default: break
    }
    if let selection = known.withLock({ $0[value] }) { return selection }
    let selection = Selection.mask(values.map(criterion.matches))
    known.withLock { if $0.count < 64 { $0[value] = selection } }
    return selection
  }
}
