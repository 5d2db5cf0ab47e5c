import XMLStreaming

/// The types of a package's parts, `[Content_Types].xml` (ECMA-376 Part 2, 7.2.3).
public struct ContentTypes: Hashable, Sendable {
  /// Types by file extension, lower case.
  public private(set) var defaults: [String: String] = [:]
  /// Types by part (`PartName.key`).
  public private(set) var overrides: [String: String] = [:]

  /// No types.
  public init() {}

  /// Parses the content types part.
  public init(parsing bytes: Span<UInt8>, limits: PackageLimits = .standard) throws(XMLError) {
    let handler = try XMLPushParser.parse(
      bytes, part: "[Content_Types].xml", handler: ContentTypesHandler(),
      limits: XMLLimits(limits, keepsAll: true))
    defaults = handler.defaults
    overrides = handler.overrides
  }

  /// The parts declared one by one to have a type that ends so, in the order of their names.
  public func parts(ofTypeEnding ending: String) -> [String] {
    overrides.filter { $0.value.hasSuffix(ending) }.keys.sorted()
  }

  /// The type of a part; `nil` if the package does not say.
  public func type(of part: String) -> String? {
    let key = PartName.key(part)
    if let type = overrides[key] { return type }
    guard let dot = key.lastIndex(of: ".") else { return nil }
    return defaults[String(key[key.index(after: dot)...])]
  }
}

private enum ContentTypeName: String, XMLVocabulary {
  case byExtension = "Default"
  case override = "Override"
  case fileExtension = "Extension"
  case partName = "PartName"
  case contentType = "ContentType"
}

private struct ContentTypesHandler: XMLHandler {
  typealias Name = ContentTypeName
  var defaults: [String: String] = [:]
  var overrides: [String: String] = [:]

  mutating func startElement(_ element: borrowing XMLElement<ContentTypeName>) {
    guard let type = element.string(.contentType) else { return }
    switch element.name {
    case .byExtension:
      if let fileExtension = element.string(.fileExtension) {
        defaults[fileExtension.lowercased()] = type
      }
    case .override:
      if let part = element.string(.partName) { overrides[PartName.key(part)] = type }
    default: return
    }
  }

  mutating func endElement(_ name: ContentTypeName?) {}
}
