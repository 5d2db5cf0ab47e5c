import OpenPackaging

/// Tells archives that are one document, such as a workbook, from those that are a folder of files.
enum DocumentMark {
  /// Names that stand in every package of Office (ECMA-376 Part 2), in workbooks that have lost theirs, in documents
  /// of OpenDocument and in those of Numbers.
  private static let parts: Set<String> = [
    "[content_types].xml", "_rels/.rels", "xl/workbook.xml", "mimetype", "index/document.iwa",
  ]
  /// What workbooks have before those, as some programs write them.
  private static let folders = ["docprops/", "xl/worksheets/"]

  /// Whether an entry's name is a part's that only a document has.
  static func isPart(_ name: String) -> Bool { parts.contains(PartName.key(name)) }

  /// Whether an archive is a document by its first entry, so that its directory need not be read.
  static func begins(_ start: [UInt8]) -> Bool {
    let header = LittleEndian(start)
    guard let count = header.uint16(26), let bytes = header.slice(30, count) else { return false }
    let name = PartName.key(String(decoding: bytes, as: UTF8.self))
    return parts.contains(name) || folders.contains { name.hasPrefix($0) }
  }
}
