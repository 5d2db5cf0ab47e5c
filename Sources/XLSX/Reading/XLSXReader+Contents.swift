import OpenPackaging
import SpreadsheetModel

extension XLSXReader {
  /// What the workbook holds besides its cells, by kind. Formulas and hidden rows are in the cells, and not
  /// counted here.
  public func contents() -> ContentCounts {
    var counts = ContentCounts()
    let edit = PackageEdit(package)
    for sheet in sheets {
      if sheet.visibility != .visible { counts[.hiddenSheet] += 1 }
      if sheet.kind == .chartsheet { counts[.chart] += 1 }
      if sheet.kind == .macrosheet || sheet.kind == .dialogsheet { counts[.macroSheet] += 1 }
      guard let part = sheet.part else { continue }
      if sheet.hasCells, let details = try? details(of: sheet) { count(details, in: &counts) }
      count(partsOf: part, of: edit, isChartSheet: sheet.kind == .chartsheet, in: &counts)
    }
    counts[.name] += definedNames.filter { !$0.isHidden && !$0.name.hasPrefix("_xlnm.") }.count
    let kinds: [String: ContentKind] = [
      "externalLink": .externalLink, "connections": .connection, "vbaProject": .macro,
    ]
    for relationship in relationships.all {
      if let kind = kinds[String(relationship.kind)] { counts[kind] += 1 }
      if relationship.kind == "cellImage", let pictures = relationship.part,
        let document = try? edit.document(pictures)
      {
        counts[.cellPicture] += (try? document.children(of: document.root).count) ?? 0
      }
      if relationship.kind == "styles", let part = relationship.part {
        count(stylesIn: part, of: edit, &counts)
      }
    }
    if package.encryption != nil { counts[.encryption] += 1 }
    return counts
  }

  private func count(_ details: SheetDetails, in counts: inout ContentCounts) {
    counts[.mergedRange] += details.mergedRanges.count
    counts[.link] += details.links.count
    counts[.note] += details.notes.count
    counts[.validation] += details.validations.count
    counts[.conditionalFormat] += details.conditionalFormats.count
    counts[.sparkline] += details.sparklines
    counts[.table] += details.tables.count
    counts[.filter] += details.autoFilter == nil ? 0 : 1
    counts[.pane] += details.frozenAt == nil ? 0 : 1
    counts[.protectedSheet] += details.protection?.isProtected == true ? 1 : 0
    for run in details.columns {
      if run.isHidden { counts[.hiddenColumn] += run.columns.count }
      // Runs to the edge of the grid are the look of the whole sheet.
      if run.width != nil, run.columns.upperBound < CellReference.columnLimit - 1 {
        counts[.width] += run.columns.count
      }
    }
  }

  private func count(
    partsOf sheet: String, of package: PackageEdit, isChartSheet: Bool, in counts: inout ContentCounts
  ) {
    let kinds: [String: ContentKind] = [
      "pivotTable": .pivotTable, "slicer": .slicer, "timeline": .slicer, "ctrlProp": .control,
      "control": .control, "oleObject": .embeddedObject, "package": .embeddedObject,
    ]
    for relationship in (try? package.relationships(of: sheet)) ?? [] {
      if let kind = kinds[relationship.kind] { counts[kind] += 1 }
      guard relationship.kind == "drawing", !isChartSheet, let part = relationship.part,
        let document = try? package.document(part),
        let elements = try? document.descendants(of: document.root)
      else { continue }
      for element in elements {
        switch document.localName(of: element) {
        case "pic": counts[.picture] += 1
        case "graphicFrame": counts[.chart] += 1
        case "sp", "cxnSp": counts[.shape] += 1
        default: break
        }
      }
    }
  }

  private func count(stylesIn part: String, of package: PackageEdit, _ counts: inout ContentCounts) {
    guard let styles = try? EditedStyles(part: part, bytes: package.content(of: part)) else { return }
    counts[.look] += max(styles.formats.count - 1, 0)
  }
}
