import XMLStreaming

/// One element of a part, as the lint looks at it.
final class LintNode {
  /// The name without its prefix.
  let name: String
  let namespace: String
  /// By name; an attribute with a prefix is under `:name`, as prefixes are the producer's choice.
  let attributes: [String: String]
  /// Prefixes used by the attributes.
  let attributePrefixes: [String]
  let place: LintPlace
  fileprivate(set) var children: [LintNode] = []
  fileprivate(set) var text = ""

  init(
    name: String, namespace: String, attributes: [String: String], prefixes: [String], place: LintPlace
  ) {
    self.name = name
    self.namespace = namespace
    self.attributes = attributes
    attributePrefixes = prefixes
    self.place = place
  }

  subscript(attribute: String) -> String? { attributes[attribute] }

  func integer(_ attribute: String) -> Int? { attributes[attribute].flatMap { Int(markup: $0) } }

  func number(_ attribute: String) -> Double? { attributes[attribute].flatMap { Double($0) } }

  func flag(_ attribute: String) -> Bool? {
    switch attributes[attribute] {
    case "1", "true": true
    case "0", "false": false
    default: nil
    }
  }

  /// The first child of a name.
  func child(_ name: String) -> LintNode? { children.first { $0.name == name } }

  /// The children of a name.
  func all(_ name: String) -> [LintNode] { children.filter { $0.name == name } }

  /// The element and everything below it.
  func forEachDescendant(_ body: (LintNode) -> Void) {
    var rest = [self]
    while let node = rest.popLast() {
      body(node)
      rest.append(contentsOf: node.children.reversed())
    }
  }
}

/// The lint knows no names beforehand: it takes every element as it comes.
enum LintName: String, XMLVocabulary { case none = "-" }

/// Makes the tree of a part, all but the rows of a worksheet and the texts of the shared strings, which may
/// be many and are handed on one by one.
struct LintTreeHandler: XMLHandler {
  typealias Name = LintName

  private(set) var root: LintNode?
  private var stack: [LintNode] = []
  /// Takes the children of `sheetData` and `sst`.
  var rows: (any LintRowReceiving)?
  /// Inside a streamed container 1, inside its rows or texts 2, and so on; 0 elsewhere.
  private var level = 0

  mutating func startElement(_ element: borrowing XMLElement<LintName>) {
    var attributes: [String: String] = [:]
    var prefixes: [String] = []
    element.forEachAttribute { prefix, name, value in
      if let prefix {
        prefixes.append(prefix)
        attributes[":" + name] = value
      } else {
        attributes[name] = value
      }
    }
    let node = LintNode(
      name: element.unresolvedName, namespace: element.namespace, attributes: attributes,
      prefixes: prefixes, place: LintPlace(line: element.line, column: element.column))
    if root == nil { root = node }
    guard level > 0 else {
      stack.last?.children.append(node)
      stack.append(node)
      if rows != nil, node.name == "sheetData" || node.name == "sst" { level = 1 }
      return
    }
    level += 1
    // Rows and texts are not kept in their container; what lies below them is, until it is handed on.
    if level > 2 { stack.last?.children.append(node) }
    stack.append(node)
    if level == 2, node.name == "row" { rows?.beginRow(node) }
  }

  mutating func endElement(_ name: LintName?) {
    guard let node = stack.popLast(), level > 0 else { return }
    if level == 3, node.name == "c" {
      rows?.cell(node)
      stack.last?.children.removeAll(keepingCapacity: true)
    } else if level == 2, node.name == "si" {
      rows?.item(node)
    }
    level -= 1
  }

  mutating func text(_ bytes: Span<UInt8>) {
    guard let node = stack.last else { return }
    bytes.withUnsafeBufferPointer { node.text += String(decoding: $0, as: UTF8.self) }
  }
}

/// Takes what a worksheet or a table of shared strings has many of.
protocol LintRowReceiving {
  func beginRow(_ row: LintNode)
  func cell(_ cell: LintNode)
  func item(_ item: LintNode)
}
