import XMLStreaming

/// `xl/metadata.xml`: the one entry that marks dynamic array formulas (MS-XLSX 2.3.4, XLDAPR). Without it
/// Excel takes them for old array formulas.
enum MetadataPart {
  /// The namespace of the entry.
  static let dynamicArrays = "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray"

  /// - Parameter isStrict: Whether it is for a strict package.
  static func bytes(isStrict: Bool = false) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "metadata",
      [
        "xmlns": .text(isStrict ? Namespaces.strictMain : Namespace.main),
        "xmlns:xda": .text(dynamicArrays),
      ]
    ) { xml in
      xml.element("metadataTypes", ["count": 1]) { xml in
        xml.element(
          "metadataType",
          [
            "name": "XLDAPR", "minSupportedVersion": 120_000, "copy": 1, "pasteAll": 1,
            "pasteValues": 1, "merge": 1, "splitFirst": 1, "rowColShift": 1, "clearFormats": 1,
            "clearComments": 1, "assign": 1, "coerce": 1, "cellMeta": 1,
          ])
      }
      xml.element("futureMetadata", ["name": "XLDAPR", "count": 1]) { xml in
        xml.element("bk") { xml in
          xml.element("extLst") { xml in
            xml.element("ext", ["uri": "{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}"]) { xml in
              xml.element("xda:dynamicArrayProperties", ["fDynamic": 1, "fCollapsed": 0])
            }
          }
        }
      }
      xml.element("cellMetadata", ["count": 1]) { xml in
        xml.element("bk") { xml in xml.element("rc", ["t": 1, "v": 0]) }
      }
    }
    return xml.bytes
  }
}
