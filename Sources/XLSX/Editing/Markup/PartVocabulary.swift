#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Brings a part to one spelling of its vocabulary: every element of the root's namespace has the root's
/// prefix.
///
/// The editor finds elements by their bytes, and one prefix is what nearly all programs write. Where a part
/// declares its namespace a second time, elements may have another prefix, or none; they are given the
/// root's, so that none of them is overlooked, counted or written beside.
enum PartVocabulary {
  /// The part with one prefix: its own bytes where it has one already, or where it is not well-formed.
  static func uniform(_ bytes: [UInt8]) -> [UInt8] {
    var scanner = MarkupScanner(bytes, in: PartEncoding.markLength(bytes)..<bytes.count)
    while let token = try? scanner.next() {
      guard token.kind == .start || token.kind == .empty else { continue }
      guard let declaration = declaration(of: prefix(of: token.name, in: bytes), in: token, of: bytes) else {
        return bytes
      }
      let namespace = Array(bytes[declaration])
      guard
        occurs(namespace, in: bytes, from: declaration.upperBound)
          || occurs(namespace, in: bytes, from: token.range.lowerBound, to: declaration.lowerBound)
      else { return bytes }
      return (try? rewritten(bytes, root: token, namespace: namespace)) ?? bytes
    }
    return bytes
  }

  /// The namespace that a tag's own declarations give to a prefix.
  private static func declaration(
    of prefix: ArraySlice<UInt8>, in tag: MarkupScanner.Token, of bytes: [UInt8]
  ) -> Range<Int>? {
    for attribute in bytes.attributes(ofTag: tag.range, name: tag.name) {
      if let declared = declaredPrefix(attribute, in: bytes), declared.elementsEqual(prefix) {
        return attribute.value.isEmpty ? nil : attribute.value
      }
    }
    return nil
  }

  /// The prefix that an attribute declares, empty for the default; `nil` for any other attribute.
  private static func declaredPrefix(_ attribute: MarkupAttribute, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let name = bytes[attribute.name]
    guard name.starts(with: "xmlns".utf8) else { return nil }
    let rest = name.dropFirst(5)
    if rest.isEmpty { return rest }
    return rest.first == .colon ? rest.dropFirst() : nil
  }

  /// The prefix of a qualified name, without its colon.
  private static func prefix(of name: Range<Int>, in bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes[name].lastIndex(of: .colon).map { bytes[name.lowerBound..<$0] }
      ?? bytes[name.lowerBound..<name.lowerBound]
  }

  /// Whether a namespace occurs, looking for its fourth letter: the `p` of `http`, which is rare in worksheets.
  private static func occurs(
    _ needle: [UInt8], in bytes: [UInt8], from start: Int, to end: Int? = nil
  ) -> Bool {
    let pivot = min(3, needle.count - 1)
    return bytes.withUnsafeBytes { buffer in
      let end = (end ?? buffer.count) - needle.count
      guard let base = buffer.baseAddress else { return false }
      var position = start
      while position <= end,
        let hit = memchr(base + position + pivot, Int32(needle[pivot]), end - position + 1)
      {
        position = UnsafeRawPointer(hit) - base - pivot
        if memcmp(base + position, needle, needle.count) == 0 { return true }
        position += 1
      }
      return false
    }
  }

  /// What a prefix means below some element.
  private struct Binding {
    var prefix: ArraySlice<UInt8>
    var isOwn: Bool
    var depth: Int
  }

  private static func rewritten(
    _ bytes: [UInt8], root: MarkupScanner.Token, namespace: [UInt8]
  ) throws(MarkupScanner.Failure) -> [UInt8] {
    let wanted = prefix(of: root.name, in: bytes)
    let spelled = wanted.isEmpty ? [] : Array(wanted) + [.colon]
    var bindings: [Binding] = []
    /// Whether each open element gets another prefix.
    var open: [Bool] = []
    var result: [UInt8] = []
    var copied = 0
    func isOwn(_ prefix: ArraySlice<UInt8>) -> Bool {
      bindings.last { $0.prefix.elementsEqual(prefix) }?.isOwn ?? false
    }
    func respell(_ name: Range<Int>) {
      let old = prefix(of: name, in: bytes)
      result += bytes[copied..<name.lowerBound]
      result += spelled
      copied = old.isEmpty ? name.lowerBound : old.endIndex + 1
    }
    var scanner = MarkupScanner(bytes, in: root.range.lowerBound..<bytes.count)
    while let token = try scanner.next() {
      switch token.kind {
      case .start, .empty:
        if bytes[token.range].contains(UInt8(ascii: "x")) {
          for attribute in bytes.attributes(ofTag: token.range, name: token.name) {
            guard let declared = declaredPrefix(attribute, in: bytes) else { continue }
            bindings.append(
              Binding(
                prefix: declared, isOwn: bytes[attribute.value].elementsEqual(namespace), depth: open.count))
          }
        }
        let own = prefix(of: token.name, in: bytes)
        let changes = !own.elementsEqual(wanted) && isOwn(own) && isOwn(wanted)
        if changes { respell(token.name) }
        if token.kind == .start {
          open.append(changes)
        } else {
          bindings.removeAll { $0.depth == open.count }
        }
      case .end:
        guard let changes = open.popLast() else {
          throw MarkupScanner.Failure(offset: token.range.lowerBound, reason: "stray end tag")
        }
        if changes { respell(token.name) }
        while let last = bindings.last, last.depth >= open.count { bindings.removeLast() }
      default: break
      }
    }
    return result + bytes[copied...]
  }
}
