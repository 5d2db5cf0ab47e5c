import CLibXML2

/// Picks one of the alternatives that `mc:AlternateContent` offers: the first `Choice` whose namespaces are
/// all understood, or else the `Fallback` (ECMA-376 Part 3, 7.6).
///
/// What is picked reads as if it stood there alone; a handler sees neither the others nor the elements that
/// offer them.
@usableFromInline
struct AlternateContent {
  private static let namespace = "http://schemas.openxmlformats.org/markup-compatibility/2006"

  /// An open element that is passed on without itself.
  private enum Frame {
    /// `AlternateContent`, and whether one of its alternatives has been picked.
    case alternatives(isPicked: Bool)
    /// The alternative that was picked.
    case picked
  }

  /// A prefix declared on an open element.
  private struct Declaration {
    let depth: Int
    let prefix: UnsafePointer<xmlChar>
    let namespace: UnsafePointer<xmlChar>
  }

  private let compatibility: UnsafePointer<xmlChar>
  private let alternateContent: UnsafePointer<xmlChar>
  private let choice: UnsafePointer<xmlChar>
  private let fallback: UnsafePointer<xmlChar>
  private let requires: UnsafePointer<xmlChar>
  private var frames: [(frame: Frame, depth: Int)] = []
  private var declarations: [Declaration] = []
  /// The depth of an element that is passed over with all it holds.
  private var hiddenFrom: Int?

  /// Whether text is passed over.
  @usableFromInline var isHidden: Bool { hiddenFrom != nil }

  @usableFromInline
  init?(dictionary: xmlDictPtr) {
    guard let compatibility = xmlDictLookup(dictionary, Self.namespace, -1),
      let alternateContent = xmlDictLookup(dictionary, "AlternateContent", -1),
      let choice = xmlDictLookup(dictionary, "Choice", -1),
      let fallback = xmlDictLookup(dictionary, "Fallback", -1),
      let requires = xmlDictLookup(dictionary, "Requires", -1)
    else { return nil }
    self.compatibility = compatibility
    self.alternateContent = alternateContent
    self.choice = choice
    self.fallback = fallback
    self.requires = requires
  }

  /// Takes the start of an element; false if the handler must not see it. `declared` are pairs of prefix and
  /// namespace, `attributes` libxml2's table.
  @usableFromInline
  mutating func start(
    _ localName: UnsafePointer<xmlChar>, _ namespace: UnsafePointer<xmlChar>?, depth: Int,
    declared: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
    attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
    understands: (UnsafePointer<xmlChar>) -> Bool
  ) -> Bool {
    if hiddenFrom != nil { return false }
    for index in stride(from: 0, to: declared.count - 1, by: 2) {
      guard let prefix = declared[index], let uri = declared[index + 1] else { continue }
      declarations.append(Declaration(depth: depth, prefix: prefix, namespace: uri))
    }
    if namespace == compatibility, localName == alternateContent {
      frames.append((.alternatives(isPicked: false), depth))
      return false
    }
    guard let last = frames.last, last.depth == depth - 1, case .alternatives(let isPicked) = last.frame
    else {
      return true
    }
    let isOffered =
      namespace == compatibility
      && (localName == fallback || localName == choice && isUnderstood(attributes, understands))
    if isOffered, !isPicked {
      frames[frames.count - 1].frame = .alternatives(isPicked: true)
      frames.append((.picked, depth))
    } else {
      hiddenFrom = depth
    }
    return false
  }

  /// Takes the end of an element; false if the handler must not see it.
  @usableFromInline
  mutating func end(depth: Int) -> Bool {
    while let last = declarations.last, last.depth >= depth { declarations.removeLast() }
    if let start = hiddenFrom {
      if start == depth { hiddenFrom = nil }
      return false
    }
    guard let last = frames.last, last.depth == depth else { return true }
    frames.removeLast()
    return false
  }

  /// Whether every prefix that a `Choice` requires stands for a namespace that is understood.
  private func isUnderstood(
    _ attributes: UnsafeBufferPointer<UnsafePointer<xmlChar>?>,
    _ understands: (UnsafePointer<xmlChar>) -> Bool
  ) -> Bool {
    for index in stride(from: 0, to: attributes.count - 4, by: 5) {
      guard attributes[index] == requires, attributes[index + 1] == nil, let start = attributes[index + 3],
        let end = attributes[index + 4]
      else { continue }
      let prefixes = UnsafeBufferPointer(start: start, count: end - start)
        .split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
      return !prefixes.isEmpty
        && prefixes.allSatisfy { prefix in
          let declaration = declarations.last { declared in
            let length = Int(xmlStrlen(declared.prefix))
            return UnsafeBufferPointer(start: declared.prefix, count: length).elementsEqual(prefix)
          }
          return declaration.map { understands($0.namespace) } ?? false
        }
    }
    return false
  }
}
