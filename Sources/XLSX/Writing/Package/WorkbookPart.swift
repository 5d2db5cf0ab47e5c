import SpreadsheetModel
import XMLStreaming

/// `xl/workbook.xml` (ECMA-376 Part 1, 18.2).
enum WorkbookPart {
  static func bytes(
    sheets: [(name: String, visibility: Sheet.Visibility, relationship: String)],
    names: [DefinedNameEntry], activeSheet: Int, dateSystem: DateSystem, locksStructure: Bool = false
  ) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "workbook",
      ["xmlns": .text(Namespace.main), "xmlns:r": .text(Namespace.relationships)]
    ) { xml in
      xml.element(
        "workbookPr",
        ["date1904": dateSystem == .base1904 ? 1 : nil, "defaultThemeVersion": 124_226])
      if locksStructure { xml.element("workbookProtection", ["lockStructure": 1]) }
      xml.element("bookViews") { xml in
        xml.element(
          "workbookView",
          [
            "xWindow": 0, "yWindow": 0, "windowWidth": 24_000, "windowHeight": 12_000,
            "activeTab": activeSheet == 0 ? nil : .integer(activeSheet),
          ])
      }
      xml.element("sheets") { xml in
        for (index, sheet) in sheets.enumerated() {
          xml.element(
            "sheet",
            [
              "name": .xString(sheet.name), "sheetId": .integer(index + 1),
              "state": sheet.visibility == .visible ? nil : .text(sheet.visibility.rawValue),
              "r:id": .text(sheet.relationship),
            ])
        }
      }
      if !names.isEmpty {
        xml.element("definedNames") { xml in
          for name in names {
            xml.element(
              "definedName",
              [
                "name": .xString(name.name), "localSheetId": name.sheet.map { .integer($0) },
                "hidden": name.isHidden ? 1 : nil,
              ], text: XString.escaped(name.formula))
          }
        }
      }
      // Formulas are calculated when the file is opened, whatever results are stored.
      xml.element("calcPr", ["calcId": 191_029, "fullCalcOnLoad": 1])
    }
    return xml.bytes
  }
}

/// A defined name as the workbook part has it: its sheet by position.
struct DefinedNameEntry {
  var name: String
  var formula: String
  var sheet: Int?
  var isHidden = false
}
