import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Hyperlinks, validations and conditional formats to add to a sheet.
struct PendingFeatures: Hashable {
  var links: [Link] = []
  var validations: [CellValidation] = []

  struct Link: Hashable {
    var range: CellRange
    var link: Hyperlink
  }

  var isEmpty: Bool { links.isEmpty && validations.isEmpty }
  var needsStyles: Bool { false }
}

/// Brings them into the worksheet part.
struct SheetFeatureEdits {
  let loaded: LoadedSheet
  let isStrict: Bool

  func apply(
    _ pending: PendingFeatures, to sheet: inout PartPatch, package: inout PackageEdit,
    styles: inout EditedStyles?
  ) throws(EditError) {
  }
}
