import Calculation
import SpreadsheetModel
import XMLStreaming

enum WorkbookName: String, XMLVocabulary {
  case workbook
  case properties = "workbookPr"
  case date1904
  case sheet
  case name
  case sheetID = "sheetId"
  case id
  case state
  case definedName
  case localSheetID = "localSheetId"
  case hidden
  case externalReference
  case calculation = "calcPr"
  case iterate
  case iterateCount
  case iterateDelta
}

/// Gathers sheets and names from the events of a workbook part (ECMA-376 Part 1, 18.2).
struct WorkbookHandler: XMLHandler {
  typealias Name = WorkbookName

  /// A sheet as the workbook part lists it.
  struct ListedSheet {
    let name: String
    let sheetID: Int
    let relationship: String
    let visibility: Sheet.Visibility
  }

  private(set) var sawWorkbook = false
  private(set) var dateSystem = DateSystem.base1900
  private(set) var sheets: [ListedSheet] = []
  private(set) var definedNames: [DefinedName] = []
  /// The relationships of the other workbooks that formulas refer to, by their numbers.
  private(set) var links: [String] = []
  /// How circular references are computed, where the workbook allows them.
  private(set) var iteration: IterationSettings?
  private var openName: (name: String, sheetIndex: Int?, isHidden: Bool)?
  private var formula: [UInt8] = []

  mutating func startElement(_ element: borrowing XMLElement<WorkbookName>) {
    switch element.name {
    case .workbook: sawWorkbook = true
    case .properties: if element.boolean(.date1904) == true { dateSystem = .base1904 }
    case .sheet:
      sheets.append(
        ListedSheet(
          name: element.string(.name) ?? "", sheetID: element.integer(.sheetID) ?? 0,
          relationship: element.prefixedString(.id) ?? element.string(.id) ?? "",
          visibility: element.string(.state).flatMap { Sheet.Visibility(rawValue: $0) } ?? .visible))
    case .externalReference: links.append(element.prefixedString(.id) ?? element.string(.id) ?? "")
    case .calculation:
      guard element.boolean(.iterate) == true else { return }
      iteration = IterationSettings(
        count: element.integer(.iterateCount) ?? 100,
        delta: element.string(.iterateDelta).flatMap { Double($0) } ?? 0.001)
    case .definedName:
      openName = (
        element.string(.name) ?? "", element.integer(.localSheetID),
        element.boolean(.hidden) ?? false
      )
      formula.removeAll()
    default: break
    }
  }

  mutating func endElement(_ name: WorkbookName?) {
    guard name == .definedName, let open = openName else { return }
    definedNames.append(
      DefinedName(
        name: open.name, formula: String(decoding: formula, as: UTF8.self),
        sheetIndex: open.sheetIndex, isHidden: open.isHidden))
    openName = nil
  }

  mutating func text(_ bytes: Span<UInt8>) {
    guard openName != nil else { return }
    bytes.withUnsafeBufferPointer { formula.append(contentsOf: $0) }
  }
}
