import Diagnostics
import Foundation
import SpreadsheetModel

/// Mappings a person has given or confirmed, as a YAML file: which ledger a sheet holds, where its
/// header stands and which column is which field. What it says wins over the recognition.
///
/// ```yaml
/// mappings:
///   - sheet: 名册            # the sheet's name; left out: every sheet
///     file: 一支部           # part of the file's name; left out: every file
///     ledger: member         # or `ignore: true`
///     headerRows: [3, 4]     # rows as the spreadsheet numbers them
///     columns: {B: name, "联系方式（本人）": phone, K: "-"}   # by letter or header; "-" is no field
/// ```
public struct MappingFile: Sendable {
  /// What is said about the sheets of one name.
  public struct Entry: Sendable {
    /// The sheet's name, or `nil` for every sheet.
    public var sheet: String?
    /// Part of the file's name, or `nil` for every file.
    public var file: String?
    /// The ledger.
    public var ledger: LedgerID?
    /// Whether the sheet is not to be read.
    public var isIgnored: Bool
    /// Zero-based rows of the header.
    public var headerRows: ClosedRange<Int>?
    /// Fields by column letter or header text; `nil` for a column that is no field.
    public var columns: [(column: String, field: FieldID?)]

    /// Creates an entry.
    public init(
      sheet: String? = nil, file: String? = nil, ledger: LedgerID? = nil, isIgnored: Bool = false,
      headerRows: ClosedRange<Int>? = nil, columns: [(column: String, field: FieldID?)] = []
    ) {
      self.sheet = sheet
      self.file = file
      self.ledger = ledger
      self.isIgnored = isIgnored
      self.headerRows = headerRows
      self.columns = columns
    }

    /// The field given for a column: `nil` where nothing is said, `.some(nil)` where it is no field.
    func field(column: Int, header: String) -> FieldID?? {
      let letter = CellReference.columnName(column)
      let folded = TextFolding.fold(header)
      for entry in columns where entry.column == letter || TextFolding.fold(entry.column) == folded {
        return .some(entry.field)
      }
      return nil
    }
  }

  /// The entries, the more exact first.
  public var entries: [Entry]

  /// Creates a file of entries.
  public init(entries: [Entry]) { self.entries = entries }

  /// The first entry for a sheet of a file.
  func entry(sheet: String, path: String) -> Entry? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return entries.first { entry in
      (entry.sheet == nil || entry.sheet == sheet) && (entry.file.map { name.contains($0) } ?? true)
    }
  }
}

extension MappingFile {
  /// Reads a mapping file; ledgers and fields are looked up in the catalog.
  public init(contentsOf url: URL, catalog: LedgerCatalog) throws(DefinitionError) {
    guard let text = try? String(contentsOf: url, encoding: .utf8) else {
      throw DefinitionError(
        .unreadable, file: url.path,
        message: Phrase(
          zh: "映射文件不能读取，或不是 UTF-8 文本", en: "the mapping file cannot be read or is not UTF-8 text"))
    }
    try self.init(yaml: text, file: url.path, catalog: catalog)
  }

  /// Reads the text of a mapping file.
  public init(yaml: String, file: String, catalog: LedgerCatalog) throws(DefinitionError) {
    let root = try DefinitionNode(yaml: yaml, file: file)
    try root.allow(["mappings"])
    var entries: [Entry] = []
    for node in try root.required("mappings").items() {
      try node.allow(["sheet", "file", "ledger", "ignore", "headerRows", "columns"])
      var entry = Entry(
        sheet: try node["sheet"]?.string(), file: try node["file"]?.string(),
        isIgnored: try node["ignore"]?.boolean() ?? false)
      var definition: LedgerDefinition?
      if let ledger = node["ledger"] {
        let id = LedgerID(rawValue: try ledger.string())
        guard let found = catalog[id] else {
          throw ledger.error(.unknownReference, zh: "没有台账“\(id)”", en: "there is no ledger '\(id)'")
        }
        definition = found
        entry.ledger = id
      }
      if let rows = node["headerRows"] {
        let numbers = try rows.strings().compactMap(Int.init)
        guard let first = numbers.min(), let last = numbers.max(), first >= 1, last <= CellReference.rowLimit,
          last - first < 10
        else {
          throw rows.error(
            .wrongType, zh: "headerRows 应当是行号，例如 [3, 4]", en: "headerRows are row numbers such as [3, 4]")
        }
        entry.headerRows = first - 1...last - 1
      }
      for (key, value) in try node["columns"]?.entries() ?? [] {
        let word = try value.string()
        let field = FieldID(rawValue: word)
        if word != "-", let definition, definition.index(of: field) == nil {
          throw value.error(
            .unknownReference, zh: "台账“\(definition.id)”没有字段“\(word)”",
            en: "ledger '\(definition.id)' has no field '\(word)'")
        }
        entry.columns.append((column: try key.string(), field: word == "-" ? nil : field))
      }
      entries.append(entry)
    }
    self.init(entries: entries)
  }

  /// The mappings that were found in files, to be looked over, corrected and used next time.
  public init(recording files: [LedgerFile]) {
    var entries: [Entry] = []
    for file in files {
      for table in file.tables {
        var columns: [(column: String, field: FieldID?)] = []
        for column in table.columns {
          columns.append((CellReference.columnName(column.column), column.field))
        }
        for column in table.unmapped { columns.append((CellReference.columnName(column.column), nil)) }
        columns.sort { left, right in
          (left.column.utf8.count, left.column) < (right.column.utf8.count, right.column)
        }
        entries.append(
          Entry(
            sheet: table.sheet, file: file.path.split(separator: "/").last.map(String.init),
            ledger: table.definition.id, headerRows: table.headerRows, columns: columns))
      }
      for sheet in file.unreadSheets where sheet.reason == .unrecognised {
        entries.append(
          Entry(
            sheet: sheet.name, file: file.path.split(separator: "/").last.map(String.init), isIgnored: true))
      }
    }
    self.init(entries: entries)
  }

  /// The file's text.
  public var yaml: String {
    func quoted(_ text: String) -> String {
      "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        + "\""
    }
    var text = "mappings:\n"
    if entries.isEmpty { return "mappings: []\n" }
    for entry in entries {
      var lines: [String] = []
      if let file = entry.file { lines.append("file: \(quoted(file))") }
      if let sheet = entry.sheet { lines.append("sheet: \(quoted(sheet))") }
      if let ledger = entry.ledger { lines.append("ledger: \(ledger)") }
      if entry.isIgnored { lines.append("ignore: true") }
      if let rows = entry.headerRows {
        lines.append("headerRows: [\(rows.map { String($0 + 1) }.joined(separator: ", "))]")
      }
      if lines.isEmpty { lines.append("ignore: \(entry.isIgnored)") }
      text += "  - " + lines.joined(separator: "\n    ") + "\n"
      if !entry.columns.isEmpty {
        text += "    columns:\n"
        for column in entry.columns {
          text += "      \(quoted(column.column)): \(column.field?.rawValue ?? "\"-\"")\n"
        }
      }
    }
    return text
  }
}
