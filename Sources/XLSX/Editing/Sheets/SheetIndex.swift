import SpreadsheetModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where everything stands in a worksheet part: its top-level elements, and each row's bytes.
///
/// Rows are found by looking for the letter `w`, rare in worksheets, and checking for `<row` and
/// `</row` around it, which runs near memory speed; inside well-formed XML a `<` is always markup, so
/// that nothing else can look like a row, save in comments, CDATA and instructions: where `sheetData`
/// may hold one, the rows are found with `MarkupScanner` instead. Cells get no objects of their own;
/// only the rows an edit touches are looked into.
struct SheetIndex {
  /// One `row` element.
  struct RowSpan {
    /// Zero-based row number.
    var row: Int32
    /// Whether the number is written (`r`) and not just implied by the row before.
    var isNumbered: Bool
    var startTag: Range<Int>
    var range: Range<Int>
    var isEmptyTag: Bool { startTag.upperBound == range.upperBound }
  }

  /// The worksheet with its root; `children` must be used instead of walking over the content.
  let document: MarkupDocument
  /// The root's children, `sheetData` included, in document order.
  let children: [MarkupElement]
  /// The `sheetData` element.
  let sheetData: MarkupElement
  /// The rows in document order.
  let rows: [RowSpan]
  /// Whether row numbers rise strictly, as they should.
  let isSorted: Bool

  var bytes: [UInt8] { document.bytes }

  /// The first top-level child of a name.
  func child(_ name: StaticString) -> MarkupElement? {
    children.first { document.is($0, name) }
  }

  /// The merged ranges.
  func mergedRanges() throws(EditError) -> [CellRange] {
    guard let merges = child("mergeCells") else { return [] }
    return try document.children(of: merges, "mergeCell").compactMap { merge in
      document.value("ref", of: merge).flatMap { CellRange(a1: $0) }
    }
  }

  init(part: String, bytes: [UInt8]) throws(EditError) {
    do throws(MarkupScanner.Failure) {
      var scanner = MarkupScanner(bytes, in: PartEncoding.markLength(bytes)..<bytes.count)
      var rootToken: MarkupScanner.Token?
      while rootToken == nil, let token = try scanner.next() {
        if token.kind == .start || token.kind == .empty { rootToken = token }
      }
      guard let rootToken else { throw MarkupScanner.Failure(offset: bytes.count, reason: "no element") }
      let prefix = bytes[rootToken.name].lastIndex(of: .colon).map { $0 + 1 - rootToken.name.lowerBound } ?? 0
      let rowName = Array(bytes[rootToken.name].prefix(prefix)) + Array("row".utf8)
      let dataName = Array(bytes[rootToken.name].prefix(prefix)) + Array("sheetData".utf8)

      var children: [MarkupElement] = []
      var data: MarkupElement?
      var rows: [RowSpan] = []
      var rootEnd: Range<Int>?
      while rootToken.kind == .start, let token = try scanner.next() {
        if token.kind == .end {
          rootEnd = token.range
          break
        }
        guard token.kind == .start || token.kind == .empty else { continue }
        let isData = data == nil && bytes[token.name].elementsEqual(dataName)
        let close: Range<Int>
        if token.kind == .empty {
          close = token.range.upperBound..<token.range.upperBound
        } else if isData {
          let content = try RowFinder(bytes: bytes, rowName: rowName, dataName: dataName)
            .find(from: token.range.upperBound, into: &rows)
          close = content
          scanner.move(to: content.upperBound)
        } else {
          close = try scanner.skipElement()
        }
        let element = MarkupElement(
          name: token.name, startTag: token.range, content: token.range.upperBound..<close.lowerBound,
          range: token.range.lowerBound..<close.upperBound, isEmptyTag: token.kind == .empty)
        children.append(element)
        if isData { data = element }
      }
      guard let rootEnd, let data else {
        throw MarkupScanner.Failure(offset: rootToken.range.lowerBound, reason: "no sheetData")
      }
      document = MarkupDocument(
        part: part, bytes: bytes,
        root: MarkupElement(
          name: rootToken.name, startTag: rootToken.range,
          content: rootToken.range.upperBound..<rootEnd.lowerBound,
          range: rootToken.range.lowerBound..<rootEnd.upperBound, isEmptyTag: false))
      self.children = children
      sheetData = data
      self.rows = rows
      var sorted = true
      for index in rows.indices.dropFirst() where rows[index].row <= rows[index - 1].row {
        sorted = false
        break
      }
      isSorted = sorted
    } catch {
      throw EditError(.malformedPart, part: part, offset: error.offset, detail: error.reason)
    }
  }

  /// The row elements of a zero-based row: one as a rule, several in careless files, or none.
  func rows(at row: Int) -> [RowSpan] {
    guard isSorted else { return rows.filter { Int($0.row) == row } }
    let index = lowerBound(of: row)
    return index < rows.count && Int(rows[index].row) == row ? [rows[index]] : []
  }

  /// Whether a row may hold a formula: whether an `f` follows a `<` in it.
  func holdsFormula(_ row: RowSpan) -> Bool {
    var position = row.range.lowerBound
    while let hit = bytes[position..<row.range.upperBound].firstIndex(of: UInt8(ascii: "f")) {
      let open = hit - document.prefix.count - 1
      if open >= row.range.lowerBound, bytes[open] == .lessThan { return true }
      position = hit + 1
    }
    return false
  }

  /// Where a new row goes: the index of the first row element that comes after it.
  func insertionIndex(of row: Int) -> Int {
    guard isSorted else {
      return rows.firstIndex { Int($0.row) > row } ?? rows.count
    }
    return lowerBound(of: row)
  }

  private func lowerBound(of row: Int) -> Int { rows.partitioningIndex { Int($0.row) >= row } }
}

/// Finds the rows of `sheetData`.
private struct RowFinder {
  let bytes: [UInt8]
  let rowName: [UInt8]
  let dataName: [UInt8]

  /// Appends the rows from the start of `sheetData`'s content; returns the range of its end tag.
  func find(from start: Int, into rows: inout [SheetIndex.RowSpan]) throws(MarkupScanner.Failure)
    -> Range<Int>
  {
    if mayHoldHiddenMarkup(from: start) { return try findSlowly(from: start, into: &rows) }
    var position = start
    while true {
      while position < bytes.count, bytes[position] != .lessThan { position += 1 }
      if isTag(rowName, at: position + 1) {
        var scanner = MarkupScanner(bytes)
        scanner.move(to: position)
        guard let tag = try scanner.next() else { break }
        let end =
          tag.kind == .empty ? tag.range.upperBound : try rowEnd(from: tag.range.upperBound, row: tag.range)
        try append(tag, end: end, to: &rows)
        position = end
      } else if position + 1 < bytes.count, bytes[position + 1] == .slash,
        isTag(dataName, at: position + 2)
      {
        var scanner = MarkupScanner(bytes)
        scanner.move(to: position)
        guard let tag = try scanner.next() else { break }
        return tag.range
      } else {
        break
      }
    }
    // Something else than rows between the rows.
    rows.removeAll()
    return try findSlowly(from: start, into: &rows)
  }

  private func findSlowly(from start: Int, into rows: inout [SheetIndex.RowSpan])
    throws(MarkupScanner.Failure) -> Range<Int>
  {
    var scanner = MarkupScanner(bytes)
    scanner.move(to: start)
    while let token = try scanner.next() {
      switch token.kind {
      case .end: return token.range
      case .start:
        let close = try scanner.skipElement()
        if bytes[token.name].elementsEqual(rowName) {
          try append(token, end: close.upperBound, to: &rows)
        }
      case .empty where bytes[token.name].elementsEqual(rowName):
        try append(token, end: token.range.upperBound, to: &rows)
      default: break
      }
    }
    throw MarkupScanner.Failure(offset: start, reason: "sheetData not closed")
  }

  private func append(
    _ tag: MarkupScanner.Token, end: Int, to rows: inout [SheetIndex.RowSpan]
  ) throws(MarkupScanner.Failure) {
    var number = (rows.last.map { Int($0.row) } ?? -1) + 1
    var isNumbered = false
    for attribute in bytes.attributes(ofTag: tag.range, name: tag.name)
    where bytes.equals(attribute.name, "r") {
      // What stands in no row of the grid cannot be edited without guessing where readers see it.
      guard let written = bytes[attribute.value].withUnsafeBufferPointer({ CellAddressBytes.rowNumber($0) }),
        written > 0
      else {
        let text = String(decoding: bytes[attribute.value], as: UTF8.self)
        throw MarkupScanner.Failure(offset: tag.range.lowerBound, reason: "row \(text)")
      }
      number = written - 1
      isNumbered = true
    }
    guard number < CellReference.rowLimit else { return }
    rows.append(
      SheetIndex.RowSpan(
        row: Int32(truncatingIfNeeded: number), isNumbered: isNumbered, startTag: tag.range,
        range: tag.range.lowerBound..<end))
  }

  /// Whether a name stands at an offset and ends there.
  private func isTag(_ name: [UInt8], at offset: Int) -> Bool {
    let end = offset + name.count
    guard end < bytes.count, bytes[offset..<end].elementsEqual(name) else { return false }
    return bytes[end].isMarkupSpace || bytes[end] == .greaterThan || bytes[end] == .slash
  }

  /// The offset behind the `</row>` that closes a row. Rows do not nest.
  private func rowEnd(from start: Int, row: Range<Int>) throws(MarkupScanner.Failure) -> Int {
    let found = bytes.withUnsafeBytes { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      var position = start
      while position < buffer.count,
        let hit = memchr(base + position, Int32(UInt8(ascii: "w")), buffer.count - position)
      {
        let index = UnsafeRawPointer(hit) - base
        let open = index - rowName.count - 1
        if open >= start, buffer[open] == .lessThan, buffer[open + 1] == .slash,
          index + 1 < buffer.count, buffer[index + 1] == .greaterThan || buffer[index + 1].isMarkupSpace
        {
          var matches = true
          for offset in 0..<rowName.count where buffer[open + 2 + offset] != rowName[offset] {
            matches = false
            break
          }
          if matches { return index + 1 }
        }
        position = index + 1
      }
      return nil
    }
    guard var index = found else {
      throw MarkupScanner.Failure(offset: row.lowerBound, reason: "row not closed")
    }
    while index < bytes.count, bytes[index].isMarkupSpace { index += 1 }
    guard index < bytes.count, bytes[index] == .greaterThan else {
      throw MarkupScanner.Failure(offset: index, reason: "end tag not closed")
    }
    return index + 1
  }

  /// Whether a comment, CDATA section or instruction stands anywhere from here on.
  private func mayHoldHiddenMarkup(from start: Int) -> Bool {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      for mark in [UInt8(ascii: "!"), UInt8(ascii: "?")] {
        var position = start
        while position < buffer.count,
          let hit = memchr(base + position, Int32(mark), buffer.count - position)
        {
          let index = UnsafeRawPointer(hit) - base
          if index > 0, buffer[index - 1] == .lessThan { return true }
          position = index + 1
        }
      }
      return false
    }
  }
}

extension Array where Element == UInt8 {
  /// The whole number a range spells, surrounding space allowed; `nil` for anything else or past 18 digits.
  func wholeNumber(in range: Range<Int>) -> Int? {
    var value = 0
    var digits = 0
    for index in range where index < count {
      let byte = self[index]
      if byte.isMarkupSpace { continue }
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9"), digits < 18 else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      digits += 1
    }
    return digits > 0 ? value : nil
  }
}
