import OpenPackaging
import TestSupport

private let main = HostileWorkbook.main

/// A worksheet with markup of the caller's in its one cell, and something before the root.
private func sheet(_ text: String, prolog: String = "") -> [UInt8] {
  Array(
    "<?xml version=\"1.0\"?>\(prolog)<worksheet \(main)><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>\(text)</t></is></c></row></sheetData></worksheet>"
      .utf8)
}

extension HostileInput {
  /// XML that is made to be costly, or that is none.
  static let markup: [HostileInput] = [
    HostileInput("a document type", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(sheet: sheet("x", prolog: "<!DOCTYPE worksheet>")).packed()
    },
    HostileInput("an external entity", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(
        sheet: sheet("&e;", prolog: "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")
      ).packed()
    },
    HostileInput("a parameter entity from the network", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(
        sheet: sheet("x", prolog: "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x\">%p;]>")
      ).packed()
    },
    HostileInput("a billion laughs", .refused("xlsx.malformed-part")) {
      let laughs = (1..<12).map { "<!ENTITY a\($0) \"\(String(repeating: "&a\($0 - 1);", count: 10))\">" }
      return try HostileWorkbook(
        sheet: sheet("&a11;", prolog: "<!DOCTYPE x [<!ENTITY a0 \"ha\">\(laughs.joined())]>")
      ).packed()
    },
    HostileInput("a billion laughs in the shared strings", .readsInPart) {
      var workbook = HostileWorkbook(rows: "<row><c t=\"s\"><v>0</v></c></row>")
      workbook.strings = Array(
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><sst \(main)><si><t>&b;</t></si></sst>"
          .utf8)
      return try workbook.packed()
    },
    HostileInput("a document type in the content types", .refused("xlsx.malformed-part")) {
      HostileWorkbook(rows: "").packed {
        $0.entries[0].bytes = Array("<!DOCTYPE x><Types/>".utf8)
      }
    },
    HostileInput("an entity nobody declared", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(sheet: sheet("&nosuch;")).packed()
    },
    HostileInput("elements a hundred thousand deep", .refused("xlsx.limit-exceeded")) {
      let depth = 100_000
      let deep = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
      return try HostileWorkbook(rows: "", after: deep).packed()
    },
    HostileInput("cells a hundred thousand deep", .refused("xlsx.limit-exceeded")) {
      let depth = 100_000
      let deep = String(repeating: "<c>", count: depth) + String(repeating: "</c>", count: depth)
      return try HostileWorkbook(rows: "<row>\(deep)</row>").packed()
    },
    HostileInput("an attribute of 20 MB", .refused("xlsx.malformed-part"), megabytes: 220) {
      let value = String(repeating: "a", count: 20 << 20)
      return try HostileWorkbook(sheet: "<worksheet \(main) x=\"\(value)\"><sheetData/></worksheet>".utf8)
        .packed()
    },
    HostileInput("two hundred thousand attributes", .refused("xlsx.limit-exceeded")) {
      let list = (0..<200_000).map { "a\($0)=\"1\"" }.joined(separator: " ")
      return try HostileWorkbook(sheet: "<worksheet \(main) \(list)><sheetData/></worksheet>".utf8).packed()
    },
    HostileInput("two hundred thousand attributes of a cell", .reads) {
      let list = (0..<200_000).map { "a\($0)='1'" }.joined(separator: " ")
      return try HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\" \(list)><v>1</v></c></row>").packed()
    },
    HostileInput("a text of 20 MB in a cell", .refused("xlsx.limit-exceeded"), megabytes: 220) {
      try HostileWorkbook(sheet: sheet(String(repeating: "长", count: 7 << 20))).packed()
    },
    HostileInput("a formula of 20 MB", .refused("xlsx.limit-exceeded"), megabytes: 220) {
      let formula = String(repeating: "1+", count: 10 << 20)
      return try HostileWorkbook(rows: "<row><c><f>\(formula)1</f></c></row>").packed()
    },
    HostileInput("bytes that are no UTF-8", .refused("xlsx.malformed-part")) {
      let good = sheet("*")
      let at = good.lastIndex(of: UInt8(ascii: "*")) ?? 0
      return try HostileWorkbook(sheet: good[..<at] + [0xFF, 0xFE, 0xC3, 0x28] + good[(at + 1)...]).packed()
    },
    HostileInput("a surrogate written as UTF-8", .refused("xlsx.malformed-part")) {
      let good = sheet("*")
      let at = good.lastIndex(of: UInt8(ascii: "*")) ?? 0
      return try HostileWorkbook(sheet: good[..<at] + [0xED, 0xA0, 0x80] + good[(at + 1)...]).packed()
    },
    HostileInput("a NUL byte", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(sheet: sheet("a\0b")).packed()
    },
    HostileInput("a character reference to no character", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(sheet: sheet("&#0;&#xFFFFFFFF;")).packed()
    },
    HostileInput("UTF-8 that says UTF-16", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(
        sheet: "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet \(main)><sheetData/></worksheet>".utf8
      ).packed()
    },
    HostileInput("UTF-8 that says GBK", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(
        sheet:
          "<?xml version=\"1.0\" encoding=\"GBK\"?><worksheet \(main)><sheetData><row><c t=\"inlineStr\"><is><t>党员名</t></is></c></row></sheetData></worksheet>"
          .utf8
      ).packed()
    },
    HostileInput("an encoding nobody knows", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(
        sheet: "<?xml version=\"1.0\" encoding=\"EBCDIC-X\"?><worksheet \(main)><sheetData/></worksheet>".utf8
      ).packed()
    },
    HostileInput("UTF-16, which OPC allows", .reads) {
      let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet \(main)><sheetData/></worksheet>"
      return try HostileWorkbook(
        sheet: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      )
      .packed()
    },
    HostileInput("UTF-16 that says UTF-8", .reads) {
      let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet \(main)><sheetData/></worksheet>"
      return try HostileWorkbook(sheet: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }).packed()
    },
    HostileInput("UTF-16 with half a pair of surrogates", .refused("xlsx.malformed-part")) {
      var units = Array(String(decoding: sheet("*"), as: UTF8.self).utf16)
      units[units.lastIndex(of: 0x2A) ?? 0] = 0xD83D
      return try HostileWorkbook(sheet: [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        .packed()
    },
    HostileInput("UTF-16 whose mark says the other order", .refused("xlsx.malformed-part")) {
      let units = String(decoding: sheet("*"), as: UTF8.self).utf16
      return try HostileWorkbook(sheet: [0xFE, 0xFF] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        .packed()
    },
    HostileInput("UTF-16 of odd length", .readsInPart) {
      let units = String(decoding: sheet("*"), as: UTF8.self).utf16
      let bytes: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      return try HostileWorkbook(sheet: bytes.dropLast()).packed()
    },
    HostileInput("an attribute twice", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(sheet: "<worksheet \(main)><cols a=\"1\" a=\"2\"/><sheetData/></worksheet>".utf8)
        .packed()
    },
    HostileInput("a prefix nobody declared", .reads) {
      try HostileWorkbook(sheet: "<worksheet \(main)><z:cols/><sheetData/></worksheet>".utf8).packed()
    },
    HostileInput("a part that is all text and no element", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(sheet: [UInt8](repeating: 0x61, count: 1 << 20)).packed()
    },
    HostileInput("two roots", .readsInPart) {
      try HostileWorkbook(sheet: sheet("a") + Array("<worksheet/>".utf8)).packed()
    },
    HostileInput("a part that ends in the middle of a cell", .refused("xlsx.truncated")) {
      try HostileWorkbook(sheet: "<worksheet \(main)><sheetData><row r=\"1\"><c r=\"A1\"><v>12".utf8).packed()
    },
    HostileInput("a hundred thousand comments and instructions", .reads) {
      try HostileWorkbook(rows: String(repeating: "<!-- - --><?x y?>", count: 100_000)).packed()
    },
    HostileInput("a comment that never ends", .refused("xlsx.malformed-part")) {
      try HostileWorkbook(rows: "<!--" + String(repeating: "a", count: 1 << 20)).packed()
    },
    HostileInput("CDATA that never ends", .refused("xlsx.truncated")) {
      try HostileWorkbook(rows: "<row><c t=\"str\"><v><![CDATA[" + String(repeating: "]", count: 1 << 20))
        .packed()
    },
  ]
}
