import XMLStreaming

/// `docProps/core.xml`, `docProps/app.xml` and `docProps/custom.xml`.
enum DocumentPropertiesPart {
  static func coreBytes(of properties: DocumentProperties) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "cp:coreProperties",
      [
        "xmlns:cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:dcmitype": "http://purl.org/dc/dcmitype/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
      ]
    ) { xml in
      if let text = properties.title { xml.element("dc:title", text: text) }
      if let text = properties.subject { xml.element("dc:subject", text: text) }
      if let text = properties.creator { xml.element("dc:creator", text: text) }
      if let text = properties.keywords { xml.element("cp:keywords", text: text) }
      if let text = properties.comments { xml.element("dc:description", text: text) }
      if let text = properties.creator { xml.element("cp:lastModifiedBy", text: text) }
      if let date = properties.created {
        xml.element("dcterms:created", ["xsi:type": "dcterms:W3CDTF"], text: "\(date)T00:00:00Z")
        xml.element("dcterms:modified", ["xsi:type": "dcterms:W3CDTF"], text: "\(date)T00:00:00Z")
      }
      if let text = properties.category { xml.element("cp:category", text: text) }
    }
    return xml.bytes
  }

  static func extendedBytes(of properties: DocumentProperties, sheetNames: [String]) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "Properties",
      [
        "xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
        "xmlns:vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
      ]
    ) { xml in
      xml.element("Application", text: properties.application)
      xml.element("HeadingPairs") { xml in
        xml.element("vt:vector", ["size": 2, "baseType": "variant"]) { xml in
          xml.element("vt:variant") { xml in xml.element("vt:lpstr", text: "Worksheets") }
          xml.element("vt:variant") { xml in xml.element("vt:i4", text: "\(sheetNames.count)") }
        }
      }
      xml.element("TitlesOfParts") { xml in
        xml.element("vt:vector", ["size": .integer(sheetNames.count), "baseType": "lpstr"]) { xml in
          for name in sheetNames { xml.element("vt:lpstr", text: name) }
        }
      }
      if let company = properties.company { xml.element("Company", text: company) }
      xml.element("AppVersion", text: "16.0300")
    }
    return xml.bytes
  }

  static func customBytes(of properties: DocumentProperties) -> [UInt8] {
    var xml = XMLWriter()
    xml.declaration()
    xml.element(
      "Properties",
      [
        "xmlns": "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "xmlns:vt": "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
      ]
    ) { xml in
      for (index, item) in properties.custom.sorted(by: { $0.key < $1.key }).enumerated() {
        xml.element(
          "property",
          [
            // The format id of custom properties; their numbers begin at 2.
            "fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": .integer(index + 2),
            "name": .text(item.key),
          ]
        ) { xml in
          xml.element("vt:lpwstr", text: item.value)
        }
      }
    }
    return xml.bytes
  }
}
