import OpenPackaging
import SpreadsheetModel
import XLSX

/// Limits that a small input cannot need more of.
let fuzzLimits = PackageLimits(
  entries: 200, partBytes: 8 << 20, totalBytes: 16 << 20, bufferedPartBytes: 8 << 20)

extension FuzzSubject {
  /// A ZIP archive: its entries unpacked, the package opened, an unchanged copy made.
  static let archive = FuzzSubject(
    name: "zip", structure: .bytes, maximumLength: 6000,
    words: [
      "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{7}", "PK\u{7}\u{8}", "../",
      "_rels/.rels",
    ],
    seeds: {
      let stored = try? PackageParts([]).archive()
      let deflated: [UInt8]? = try? {
        let writer = ZIPWriter()
        try writer.add("[Content_Types].xml", bytes: Array(PackageParts.contentTypes.utf8))
        try writer.add("a/b.xml", bytes: Array(repeating: UInt8(ascii: "x"), count: 900), level: .balanced)
        return try writer.finish()
      }()
      return [stored, deflated].compactMap { $0 }
    },
    feed: { bytes throws(FuzzComplaint) in
      guard let archive = try? ZIPArchive(bytes: bytes, limits: fuzzLimits) else { return }
      var total = 0
      for entry in archive.entries {
        guard let content = try? archive.bytes(of: entry) else { continue }
        try promise(
          content.count == entry.size, "\(entry.name) has \(content.count) bytes, not \(entry.size)")
        total += content.count
        _ = try? archive.rawBytes(of: entry)
      }
      try promise(total <= fuzzLimits.totalBytes, "\(total) bytes passed the limit")
      guard let package = try? OPCPackage(archive: archive) else { return }
      for entry in archive.entries {
        _ = package.contentTypes.type(of: entry.name)
        _ = try? package.relationships(of: entry.name)
      }
      let writer = ZIPWriter()
      do { try PackageEdit(package).write(to: writer) } catch { return }
      let copy = try? OPCPackage(archive: ZIPArchive(bytes: writer.finish(), limits: fuzzLimits))
      try promise(copy != nil, "a copy of a package that opens does not open")
    })

  /// A worksheet part: scanner and parser must read the same.
  static let sheet = FuzzSubject(
    name: "sheet", structure: .markup, maximumLength: 3000, words: sheetWords,
    seeds: { [Array(PackageParts.sheet.utf8)] },
    feed: { bytes throws(FuzzComplaint) in
      var parts = PackageParts([])
      parts.parts = [("xl/worksheets/sheet1.xml", bytes)]
      guard let archive = try? parts.archive(),
        let reader = try? XLSXReader(bytes: archive, limits: fuzzLimits), let info = reader.sheets.first
      else { return }
      let scanned = try? SheetText(reader, info, scans: true)
      let parsed = try? SheetText(reader, info, scans: false)
      if let parsed {
        try promise(scanned != nil, "the scanner refuses what the parser reads")
        if let scanned { try promise(scanned.text == parsed.text, "\(scanned.text)\nis not\n\(parsed.text)") }
        if parsed.isAscending {
          let counts = try? reader.cellCounts(of: info)
          try promise(counts?.cells == parsed.cells, "counted \(counts?.cells ?? -1), read \(parsed.cells)")
        }
      }
      _ = try? reader.sheet(info)
      _ = try? reader.details(of: info)
    })

  /// A shared strings part: scanner and parser must read the same.
  static let sharedStrings = FuzzSubject(
    name: "strings", structure: .markup, maximumLength: 2000,
    words: [
      "<si>", "</si>", "<t>", "</t>", "<t xml:space=\"preserve\">", "<r>", "</r>", "<rPh sb=\"0\" eb=\"1\">",
      "</rPh>",
      "_x0000_", "_xD83D_", "&#x10FFFF;", "&amp;", "<![CDATA[", "]]>", "<!-- -->", "<si/>",
    ],
    seeds: { [Array(PackageParts.strings.utf8)] },
    feed: { bytes throws(FuzzComplaint) in
      var parts = PackageParts([])
      parts.parts = [("xl/sharedStrings.xml", bytes)]
      guard let archive = try? parts.archive(),
        let package = try? OPCPackage(bytes: archive, limits: fuzzLimits)
      else { return }
      let part = "xl/sharedStrings.xml"
      let scanned = try? SharedStringsReader.read(part, of: package, scans: true)
      guard let parsed = try? SharedStringsReader.read(part, of: package, scans: false) else { return }
      guard let scanned else { throw FuzzComplaint("the scanner refuses what the parser reads") }
      try promise(scanned.count == parsed.count, "\(scanned.count) texts, not \(parsed.count)")
      for index in 0..<parsed.count {
        try promise(scanned[index] == parsed[index], "text \(index) differs")
      }
    })

  /// A styles part: every style looked at, numbers shown under every format.
  static let styles = FuzzSubject(
    name: "styles", structure: .markup, maximumLength: 3000,
    words: [
      "<numFmt numFmtId=\"164\" formatCode=\"0.00\"/>", "<xf/>", "<cellXfs>", "<font>", "<fill>", "<border>",
      "<dxf>",
    ],
    seeds: { [Array(PackageParts.styles.utf8)] },
    feed: { bytes throws(FuzzComplaint) in
      var parts = PackageParts([])
      parts.parts = [("xl/styles.xml", bytes)]
      guard let archive = try? parts.archive(),
        let reader = try? XLSXReader(bytes: archive, limits: fuzzLimits)
      else { return }
      if let styles = try? reader.styles() { for index in -1..<40 { _ = styles.style(at: index) } }
      if let info = reader.sheets.first, let sheet = try? reader.sheet(info) {
        for row in sheet.rows { for cell in row.cells { _ = sheet.displayedText(of: cell) } }
      }
    })

  private static let sheetWords = [
    "<c r=\"A1\">", "<c r=\"$B$1\">", "<c r=\"AAAA1\">", "<row r=\"0\">", "s=\"9\"", "</c>", "<v>", "</v>",
    "<row r=\"2\">", "</row>", "<f>", "</f>",
    "<f t=\"shared\" si=\"0\"/>", "t=\"s\"",
    "t=\"str\"", "t=\"b\"", "t=\"e\"", "t=\"d\"", "t=\"n\"", "t=\"inlineStr\"", "<is><t>", "&lt;", "&#0;",
    "&#65;", "<![CDATA[", "]]>",
    "<!--", "-->", "<?x ?>", "_x0041_", "xml:space=\"preserve\"", "<mc:AlternateContent>", "<extLst>", "'",
    "hidden=\"1\"",
  ]
}
