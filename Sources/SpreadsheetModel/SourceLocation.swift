/// Where something was found: a file, and as much of the way to one cell as is known.
public struct SourceLocation: Hashable, Sendable {
  /// The file's path as the user gave it.
  public var file: String
  /// The sheet's name.
  public var sheet: String?
  /// The cell.
  public var cell: CellReference?

  /// Creates a location.
  public init(file: String, sheet: String? = nil, cell: CellReference? = nil) {
    self.file = file
    self.sheet = sheet
    self.cell = cell
  }
}

extension SourceLocation: CustomStringConvertible {
  /// `台账.xlsx › 党费!F17`, leaving out what is not known.
  public var description: String {
    guard let sheet else { return file }
    guard let cell else { return "\(file) › \(sheet)" }
    return "\(file) › \(sheet)!\(cell)"
  }
}

extension SourceLocation: Comparable {
  /// By file, sheet, then cell; what is less exact comes first.
  public static func < (left: SourceLocation, right: SourceLocation) -> Bool {
    if left.file != right.file { return left.file < right.file }
    if left.sheet != right.sheet { return (left.sheet ?? "") < (right.sheet ?? "") }
    let start = CellReference(row: -1, column: -1)
    return (left.cell ?? start) < (right.cell ?? start)
  }
}
