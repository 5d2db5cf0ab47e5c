import Formula
import OpenPackaging
import SpreadsheetModel

/// What came of putting the sheets of one workbook behind those of another.
public struct JoinReport: Hashable, Sendable {
  /// A table whose name another one had.
  public struct RenamedTable: Hashable, Sendable {
    /// The name it had.
    public var old: String
    /// The name it has.
    public var new: String
  }

  /// Names of the workbook that became its sheets' own, as the other one had them with another meaning.
  public internal(set) var ownNames: [String] = []
  /// Tables that got another name; formulas follow.
  public internal(set) var renamedTables: [RenamedTable] = []
  /// What could not come along.
  public internal(set) var left = ContentCounts()
}

extension XLSXEditor {
  /// Puts all sheets of another workbook behind the sheets of this one, with everything that they own: looks,
  /// merged ranges, widths, notes, rules, links, tables, drawings, charts, pivot tables, names. What workbooks
  /// share among sheets keeps its meaning: names that clash become the sheets' own, tables get free names,
  /// colours of another theme are written out.
  /// ```swift
  /// var all = try XLSXEditor(path: "甲.xlsx")
  /// let report = try all.append(XLSXEditor(path: "乙.xlsx"), renaming: ["名册": "乙 名册"])
  /// try all.save(to: "汇总.xlsx", replacing: false)
  /// ```
  /// - Parameters:
  ///   - other: The other workbook.
  ///   - names: New names for its sheets, by the old ones.
  ///   - isOurs: Whether `XLSXWriter` has made the other workbook, which then takes this one's plain look and
  ///     its form, strict or not.
  /// - Returns: what got another name, and what could not come along.
  /// - Throws: `duplicateSheetName`, `invalidSheetName`; `malformedPart` where the two count days from other
  ///   dates, or one of them is strict and the other not. Nothing is changed then.
  public mutating func append(
    _ other: XLSXEditor, renaming names: [String: String] = [:], isOurs: Bool = false
  ) throws(EditError) -> JoinReport {
    try flush()
    if try EditedWorkbook.isSigned(package) { throw EditError(.signedPackage) }
    var other = other
    try other.flush()
    var taken = Set(try sheetNames.map { $0.lowercased() })
    for name in try other.sheetNames {
      let new = names[name] ?? name
      guard SheetNaming.isValid(new) else { throw EditError(.invalidSheetName, detail: new) }
      guard taken.insert(new.lowercased()).inserted else { throw EditError(.duplicateSheetName, detail: new) }
    }
    var joining = try WorkbookJoining(other.package, into: package, renaming: names, isForeign: !isOurs)
    try joining.addSheets()
    package = joining.package
    sheets.removeAll()
    return joining.report
  }

  /// Gives several sheets other names at once; formulas, names, links, charts and pivot tables follow.
  ///
  /// - Throws: `invalidSheetName`, `duplicateSheetName`.
  public mutating func renameSheets(_ names: [String: String]) throws(EditError) {
    try flush()
    if try EditedWorkbook.isSigned(package) { throw EditError(.signedPackage) }
    let workbook = try EditedWorkbook(package)
    let old = workbook.sheets.map(\.name)
    let new = old.map { names[$0] ?? $0 }
    for name in new where !SheetNaming.isValid(name) { throw EditError(.invalidSheetName, detail: name) }
    var taken: Set<String> = []
    for name in new where !taken.insert(name.lowercased()).inserted {
      throw EditError(.duplicateSheetName, detail: name)
    }
    var join = WorkbookJoin()
    for (before, after) in zip(old, new) where before != after { join.sheets[before.lowercased()] = after }
    guard !join.isEmpty else { return }
    var draft = package
    let following = ReferenceFollowing(
      change: .join(join), sheet: "", order: old, breaksReferences: true)
    _ = try StructuralEdit(following, workbook, draft).apply(to: &draft)
    try AppProperties.update(&draft, from: old, to: new)
    package = draft
    sheets.removeAll()
  }

  /// Takes digital signatures out, which no change leaves valid; returns whether there were any.
  public mutating func removeSignatures() throws(EditError) -> Bool {
    try flush()
    guard try EditedWorkbook.isSigned(package) else { return false }
    let before = try PartGraph(package).reachable
    for relationship in try package.relationships(of: "")
    where relationship.kind == "origin" && relationship.target.contains("xmlsignatures") {
      try package.unrelate("", id: relationship.id)
    }
    let after = try PartGraph(package).reachable
    for part in package.names where before.contains(PartName.key(part)) && !after.contains(PartName.key(part))
    {
      try package.remove(part)
    }
    return true
  }
}
