/// Something that leaves with a workbook although whoever sends it does not see it.
public struct PrivateTrace: Hashable, Sendable {
  /// What it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A sheet that is hidden, or hidden so that Excel's menu does not show it.
    case hiddenSheet, veryHiddenSheet
    /// Content of hidden rows or columns, by hand or by a filter.
    case hiddenRows, hiddenColumns
    /// Notes and threaded comments, with their authors.
    case comments
    /// Who made the workbook, and who saved it last.
    case author, lastModifiedBy
    /// The company or manager that the program filled in.
    case company
    /// A property that a program added.
    case customProperty
    /// Another workbook that formulas or names refer to.
    case externalLink
    /// Cells of other workbooks, kept beside the link.
    case cachedExternalData
    /// A link to a file or a mail address.
    case fileLink
    /// Records behind a pivot table.
    case pivotCache
    /// How to reach a database or a web page.
    case connection
    /// What the printer's driver left: often its name and its user's.
    case printerSettings
    /// Data of other programs.
    case customXML
    /// A picture of the first page.
    case thumbnail
    /// The folder in which the file was saved last.
    case savedPath
    /// Cells with content outside the print area: seen on screen, not on paper.
    case outsidePrintArea
    /// A file inside the file.
    case embeddedFile
    /// Macros.
    case macros
    /// Who changed what when, of a workbook that was shared.
    case revisions
  }

  /// What it is.
  public var kind: Kind
  /// The sheet concerned, if one is.
  public var sheet: String?
  /// Rows, columns, a name or a target; what tells one trace of a kind from another.
  public var detail: String
  /// How many cells, comments or records.
  public var count: Int

  /// Creates a trace.
  public init(_ kind: Kind, sheet: String? = nil, detail: String = "", count: Int = 1) {
    self.kind = kind
    self.sheet = sheet
    self.detail = detail
    self.count = count
  }
}
