import OpenPackaging
import SpreadsheetModel

extension PackageEdit {
  /// The number by which a cell (`cm`) says that its formula is a dynamic array (MS-XLSX 2.3.4, XLDAPR): that
  /// of the workbook's own entry, which is added where there is none.
  mutating func dynamicArrayMark(in workbook: EditedWorkbook) throws(EditError) -> Int {
    let template = try MarkupDocument(
      part: "xl/metadata.xml", bytes: MetadataPart.bytes(isStrict: workbook.isStrict))
    guard let part = workbook.part("sheetMetadata"), contains(part) else {
      let folder = workbook.part.split(separator: "/").dropLast().map { "\($0)/" }.joined()
      let part =
        contains("\(folder)metadata.xml") ? freeName("\(folder)metadata", ".xml") : "\(folder)metadata.xml"
      try store(part, template.bytes)
      try declare(part, as: PartKind.sheetMetadata.rawValue)
      _ = try relate(workbook.part, to: part, kind: "sheetMetadata", isStrict: workbook.isStrict)
      return 1
    }
    var metadata = try EditedMetadata(document(part), template: template)
    let mark = try metadata.dynamicArrayMark()
    try apply(metadata.patch, to: metadata.document)
    return mark
  }
}

/// The metadata part of a workbook while an entry is added to it (ECMA-376 Part 1, 18.9).
private struct EditedMetadata {
  let document: MarkupDocument
  private(set) var patch = PartPatch()
  private let template: MarkupDocument
  private let children: [MarkupElement]

  private static let order = ElementOrder(
    names: [
      "metadataTypes", "metadataStrings", "mdxMetadata", "futureMetadata", "cellMetadata", "valueMetadata",
      "extLst",
    ])
  private static let kind = "XLDAPR"

  init(_ document: MarkupDocument, template: MarkupDocument) throws(EditError) {
    self.document = document
    self.template = template
    children = try document.children(of: document.root)
  }

  /// The place among the cell metadata, from 1, of the entry for dynamic arrays.
  mutating func dynamicArrayMark() throws(EditError) -> Int {
    let type =
      1
      + (try place(in: "metadataTypes", item: "metadataType") { document, item in
        document.value("name", of: item) == Self.kind
      })
    let value = try place(in: "futureMetadata", item: "bk") { document, item throws(EditError) in
      try document.descendants(of: item).contains {
        document.localName(of: $0) == "dynamicArrayProperties"
          && ["1", "true"].contains(document.value("fDynamic", of: $0))
      }
    }
    return 1
      + (try place(
        in: "cellMetadata", item: "bk",
        added:
          "<\(document.qualified("bk"))><\(document.qualified("rc")) t=\"\(type)\" v=\"\(value)\"/></\(document.qualified("bk"))>"
      ) { document, item throws(EditError) in
        let records = try document.children(of: item, "rc")
        return records.count == 1 && document.number("t", of: records[0]) == type
          && document.number("v", of: records[0]) == value
      })
  }

  /// The place of an item in a list, from 0; the list or the item is added where it is missing.
  private mutating func place(
    in list: StaticString, item: StaticString, added: String? = nil,
    where isWanted: (MarkupDocument, MarkupElement) throws(EditError) -> Bool
  ) throws(EditError) -> Int {
    let found = children.first {
      document.is($0, list)
        && (document.value("name", of: $0).map { $0 == Self.kind } ?? true)
    }
    guard let model = try template.child(of: template.root, list),
      let modelItem = try template.children(of: model, item).first
    else { throw EditError(.malformedPart, part: document.part) }
    guard let found else {
      let text =
        added.map { item in
          let name = document.qualified("\(list)")
          return "<\(name) count=\"1\">\(item)</\(name)>"
        } ?? adopted(model)
      patch.insert(text, at: Self.order.offset(of: "\(list)", among: children, in: document))
      return 0
    }
    let items = try document.children(of: found, item)
    for (index, item) in items.enumerated() where try isWanted(document, item) { return index }
    document.append(added ?? adopted(modelItem), to: found, in: &patch)
    if document.attribute("count", of: found) != nil {
      document.set("count", to: String(items.count + 1), of: found, in: &patch)
    }
    return items.count
  }

  /// An element of the template, its extension's namespace declared where it is used.
  private func adopted(_ element: MarkupElement) -> String {
    document.adopting(String(decoding: template.raw(element.range), as: UTF8.self))
      .replacing(
        "<xda:dynamicArrayProperties",
        with: "<xda:dynamicArrayProperties xmlns:xda=\"\(MetadataPart.dynamicArrays)\"")
  }
}
