import XMLStreaming

/// The kinds of relationship a workbook uses (ECMA-376 Part 1, 15), by the last part of their type.
enum RelationshipKind: String {
  case officeDocument, worksheet, styles, theme, sharedStrings, sheetMetadata, drawing, chart, image
  case vmlDrawing, comments, hyperlink, table
  case extendedProperties = "extended-properties"
  case customProperties = "custom-properties"
  case coreProperties = "core-properties"

  /// The relationship's type.
  var type: String {
    switch self {
    case .coreProperties:
      "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    default: "\(Namespace.relationships)/\(rawValue)"
    }
  }
}

/// The relationships of one part, in the order of their ids `rId1`, `rId2`, ….
struct RelationshipList {
  private struct Item {
    var kind: RelationshipKind
    var target: String
    var isExternal: Bool
  }

  private var items: [Item] = []

  var isEmpty: Bool { items.isEmpty }

  /// Adds a relationship.
  ///
  /// - Parameter target: Relative to the folder of the part, absolute from `/`, or an address outside.
  /// - Returns: Its id.
  mutating func add(_ kind: RelationshipKind, target: String, isExternal: Bool = false) -> String {
    items.append(Item(kind: kind, target: target, isExternal: isExternal))
    return "rId\(items.count)"
  }

  /// The content of the part's `.rels`.
  var bytes: [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element("Relationships", ["xmlns": .text(Namespace.packageRelationships)]) { xml in
      for (index, item) in items.enumerated() {
        xml.element(
          "Relationship",
          [
            "Id": .text("rId\(index + 1)"), "Type": .text(item.kind.type),
            "Target": .text(item.target), "TargetMode": item.isExternal ? "External" : nil,
          ])
      }
    }
    return xml.bytes
  }

  /// The name of the part that holds the relationships of a part.
  static func partName(for part: String) -> String {
    guard let slash = part.lastIndex(of: "/") else { return "_rels/\(part).rels" }
    return "\(part[...slash])_rels/\(part[part.index(after: slash)...]).rels"
  }
}
