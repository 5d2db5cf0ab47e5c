import OpenPackaging
import XMLStreaming

/// A relationship as an edited package has it now.
struct EditedRelationship {
  var id: String
  /// The last segment of the type's URI, the same in strict and transitional documents.
  var kind: String
  var target: String
  var isExternal: Bool
  /// The part named, `nil` for an external target.
  var part: String?
}

extension PackageEdit {
  /// The bytes of a part as they are now, in UTF-8 and with one prefix for its own elements.
  func content(of part: String) throws(EditError) -> [UInt8] {
    let bytes: [UInt8]
    do { bytes = try self.bytes(of: part) } catch { throw EditError(error, part: part) }
    return PartVocabulary.uniform(try PartEncoding.utf8(bytes, part: part))
  }

  /// The outline of a part as it is now.
  func document(_ part: String) throws(EditError) -> MarkupDocument {
    try MarkupDocument(part: part, bytes: content(of: part))
  }

  /// Replaces a part or adds it.
  mutating func store(_ part: String, _ bytes: [UInt8]) throws(EditError) {
    do { try set(part, to: bytes) } catch { throw EditError(error, part: part) }
  }

  /// Lays a patch over a part.
  mutating func apply(_ patch: PartPatch, to document: MarkupDocument) throws(EditError) {
    try apply(patch, to: document.bytes, of: document.part)
  }

  /// Lays a patch over the bytes that a part has now.
  mutating func apply(_ patch: PartPatch, to bytes: [UInt8], of part: String) throws(EditError) {
    guard !patch.isEmpty else { return }
    do { try self.patch(part, bytes, with: patch) } catch { throw EditError(error, part: part) }
  }

  /// The relationships of a part, or of the package for an empty name.
  func relationships(of source: String) throws(EditError) -> [EditedRelationship] {
    let part = PartName.relationshipsPart(of: source)
    guard contains(part) else { return [] }
    let document = try document(part)
    var found: [EditedRelationship] = []
    for element in try document.children(of: document.root, "Relationship") {
      let type = document.value("Type", of: element) ?? ""
      let target = document.value("Target", of: element) ?? ""
      let isExternal = document.value("TargetMode", of: element) == "External"
      found.append(
        EditedRelationship(
          id: document.value("Id", of: element) ?? "",
          kind: type.split(separator: "/").last.map(String.init) ?? "", target: target,
          isExternal: isExternal, part: isExternal ? nil : meantPart(target, by: source)))
    }
    return found
  }

  /// The part that a target names, or would name seen from the package's root: readers take it so, too.
  private func meantPart(_ target: String, by source: String) -> String {
    let part = PartName.resolve(target, from: source)
    let fromRoot = PartName.resolve(target, from: "")
    return !contains(part) && contains(fromRoot) ? fromRoot : part
  }

  /// Relates a part to another, or to something outside, and returns the relationship's id.
  mutating func relate(
    _ source: String, to target: String, kind: String, isExternal: Bool = false, isStrict: Bool = false
  ) throws(EditError) -> String {
    let part = PartName.relationshipsPart(of: source)
    let type =
      Self.microsoftKinds[kind]
      ?? "\(isStrict ? Namespaces.strictRelationships : Namespaces.relationships)/\(kind)"
    let written = isExternal ? target : Self.relativeTarget(target, from: source)
    let existing = try relationships(of: source)
    if let same = existing.first(where: {
      $0.kind == kind && $0.isExternal == isExternal
        && (isExternal ? $0.target == target : $0.part.map(PartName.key) == PartName.key(target))
    }) {
      return same.id
    }
    let highest =
      existing.compactMap { $0.id.hasPrefix("rId") ? Int(markup: $0.id.dropFirst(3)) : nil }.max() ?? 0
    var number = highest + 1
    while existing.contains(where: { $0.id.lowercased() == "rid\(number)" }) { number += 1 }
    let id = "rId\(number)"
    let mode = isExternal ? " TargetMode=\"External\"" : ""
    func element(_ prefix: String) -> String {
      "<\(prefix)Relationship Id=\"\(id)\" Type=\"\(type)\" Target=\"\(MarkupText.attribute(written))\"\(mode)/>"
    }
    if contains(part) {
      let document = try document(part)
      var patch = PartPatch()
      document.append(element(document.qualified("")), to: document.root, in: &patch)
      try apply(patch, to: document)
    } else {
      let text =
        "\(xmlDeclaration)<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + element("") + "</Relationships>"
      try storeRelationships(part, Array(text.utf8))
    }
    return id
  }

  /// Adds a relationships part, whose type packages without a default for `rels` do not know.
  mutating func storeRelationships(_ part: String, _ bytes: [UInt8]) throws(EditError) {
    try store(part, bytes)
    if try contentType(of: part) == nil {
      try declare(
        extension: "rels", as: "application/vnd.openxmlformats-package.relationships+xml")
    }
  }

  /// Takes a relationship away; the relationships part goes with its last one.
  mutating func unrelate(_ source: String, id: String) throws(EditError) {
    let part = PartName.relationshipsPart(of: source)
    guard contains(part) else { return }
    let document = try document(part)
    let elements = try document.children(of: document.root, "Relationship")
    var patch = PartPatch()
    for element in elements where document.value("Id", of: element) == id { patch.remove(element.range) }
    if patch.splices.count == elements.count, !elements.isEmpty, !source.isEmpty {
      drop(part)
    } else {
      try apply(patch, to: document)
    }
  }

  /// The content type of a part, by its override or its extension.
  func contentType(of part: String) throws(EditError) -> String? {
    let document = try document(Self.contentTypesPart)
    let key = PartName.key(part)
    var byExtension: String?
    for element in try document.children(of: document.root) {
      if document.is(element, "Override"), document.value("PartName", of: element).map(PartName.key) == key {
        return document.value("ContentType", of: element)
      }
      if document.is(element, "Default"), let ending = document.value("Extension", of: element),
        key.hasSuffix(".\(ending.lowercased())")
      {
        byExtension = document.value("ContentType", of: element)
      }
    }
    return byExtension
  }

  /// Declares the type of a part, unless it has it already. Parts of one type stand together in the
  /// order of their numbers, so that a part taken out and added again leaves the same bytes.
  mutating func declare(_ part: String, as type: String) throws(EditError) {
    if try contentType(of: part) == type { return }
    let document = try document(Self.contentTypesPart)
    let text =
      "<\(document.qualified("Override")) PartName=\"/\(MarkupText.attribute(part))\" ContentType=\"\(type)\"/>"
    let alike = try document.children(of: document.root, "Override").filter {
      document.value("ContentType", of: $0) == type
    }
    func rank(_ name: String) -> (Int, String) { (name.utf8.count, name) }
    let next = alike.first { element in
      document.value("PartName", of: element).map { rank($0) > rank("/\(part)") } ?? false
    }
    var patch = PartPatch()
    if let next {
      patch.insert(text, at: next.range.lowerBound)
    } else if let last = alike.last {
      patch.insert(text, at: last.range.upperBound)
    } else {
      document.append(text, to: document.root, in: &patch)
    }
    try apply(patch, to: document)
  }

  /// Declares the type of an extension, unless parts of that extension have one already.
  mutating func declare(extension ending: String, as type: String) throws(EditError) {
    let document = try document(Self.contentTypesPart)
    let defaults = try document.children(of: document.root, "Default")
    if defaults.contains(where: { document.value("Extension", of: $0)?.lowercased() == ending }) { return }
    var patch = PartPatch()
    let text = "<\(document.qualified("Default")) Extension=\"\(ending)\" ContentType=\"\(type)\"/>"
    if let last = defaults.last {
      patch.insert(text, at: last.range.upperBound)
    } else {
      patch.insert(text, at: document.root.startTag.upperBound)
    }
    try apply(patch, to: document)
  }

  /// Drops a part, its type and its own relationships.
  mutating func remove(_ part: String) throws(EditError) {
    drop(part)
    drop(PartName.relationshipsPart(of: part))
    let document = try document(Self.contentTypesPart)
    var patch = PartPatch()
    for element in try document.children(of: document.root, "Override")
    where document.value("PartName", of: element).map(PartName.key) == PartName.key(part) {
      patch.remove(element.range)
    }
    try apply(patch, to: document)
  }

  /// A part name that is free: the stem, the first number from 1 that no part has, the ending.
  func freeName(_ stem: String, _ ending: String) -> String {
    let taken = Set(names.map(PartName.key))
    var number = 1
    while taken.contains(PartName.key("\(stem)\(number)\(ending)")) { number += 1 }
    return "\(stem)\(number)\(ending)"
  }

  static let contentTypesPart = "[Content_Types].xml"

  /// Relationship types that are Microsoft's own and the same in strict documents.
  private static let microsoftKinds = [
    "threadedComment": "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment",
    "person": "http://schemas.microsoft.com/office/2017/10/relationships/person",
    "cellImage": "http://www.wps.cn/officeDocument/2020/cellImage",
  ]

  /// How a part is named from another part's relationships: relative, as Excel writes it.
  static func relativeTarget(_ part: String, from source: String) -> String {
    let target = part.split(separator: "/")
    let folder = source.split(separator: "/").dropLast()
    var common = 0
    while common < folder.count, common < target.count - 1, folder[common] == target[common] { common += 1 }
    return (Array(repeating: "..", count: folder.count - common) + target[common...].map(String.init))
      .joined(separator: "/")
  }
}

/// How every new part begins.
let xmlDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

extension EditError {
  /// The error of a package that could not be read.
  init(_ error: PackageError, part: String? = nil) {
    let code: Code =
      switch error.code {
      case .missingPart: .missingPart
      case .malformedPart: .malformedPart
      case .conflictingChanges: .unwritable
      default: .unreadablePackage
      }
    self.init(code, part: error.part ?? part, offset: error.byte, detail: "\(error)")
  }
}
