import SpreadsheetModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The formulas of a worksheet that concern more than their own cell: array formulas, data tables and
/// shared formulas (ECMA-376 Part 1, 18.3.1.40).
struct FormulaGroups {
  /// One `<f>` of a shared formula.
  struct SharedFormula {
    var group: Int
    /// The range the formula is shared over, written at its master only.
    var range: CellRange?
    var tag: Range<Int>
    /// Whether the formula's text stands here.
    var isMaster: Bool
  }

  /// The shared formulas of one number, by their positions in `shared`, rising.
  struct Group {
    /// Masters and followers.
    var members: [Int] = []
    /// Several where the number was taken again.
    var masters: [Int] = []
  }

  /// Ranges filled by one array formula each, dynamic arrays' spill included.
  private(set) var arrays: [CellRange] = []
  /// Ranges filled by what-if data tables.
  private(set) var dataTables: [CellRange] = []
  /// Shared formulas, masters and followers, in document order.
  private(set) var shared: [SharedFormula] = []
  /// The same by their number.
  private(set) var groups: [Int: Group] = [:]
  /// Whether the sheet has any formula.
  private(set) var hasFormula = false

  init(_ index: SheetIndex) {
    let bytes = index.bytes
    let content = index.sheetData.content
    let prefix = index.document.prefix
    Self.eachFormula(in: bytes, content, prefix: prefix) { start, hasAttributes in
      hasFormula = true
      guard hasAttributes else { return true }
      var scanner = MarkupScanner(bytes)
      scanner.move(to: start)
      guard let tag = try? scanner.next() else { return true }
      add(tag, in: bytes)
      return true
    }
  }

  /// The position in `shared` of the formula with a start tag.
  func position(of tag: Range<Int>) -> Int? {
    let position = shared.partitioningIndex { $0.tag.lowerBound >= tag.lowerBound }
    return position < shared.count && shared[position].tag == tag ? position : nil
  }

  /// Whether a worksheet has a formula at all, looking no further than the first.
  static func hasFormula(_ bytes: [UInt8], prefix: [UInt8]) -> Bool {
    var found = false
    eachFormula(in: bytes, 0..<bytes.count, prefix: prefix) { _, _ in
      found = true
      return false
    }
    return found
  }

  private mutating func add(_ tag: MarkupScanner.Token, in bytes: [UInt8]) {
    var kind: Range<Int>?
    var range: CellRange?
    var group: Int?
    for attribute in bytes.attributes(ofTag: tag.range, name: tag.name) {
      if bytes.equals(attribute.name, "t") {
        kind = attribute.value
      } else if bytes.equals(attribute.name, "ref") {
        range = CellRange(a1: MarkupText.string(bytes[attribute.value]))
      } else if bytes.equals(attribute.name, "si") {
        group = bytes.wholeNumber(in: attribute.value)
      }
    }
    guard let kind else { return }
    if bytes.equals(kind, "shared"), let group {
      let isMaster = range != nil && tag.kind != .empty
      groups[group, default: Group()].members.append(shared.count)
      if isMaster { groups[group]?.masters.append(shared.count) }
      shared.append(SharedFormula(group: group, range: range, tag: tag.range, isMaster: isMaster))
    } else if bytes.equals(kind, "array"), let range {
      arrays.append(range)
    } else if bytes.equals(kind, "dataTable"), let range {
      dataTables.append(range)
    }
  }

  /// Calls `body` with the offset of each `<f`, until it returns false.
  private static func eachFormula(
    in bytes: [UInt8], _ range: Range<Int>, prefix: [UInt8], _ body: (Int, Bool) -> Bool
  ) {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      let end = min(range.upperBound, buffer.count)
      var position = range.lowerBound
      while position < end,
        let hit = memchr(base + position, Int32(UInt8(ascii: "f")), end - position)
      {
        let letter = UnsafeRawPointer(hit) - base
        position = letter + 1
        let open = letter - prefix.count - 1
        guard open >= range.lowerBound, buffer[open] == .lessThan, position < end else { continue }
        let next = buffer[position]
        guard next == .greaterThan || next == .slash || next.isMarkupSpace else { continue }
        var matches = true
        for offset in 0..<prefix.count where buffer[open + 1 + offset] != prefix[offset] {
          matches = false
          break
        }
        if matches, !body(open, next.isMarkupSpace) { return }
      }
    }
  }
}
