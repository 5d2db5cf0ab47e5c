import OpenPackaging
import XMLStreaming

/// Rules 1 to 5: content types, relationships, the kind of workbook, and that every part is XML.
enum PackageLint {
  static func check(_ context: LintContext) {
    checkContentTypes(context)
    for entry in context.package.archive.entries where !entry.isFolder {
      if PartName.key(entry.name).hasSuffix(".rels") { checkRelationships(context, part: entry.name) }
    }
    checkWorkbookType(context)
    checkMarkup(context)
  }

  private static func checkContentTypes(_ context: LintContext) {
    let types = context.package.contentTypes
    for entry in context.package.archive.entries
    where !entry.isFolder && PartName.key(entry.name) != "[content_types].xml" {
      if types.type(of: entry.name) == nil { context.report(.contentTypes, entry.name, "—") }
      if entry.name.utf8.contains(UInt8(ascii: "\\")) || entry.name.hasPrefix("/") {
        context.report(.container, entry.name, entry.name)
      }
    }
    for part in types.overrides.keys.sorted() where !context.package.hasPart(part) {
      context.report(.contentTypes, "[Content_Types].xml", "Override /\(part)")
    }
    guard let root = context.tree("[Content_Types].xml") else { return }
    var seen: Set<String> = []
    for item in root.children {
      let key =
        item["PartName"].map { "part " + PartName.key($0) }
        ?? "ending \(item["Extension"]?.lowercased() ?? "")"
      if !seen.insert(key).inserted {
        context.report(.contentTypes, "[Content_Types].xml", "\(key) × 2", at: item)
      }
    }
  }

  private static func checkRelationships(_ context: LintContext, part: String) {
    guard let root = context.tree(part) else { return }
    var ids: Set<String> = []
    let source = sourcePart(of: part)
    for item in root.children where item.name == "Relationship" {
      let id = item["Id"] ?? ""
      if id.isEmpty || !ids.insert(id).inserted { context.report(.relationships, part, "Id \(id)", at: item) }
      guard let target = item["Target"] else {
        context.report(.relationships, part, "\(id): Target", at: item)
        continue
      }
      if item["TargetMode"] == "External" { continue }
      if target.contains("://") || target.hasPrefix("mailto:") {
        context.report(.relationships, part, "\(id): TargetMode, \(target)", at: item)
      } else if !context.package.hasPart(PartName.resolve(target, from: source)) {
        if !target.hasPrefix("#"), target != "NULL" {
          context.report(.relationships, part, "\(id): \(target)", at: item)
        }
      } else {
        checkType(of: PartName.resolve(target, from: source), kind: item["Type"] ?? "", context)
      }
    }
    checkReferences(context, source: source, ids: ids)
  }

  /// How the content types of parts end, by the kind of the relationships that lead to them.
  private static let types: [String: String] = [
    "officeDocument": ".main+xml", "worksheet": "spreadsheetml.worksheet+xml",
    "chartsheet": "spreadsheetml.chartsheet+xml", "dialogsheet": "spreadsheetml.dialogsheet+xml",
    "styles": "spreadsheetml.styles+xml", "sharedStrings": "spreadsheetml.sharedStrings+xml",
    "calcChain": "spreadsheetml.calcChain+xml", "sheetMetadata": "spreadsheetml.sheetMetadata+xml",
    "externalLink": "spreadsheetml.externalLink+xml", "table": "spreadsheetml.table+xml",
    "comments": "spreadsheetml.comments+xml", "pivotTable": "spreadsheetml.pivotTable+xml",
    "pivotCacheDefinition": "spreadsheetml.pivotCacheDefinition+xml",
    "pivotCacheRecords": "spreadsheetml.pivotCacheRecords+xml", "theme": "officedocument.theme+xml",
    "drawing": "officedocument.drawing+xml", "chart": "drawingml.chart+xml",
    "vmlDrawing": "officedocument.vmlDrawing", "core-properties": "core-properties+xml",
    "extended-properties": "extended-properties+xml", "custom-properties": "custom-properties+xml",
  ]

  private static func checkType(of part: String, kind: String, _ context: LintContext) {
    let kind = kind.split(separator: "/").last.map(String.init) ?? ""
    guard let wanted = types[kind], let type = context.package.contentTypes.type(of: part) else { return }
    if !type.lowercased().hasSuffix(wanted.lowercased()) {
      context.report(.contentTypes, part, "\(kind): \(type)")
    }
    if kind == "core-properties" { checkCoreProperties(context, part: part) }
  }

  /// Days must say how they are written, and every property stands once (ECMA-376 Part 2, 11).
  private static func checkCoreProperties(_ context: LintContext, part: String) {
    guard let root = context.tree(part) else { return }
    var seen: Set<String> = []
    for property in root.children {
      if !seen.insert(property.name).inserted {
        context.report(.documentProperties, part, "\(property.name) × 2", at: property)
      }
      let isDay = property.name == "created" || property.name == "modified"
      if isDay, property[":type"]?.hasSuffix("W3CDTF") != true {
        context.report(.documentProperties, part, "\(property.name): xsi:type", at: property)
      }
    }
  }

  /// The part whose relationships a part holds.
  private static func sourcePart(of part: String) -> String {
    let name = part.hasSuffix(".rels") ? String(part.dropLast(5)) : part
    return name.replacing("_rels/", with: "", maxReplacements: 1)
  }

  /// Every `r:id` (and `r:embed`, `r:link`) of a part names one of its relationships.
  private static func checkReferences(_ context: LintContext, source: String, ids: Set<String>) {
    guard !source.isEmpty, source.lowercased().hasSuffix(".xml"), let root = context.skeleton(source) else {
      return
    }
    root.forEachDescendant { node in
      for attribute in [":id", ":embed", ":link"] {
        guard let id = node[attribute], id.hasPrefix("rId") || attribute != ":id" else { continue }
        if !id.isEmpty, !ids.contains(id) {
          context.report(.relationships, source, "\(node.name) \(id)", at: node)
        }
      }
    }
  }

  /// A part without relationships must not refer to any; that is checked here, with its markup.
  private static func checkMarkup(_ context: LintContext) {
    for entry in context.package.archive.entries where !entry.isFolder {
      let name = PartName.key(entry.name)
      guard name.hasSuffix(".xml") || name.hasSuffix(".vml") else { continue }
      let hasRelationships = context.package.hasPart(PartName.relationshipsPart(of: entry.name))
      guard let root = context.skeleton(entry.name) else { continue }
      context.checkExtensionLists(below: root, part: entry.name)
      if !hasRelationships { checkReferences(context, source: entry.name, ids: []) }
    }
  }

  private static func checkWorkbookType(_ context: LintContext) {
    guard let main = context.relationships(of: "").first("officeDocument")?.part else {
      context.report(.relationships, "_rels/.rels", "officeDocument")
      return
    }
    let type = context.package.contentTypes.type(of: main) ?? ""
    let expected: [String: String] = [
      "xlsx": "spreadsheetml.sheet.main", "xlsm": "sheet.macroEnabled.main",
      "xltx": "spreadsheetml.template.main", "xltm": "template.macroEnabled.main",
    ]
    if let wanted = expected[context.fileEnding], !type.contains(wanted) {
      context.report(.workbookType, main, "\(context.fileEnding): \(type)")
    }
    let hasMacros = context.relationships(of: main).first("vbaProject") != nil
    if hasMacros, !type.contains("macroEnabled"), !type.contains("addin") {
      context.report(.workbookType, main, "vbaProject: \(type)")
    }
  }
}

/// Takes rows and forgets them.
struct IgnoredRows: LintRowReceiving {
  func beginRow(_ row: LintNode) {}
  func cell(_ cell: LintNode) {}
  func item(_ item: LintNode) {}
}
