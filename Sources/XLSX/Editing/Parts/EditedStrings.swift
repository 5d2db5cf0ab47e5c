import OpenPackaging
import SpreadsheetModel

/// The shared strings, looked into and appended to without being rewritten (ECMA-376 Part 1, 18.4.9).
struct EditedStrings {
  let document: MarkupDocument
  /// Where each `si` lies.
  private let items: [Range<Int>]
  /// Items to append, as written.
  private var added: [String] = []
  private var indexOfAdded: [String: Int] = [:]
  /// Items already there by their length in bytes, so that few are compared with a new one.
  private var itemsOfLength: [Int: [Int32]] = [:]
  /// References made to strings less those given up.
  private var referenceChange = 0

  init(part: String, bytes: [UInt8]) throws(EditError) {
    document = try MarkupDocument(part: part, bytes: bytes)
    items = try document.children(of: document.root, "si").map(\.range)
  }

  /// Number of bytes, for deciding whether appending is worth it.
  var size: Int { document.bytes.count }
  /// Whether the part needs to be written anew: for new items, or for the number of references it counts.
  var isChanged: Bool {
    !added.isEmpty || referenceChange != 0 && document.attribute("count", of: document.root) != nil
  }

  /// The text of a string.
  func text(at index: Int) throws(EditError) -> String? {
    guard items.indices.contains(index) else { return nil }
    guard let item = try document.elements(in: items[index]).first else { return nil }
    return try Self.text(of: item, in: document)
  }

  /// The text of an `si` or `is`: its runs joined, phonetic guides left out.
  static func text(of item: MarkupElement, in document: MarkupDocument) throws(EditError) -> String {
    var text = ""
    for child in try document.children(of: item) {
      if document.is(child, "t") {
        text += try document.text(of: child)
      } else if document.is(child, "r"), let run = try document.child(of: child, "t") {
        text += try document.text(of: run)
      }
    }
    return EscapedCharacters.decoded(text)
  }

  /// The index of a text, appended if no plain item has it yet.
  mutating func index(of text: String) -> Int {
    index(ofWritten: Self.item(text, prefix: String(decoding: document.prefix, as: UTF8.self)))
  }

  /// The index of an `si` written without prefixes, appended unless one of the same bytes is there.
  mutating func index(ofItem item: String) -> Int { index(ofWritten: document.adopting(item)) }

  private mutating func index(ofWritten item: String) -> Int {
    referenceChange += 1
    if let index = indexOfAdded[item] { return index }
    if itemsOfLength.isEmpty {
      for (index, item) in items.enumerated() {
        itemsOfLength[item.count, default: []].append(Int32(truncatingIfNeeded: index))
      }
    }
    for index in itemsOfLength[item.utf8.count] ?? []
    where document.raw(items[Int(index)]).elementsEqual(item.utf8) {
      return Int(index)
    }
    let index = items.count + added.count
    added.append(item)
    indexOfAdded[item] = index
    return index
  }

  /// Notes that a cell no longer refers to a string.
  mutating func releaseReference() { referenceChange -= 1 }

  /// The item of a plain text.
  static func item(_ text: String, prefix: String, name: String = "si") -> String {
    "<\(prefix)\(name)>\(textElement(text, prefix: prefix))</\(prefix)\(name)>"
  }

  /// The `t` element of a text, its blanks kept where they would be trimmed.
  static func textElement(_ text: String, prefix: String) -> String {
    let escaped = MarkupText.escapedXString(text)
    let isFragile =
      escaped.utf8.first?.isMarkupSpace == true || escaped.utf8.last?.isMarkupSpace == true
      || escaped.utf8.contains(0x0A)
    return "<\(prefix)t\(isFragile ? " xml:space=\"preserve\"" : "")>\(escaped)</\(prefix)t>"
  }

  /// What to splice into the part: the new items, and the counts as they are now.
  func patch() -> PartPatch {
    var patch = PartPatch()
    guard isChanged else { return patch }
    if document.attribute("uniqueCount", of: document.root) != nil {
      document.set(
        "uniqueCount", to: String(items.count + added.count), of: document.root, in: &patch)
    }
    if let count = document.number("count", of: document.root) {
      let changed = count.addingReportingOverflow(referenceChange)
      if !changed.overflow {
        document.set("count", to: String(max(changed.partialValue, 0)), of: document.root, in: &patch)
      }
    }
    guard !added.isEmpty else { return patch }
    let text = added.joined()
    if let last = items.last {
      patch.insert(text, at: last.upperBound)
    } else {
      document.append(text, to: document.root, in: &patch)
    }
    return patch
  }
}
