import XMLStreaming

/// The kinds of part a workbook is made of, by their content type.
enum PartKind: String {
  case workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
  case worksheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
  case styles = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
  case sharedStrings = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
  case sheetMetadata = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheetMetadata+xml"
  case comments = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
  case table = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
  case theme = "application/vnd.openxmlformats-officedocument.theme+xml"
  case drawing = "application/vnd.openxmlformats-officedocument.drawing+xml"
  case chart = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
  case vmlDrawing = "application/vnd.openxmlformats-officedocument.vmlDrawing"
  case coreProperties = "application/vnd.openxmlformats-package.core-properties+xml"
  case extendedProperties = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
  case customProperties = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
}

/// `[Content_Types].xml`: the type of every part, by its name's ending or by itself (ECMA-376 Part 2).
struct ContentTypeList {
  private var defaults: [(ending: String, type: String)] = [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"), ("xml", "application/xml"),
  ]
  private var overrides: [(part: String, type: String)] = []

  /// Declares the type of one part.
  mutating func add(_ kind: PartKind, part: String) { overrides.append((part, kind.rawValue)) }

  /// Declares the type of all parts with an ending.
  mutating func addDefault(ending: String, type: String) {
    if !defaults.contains(where: { $0.ending == ending }) { defaults.append((ending, type)) }
  }

  var bytes: [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element("Types", ["xmlns": .text(Namespace.contentTypes)]) { xml in
      for (ending, type) in defaults {
        xml.element("Default", ["Extension": .text(ending), "ContentType": .text(type)])
      }
      for (part, type) in overrides {
        xml.element("Override", ["PartName": .text("/" + part), "ContentType": .text(type)])
      }
    }
    return xml.bytes
  }
}
