import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// The package being linted, and the findings so far.
final class LintContext {
  let package: OPCPackage
  /// The file's ending without the dot, lower case; empty if not known.
  let fileEnding: String
  private(set) var findings: [LintFinding] = []
  private var trees: [String: LintNode] = [:]
  /// Parts that could not be read, which is told once.
  private var unreadable: Set<String> = []
  /// Names of sheets by the part.
  var sheetNames: [String: String] = [:]
  var sharedStrings = SharedStringFacts()
  var cellFormatCount = 0
  var differentialCount = 0
  /// Entries of the cell metadata.
  var cellMetadataCount: Int?
  /// Names of tables, and of defined names of the workbook, lower case.
  var tableNames: Set<String> = []
  var tableIDs: Set<Int> = []
  /// What formulas may name.
  var scope = FormulaScope(sheets: [], tables: [], links: 0)
  /// How many views the workbook has, which those of sheets belong to.
  var viewCount = 1
  /// Cells with formulas by the sheet's part, for the calculation chain.
  var formulaCells: [String: Set<CellReference>] = [:]

  init(package: OPCPackage, fileEnding: String) {
    self.package = package
    self.fileEnding = fileEnding
  }

  /// Notes a finding.
  ///
  /// - Parameter node: The element at fault, for its place in the part.
  func report(
    _ rule: LintRule, _ part: String, _ detail: String, cell: CellReference? = nil, at node: LintNode? = nil
  ) {
    report(rule, part, detail, cell: cell, place: node?.place)
  }

  private func report(
    _ rule: LintRule, _ part: String, _ detail: String, cell: CellReference?, place: LintPlace?
  ) {
    // One broken habit of a producer may touch every cell: a few hundred examples tell enough.
    guard findings.count < 10_000 else { return }
    findings.append(
      LintFinding(
        rule, part: part, sheet: sheetNames[PartName.key(part)], cell: cell, place: place, detail: detail))
  }

  /// The tree of a part; `nil` if it is missing or malformed, which is reported once.
  func tree(_ part: String, rows: (any LintRowReceiving)? = nil) -> LintNode? {
    let key = PartName.key(part)
    if rows == nil, let known = trees[key] { return known }
    guard package.hasPart(part), !unreadable.contains(key) else { return nil }
    do {
      let bytes = try package.bytes(of: part)
      var handler = LintTreeHandler()
      handler.rows = rows
      let parser = try XMLPushParser(
        part: part, handler: handler, limits: limits(keepsAll: rows == nil))
      try parser.feed(bytes.span)
      let done = try parser.finish()
      if !parser.declaresItsPrefixes { report(.wellFormed, part, "xmlns") }
      checkPrefixes(of: bytes, part: part, root: done.root)
      checkNamespace(of: done.root, part: part)
      trees[key] = done.root
      return done.root
    } catch let error as XMLError {
      unreadable.insert(key)
      let isCharacter =
        error.detail.contains("invalid Char") || error.detail.contains("xmlChar")
        || error.detail.contains("out of allowed range")
      let place = error.line > 0 ? LintPlace(line: error.line, column: error.column) : nil
      report(isCharacter ? .illegalCharacters : .wellFormed, part, "\(error)", cell: nil, place: place)
    } catch {
      unreadable.insert(key)
      report(.container, part, "\(error)")
    }
    return nil
  }

  /// Most elements of a tree, each of which takes some hundred bytes.
  private static let elementLimit = 1 << 21

  private func limits(keepsAll: Bool) -> XMLLimits {
    var limits = XMLLimits(package.limits, keepsAll: keepsAll)
    if keepsAll { limits.elements = min(limits.elements, Self.elementLimit) }
    return limits
  }

  /// The tree of a worksheet or of the shared strings without their rows and texts.
  func skeleton(_ part: String) -> LintNode? {
    trees[PartName.key(part)] ?? tree(part, rows: IgnoredRows())
  }

  /// Relationships of a part; none if their part is missing or malformed.
  func relationships(of part: String) -> Relationships {
    (try? package.relationships(of: part)) ?? Relationships()
  }

  /// Whether the root is of the namespace that readers look for: Excel sees nothing in another one.
  private func checkNamespace(of root: LintNode?, part: String) {
    let names: Set = ["workbook", "worksheet", "styleSheet", "sst", "comments", "table"]
    guard let root, names.contains(root.name), !SpreadsheetNamespace.main.contains(root.namespace) else {
      return
    }
    report(.wellFormed, part, "\(root.name) xmlns=\"\(root.namespace)\"", at: root)
  }

  /// Whether the prefixes in `mc:Ignorable` are declared, and those of newer attributes listed there.
  private func checkPrefixes(of bytes: [UInt8], part: String, root: LintNode?) {
    guard let root else { return }
    let head = String(decoding: bytes.prefix(16_384), as: UTF8.self)
    let ignorable = Set((root[":Ignorable"] ?? "").split(separator: " ").map(String.init))
    for prefix in ignorable where !head.contains("xmlns:\(prefix)=") {
      report(.wellFormed, part, "mc:Ignorable \(prefix)")
    }
    // Only attributes that Excel itself adds are known to be ignored when their prefix is listed.
    for prefix in Set(root.attributePrefixes) where ["x14ac", "xr", "xr2", "xr3", "xr6"].contains(prefix) {
      if !ignorable.contains(prefix) { report(.compatibility, part, prefix) }
    }
  }
}

/// What the shared strings hold, as far as cells refer to them.
struct SharedStringFacts {
  var texts: [String] = []
  var useCount = 0
}
