/// The content of a whole workbook held in memory, whatever format it was read from.
public struct Workbook: Hashable, Sendable {
  /// The sheets, in the order of their tabs.
  public var sheets: [Sheet]
  /// How date serials count.
  public var dateSystem: DateSystem
  /// What could not be read as it was written, of all sheets.
  public var problems: ReadingProblems
  /// What the file holds besides what is read of it, as far as its format tells.
  public var besides = ContentCounts()

  /// Creates a workbook.
  public init(
    sheets: [Sheet], dateSystem: DateSystem = .base1900, problems: ReadingProblems = ReadingProblems()
  ) {
    self.sheets = sheets
    self.dateSystem = dateSystem
    self.problems = problems
  }

  /// The sheet of a name, compared as Excel does: without regard to case.
  public func sheet(named name: String) -> Sheet? {
    sheets.first { $0.name == name }
      ?? sheets.first { $0.name.lowercased() == name.lowercased() }
  }
}
