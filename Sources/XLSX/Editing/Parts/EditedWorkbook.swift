import Formula
import OpenPackaging
import SpreadsheetModel

/// The workbook part: its sheets in order, and where the parts it shares among them are.
struct EditedWorkbook {
  /// A sheet as the workbook lists it.
  struct SheetRecord {
    var name: String
    var relationship: String
    /// The sheet's part, `nil` if its relationship leads nowhere.
    var part: String?
    /// The kind of its relationship: `worksheet`, `chartsheet`, `dialogsheet`, ….
    var kind: String
    var isVisible: Bool
    var element: MarkupElement
  }

  let document: MarkupDocument
  let children: [MarkupElement]
  let sheets: [SheetRecord]
  let relationships: [EditedRelationship]
  var part: String { document.part }
  var isStrict: Bool { document.isStrict }

  init(_ package: PackageEdit) throws(EditError) {
    let main = try package.relationships(of: "").first { $0.kind == "officeDocument" && !$0.isExternal }
    guard let part = main?.part else {
      throw EditError(.missingPart, part: "_rels/.rels", detail: "officeDocument")
    }
    let document = try package.document(part)
    let relationships = try package.relationships(of: part)
    guard document.is(document.root, "workbook") else {
      throw EditError(.malformedPart, part: part, detail: document.localName(of: document.root))
    }
    let children = try document.children(of: document.root)
    let targets = Dictionary(relationships.map { ($0.id, $0) }) { first, _ in first }
    var sheets: [SheetRecord] = []
    var listed: Set<String> = []
    if let list = children.first(where: { document.is($0, "sheets") }) {
      for element in try document.children(of: list, "sheet") {
        let id = document.relationshipID(of: element) ?? ""
        let name = EscapedCharacters.decoded(document.value("name", of: element) ?? "")
        let target = targets[id]
        // An edit of the one would change the other.
        if let sheet = target?.part, package.contains(sheet),
          !listed.insert(PartName.key(sheet)).inserted
        {
          throw EditError(.malformedPart, part: part, sheet: name, detail: "\(sheet) is another sheet, too")
        }
        sheets.append(
          SheetRecord(
            name: name, relationship: id, part: target?.part, kind: target?.kind ?? "",
            isVisible: (document.value("state", of: element) ?? "visible") == "visible", element: element))
      }
    }
    self.document = document
    self.children = children
    self.sheets = sheets
    self.relationships = relationships
  }

  /// The first child of a name.
  func child(_ name: StaticString) -> MarkupElement? { children.first { document.is($0, name) } }

  /// The part of a kind that the workbook relates to, such as `styles`.
  func part(_ kind: String) -> String? {
    relationships.first { $0.kind == kind && !$0.isExternal }?.part
  }

  /// The position of a sheet, by its name without regard to case.
  func index(ofSheet name: String) -> Int? {
    sheets.firstIndex { $0.name == name }
      ?? sheets.firstIndex { $0.name.lowercased() == name.lowercased() }
  }

  /// How dates count.
  var dateSystem: DateSystem {
    guard let properties = child("workbookPr"),
      let flag = document.value("date1904", of: properties)
    else { return .base1900 }
    return ["1", "true"].contains(flag) ? .base1904 : .base1900
  }

  /// Whether the package carries a digital signature over its parts.
  static func isSigned(_ package: PackageEdit) throws(EditError) -> Bool {
    try package.relationships(of: "").contains { $0.kind == "origin" && $0.target.contains("xmlsignatures") }
  }
}

extension EditedWorkbook {
  /// What formulas of the workbook may name.
  func formulaScope(in package: PackageEdit) throws(EditError) -> FormulaScope {
    var tables: [String] = []
    for sheet in sheets {
      guard let part = sheet.part, package.contains(part) else { continue }
      tables += try EditedTable.all(of: part, in: package).map(\.name)
    }
    let links = try child("externalReferences").map { (list) throws(EditError) in
      try document.children(of: list, "externalReference").count
    }
    return FormulaScope(sheets: sheets.map(\.name), tables: tables, links: links ?? 0)
  }

  /// Plans that every formula is computed anew when the file is opened (`fullCalcOnLoad`).
  func recalculating(in patch: inout PartPatch) {
    if let calculation = child("calcPr") {
      document.set("fullCalcOnLoad", to: "1", of: calculation, in: &patch)
    } else {
      patch.insert(
        "<\(document.qualified("calcPr")) fullCalcOnLoad=\"1\"/>",
        at: ElementOrder.workbook.offset(of: "calcPr", among: children, in: document))
    }
  }
}
