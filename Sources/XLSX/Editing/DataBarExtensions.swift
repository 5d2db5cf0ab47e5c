import OpenPackaging
import XMLStreaming

/// Adds the Excel 2010 form of data bars to a worksheet's extensions, which are its last element: what comes
/// before it is to be planned first.
struct DataBarExtensions {
  let index: SheetIndex
  private var document: MarkupDocument { index.document }

  init(_ index: SheetIndex) { self.index = index }

  /// Plans the Excel 2010 forms: in the extension that is there, in one beside others, or with the list.
  func add(_ bars: [ExtendedDataBar], to sheet: inout PartPatch) throws(EditError) {
    guard !bars.isEmpty else { return }
    let items = written { xml in for bar in bars { xml.extendedDataBar(bar, declaring: Namespace.x14) } }
    guard let list = index.child("extLst") else {
      let markup = written { xml in
        xml.element("extLst") { xml in
          xml.sheetExtension(ExtendedDataBar.extensionURI) { xml in xml.extendedDataBars(bars) }
        }
      }
      return sheet.insert(
        document.adopting(markup),
        at: ElementOrder.worksheet.offset(of: "extLst", among: index.children, in: document))
    }
    for extension_ in try document.children(of: list, "ext")
    where document.value("uri", of: extension_)?.uppercased() == ExtendedDataBar.extensionURI.uppercased() {
      if let formats = try document.children(of: extension_).first(where: {
        document.localName(of: $0) == "conditionalFormattings"
      }) {
        return document.append(items, to: formats, in: &sheet)
      }
    }
    let markup = written { xml in
      xml.sheetExtension(ExtendedDataBar.extensionURI) { xml in xml.extendedDataBars(bars) }
    }
    if list.isEmptyTag {
      document.append(document.adopting(markup), to: list, in: &sheet)
    } else {
      sheet.insert(document.adopting(markup), at: list.content.lowerBound)
    }
  }

  private func written(_ body: (inout XMLWriter) -> Void) -> String {
    var xml = XMLWriter()
    body(&xml)
    return String(decoding: xml.bytes, as: UTF8.self)
  }
}
