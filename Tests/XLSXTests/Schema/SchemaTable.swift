import Foundation
import OpenPackaging
import Testing

@testable import XLSX

/// What the schemas of ECMA-376 (transitional) and of Excel's extensions want of elements: which children, in
/// which order and how many of each, and which attributes. See `Fixtures/Schema/README.md` for the notation.
final class SchemaTable {
  private struct Rule {
    var content: String
    var allowed: Set<String> = []
    var required: [String] = []
    /// The attribute that tells how many children there are.
    var counting: String?
  }

  private static let prefixes = [
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "x",
    "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main": "x14",
    "http://schemas.microsoft.com/office/excel/2006/main": "xm",
    "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray": "xda",
    "http://schemas.openxmlformats.org/drawingml/2006/chart": "c",
    "http://schemas.openxmlformats.org/drawingml/2006/main": "a",
    "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr",
    "http://schemas.openxmlformats.org/package/2006/content-types": "ct",
    "http://schemas.openxmlformats.org/package/2006/relationships": "rel",
    "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties": "ep",
    "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes": "vt",
    "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties": "cust",
    "http://schemas.openxmlformats.org/package/2006/metadata/core-properties": "cp",
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
  ]

  private var rules: [String: Rule] = [:]
  private var patterns: [String: Regex<AnyRegexOutput>] = [:]
  /// The elements met.
  private(set) var met: Set<String> = []

  init() throws {
    let folder = try #require(Bundle.module.url(forResource: "Fixtures", withExtension: nil))
    let text = try String(contentsOf: folder.appendingPathComponent("Schema/elements.tsv"), encoding: .utf8)
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 3, "\(line)")
      var rule = Rule(content: fields[1])
      for attribute in fields[2].split(separator: " ") {
        let name = String(attribute.filter { $0 != "!" && $0 != "#" })
        rule.allowed.insert(name)
        if attribute.hasSuffix("!") { rule.required.append(name) }
        if attribute.contains("#") { rule.counting = name }
      }
      rules[fields[0]] = rule
    }
  }

  /// What in the parts of a package the schemas do not allow.
  func violations(in bytes: [UInt8]) throws -> [String] {
    let package = try OPCPackage(bytes: bytes)
    let context = LintContext(package: package, fileEnding: "")
    var found: [String] = []
    for entry in package.archive.entries
    where entry.name.hasSuffix(".xml") || entry.name.hasSuffix(".rels") {
      let root = try #require(context.tree(entry.name), "\(entry.name) is not well-formed")
      try check(root, inside: nil, part: entry.name, &found)
    }
    return found
  }

  private func check(_ node: LintNode, inside parent: LintNode?, part: String, _ found: inout [String]) throws
  {
    guard let prefix = Self.prefixes[node.namespace] else { return }
    let specific = "\(prefix):\(parent?.name ?? "")>\(node.name)"
    let key = rules[specific] == nil ? "\(prefix):\(node.name)" : specific
    guard let rule = rules[key] else {
      found.append("\(part): <\(key)> is not in the table")
      return
    }
    met.insert(key)
    for name in node.attributes.keys.sorted() where !name.hasPrefix(":") && !rule.allowed.contains(name) {
      found.append("\(part): \(key) @\(name)")
    }
    for name in rule.required where node[name] == nil { found.append("\(part): \(key) lacks @\(name)") }
    let known = node.children.filter { Self.prefixes[$0.namespace] != nil }
    let items = known.filter { $0.name != "extLst" }.count
    if let name = rule.counting, let count = node.integer(name), count != items {
      found.append("\(part): \(key) @\(name)=\(count), \(items)")
    }
    if rule.content != "ANY" {
      let children = known.map { "\(Self.prefixes[$0.namespace] ?? ""):\($0.name);" }.joined()
      if try pattern(rule.content).wholeMatch(in: children) == nil {
        found.append("\(part): \(key) holds \(children.prefix(400))")
      }
    }
    for child in node.children { try check(child, inside: node, part: part, &found) }
  }

  /// `a:b? (a:c|a:d)*` as an expression over `a:b;a:c;`.
  private func pattern(_ content: String) throws -> Regex<AnyRegexOutput> {
    if let known = patterns[content] { return known }
    let names = content.replacing(#/[a-z0-9]+:[A-Za-z0-9]+/#) { "(?:\($0.output);)" }
    let made = try Regex(names.filter { $0 != " " })
    patterns[content] = made
    return made
  }
}
