import Foundation
import OpenPackaging

@testable import XLSX

extension Editing {
  /// How the parts of a workbook are to be spelled.
  enum Spelling: String, CaseIterable, Sendable {
    /// Without prefixes, as Excel does.
    case plain
    /// Every element with the prefix `x`.
    case prefixed
    /// The prefix `x`, but for items without, which declare the namespace themselves.
    case mixed
  }

  /// A package whose parts in SpreadsheetML's own namespace are spelled another way.
  static func respelled(_ bytes: [UInt8], _ spelling: Spelling) throws -> [UInt8] {
    let package = try OPCPackage(bytes: bytes)
    let zip = ZIPWriter()
    for entry in package.archive.entries {
      let content = try package.bytes(of: entry.name)
      let text = String(decoding: content, as: UTF8.self)
      let isOwn = entry.name.hasSuffix(".xml") && text.contains("xmlns=\"\(main)\"")
      try zip.add(entry.name, bytes: isOwn ? Array(respelled(text, spelling).utf8) : content)
    }
    return try zip.finish()
  }

  static func respelled(_ text: String, _ spelling: Spelling) -> String {
    guard spelling != .plain else { return text }
    var result = text.replacing("xmlns=\"\(main)\"", with: "xmlns:x=\"\(main)\"")
      .replacing(/<(\/?)([A-Za-z]+[0-9]*)([ \/>])/) { "<\($0.output.1)x:\($0.output.2)\($0.output.3)" }
    guard spelling == .mixed else { return result }
    // The last item of each list goes without.
    for item in ["si", "font", "xf", "c", "row"] {
      guard let open = result.range(of: "<x:\(item)[ />]", options: [.regularExpression, .backwards]) else {
        continue
      }
      let head = result[..<open.lowerBound]
      var tail = String(result[open.lowerBound...])
      let isEmpty = tail.prefix { $0 != ">" }.hasSuffix("/")
      tail.replaceSubrange(
        tail.startIndex..<tail.index(tail.startIndex, offsetBy: item.count + 3),
        with: "<\(item) xmlns=\"\(main)\"")
      if !isEmpty, let close = tail.range(of: "</x:\(item)>") {
        tail.replaceSubrange(close, with: "</\(item)>")
      }
      result = head + tail
    }
    return result
  }
}
