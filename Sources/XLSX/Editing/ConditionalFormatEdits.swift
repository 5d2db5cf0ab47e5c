import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Brings new conditional formats into a worksheet part, data bars in both their forms.
struct ConditionalFormatEdits {
  private let loaded: LoadedSheet
  private var document: MarkupDocument { loaded.index.document }
  /// The formats that are there, as the writer would write them with the first priority.
  private var known: Set<String> = []
  /// The last priority taken.
  private var priority = 0

  init(_ loaded: LoadedSheet) throws(EditError) {
    self.loaded = loaded
    for existing in loaded.index.children where document.is(existing, "conditionalFormatting") {
      // Compared without regard to its priority and to the id of its other form.
      var text: [UInt8] = []
      var copied = existing.range.lowerBound
      for rule in try document.children(of: existing, "cfRule") {
        priority = max(priority, min(document.number("priority", of: rule) ?? 0, 1 << 30))
        if let written = document.attribute("priority", of: rule) {
          text += document.raw(copied..<written.value.lowerBound) + [UInt8(ascii: "1")]
          copied = written.value.upperBound
        }
        if let extensions = try document.child(of: rule, "extLst") {
          text += document.raw(copied..<extensions.range.lowerBound)
          copied = extensions.range.upperBound
        }
      }
      text += document.raw(copied..<existing.range.upperBound)
      known.insert(String(decoding: text, as: UTF8.self))
    }
    // Rules in Excel 2010's extensions take their turn among the others.
    if let extensions = loaded.index.child("extLst") {
      for rule in try document.descendants(of: extensions) where document.localName(of: rule) == "cfRule" {
        priority = max(priority, min(document.number("priority", of: rule) ?? 0, 1 << 30))
      }
    }
  }

  /// Plans those that are not there yet.
  ///
  /// - Returns: Data bars whose Excel 2010 form is to be added.
  func add(
    _ formats: [ConditionalFormat], to sheet: inout PartPatch, styles: inout EditedStyles?
  ) throws(EditError) -> [ExtendedDataBar] {
    var known = known
    var priority = priority
    var added = ""
    var bars: [ExtendedDataBar] = []
    for format in formats {
      let look = format.style.flatMap { styles?.differential($0) }
      func markup(_ priority: Int, _ bar: ExtendedDataBar?) -> String {
        var xml = XMLWriter()
        xml.conditionalFormat(format, priority: priority, differential: look, extensionID: bar?.id)
        return document.adopting(String(decoding: xml.bytes, as: UTF8.self))
      }
      guard known.insert(markup(1, nil)).inserted else { continue }
      priority += 1
      let bar = ExtendedDataBar(format, id: freeID(from: priority))
      added += markup(priority, bar)
      if let bar { bars.append(bar) }
    }
    guard !added.isEmpty else { return [] }
    sheet.insert(
      added,
      at: ElementOrder.worksheet.offset(
        of: "conditionalFormatting", among: loaded.index.children, in: document))
    return bars
  }

  /// An id that the sheet does not have, for the rule of a priority.
  private func freeID(from priority: Int) -> String {
    var rule = priority - 1
    while true {
      let id = ExtendedDataBar.id(sheet: loaded.position, rule: rule)
      // Rules before took lower priorities; ids that others gave lie higher by any step.
      if !document.bytes.contains(Array(id.utf8)) { return id }
      rule += 1 << 16
    }
  }
}
