import Formula
import OpenPackaging
import SpreadsheetModel
import XMLStreaming

/// Rules 8, 13, 21 to 24 and 38: the workbook and what hangs on it.
enum WorkbookLint {
  static func check(_ context: LintContext) {
    guard let main = context.relationships(of: "").first("officeDocument")?.part,
      let workbook = context.tree(main)
    else { return }
    let relationships = context.relationships(of: main)
    if let violation = ChildOrder.workbook.violation(in: workbook) {
      context.report(.workbookOrder, main, violation, at: workbook)
    }
    if let value = workbook.child("workbookPr")?["date1904"],
      !["0", "1", "true", "false"].contains(value)
    {
      context.report(.dates, main, "date1904=\(value)", at: workbook.child("workbookPr"))
    }
    readStyles(context, relationships)
    readSharedStrings(context, relationships)
    readMetadata(context, relationships)

    let sheets = workbook.child("sheets")?.all("sheet") ?? []
    checkSheets(sheets, workbook, part: main, context)
    var parts: [(sheet: LintNode, part: String)] = []
    for sheet in sheets {
      guard let part = sheet[":id"].flatMap({ relationships[id: $0] })?.part else { continue }
      context.sheetNames[PartName.key(part)] = sheet["name"]
      parts.append((sheet, part))
    }
    context.viewCount = max(workbook.child("bookViews")?.all("workbookView").count ?? 0, 1)
    context.scope = scope(of: workbook, sheets: sheets, parts: parts.map(\.part), context)
    do { try context.package.boundRepeats(of: parts.lazy.map(\.part)) } catch {
      return context.report(.container, error.part ?? main, "\(error)")
    }
    // Names come before tables, which must not repeat them.
    checkNames(workbook, sheets: sheets, part: main, context)
    var uses = 0
    var selected: [String] = []
    for (index, item) in parts.enumerated()
    where context.package.contentTypes.type(of: item.part)?.hasSuffix("worksheet+xml") ?? false {
      let lint = WorksheetLint(context, part: item.part)
      lint.check()
      uses += lint.stringUses
      if lint.isSelected { selected.append(item.sheet["name"] ?? "") }
      if lint.hasFilter { checkFilterName(workbook, sheetIndex: index, part: main, context) }
    }
    if selected.count > 1 {
      context.report(.views, main, "tabSelected: \(selected.joined(separator: ", "))")
    }
    checkCounts(context, relationships, uses: uses)
    checkChain(context, relationships, sheets: parts)
    checkPivots(workbook, part: main, context, relationships)
  }

  /// What formulas may name.
  private static func scope(
    of workbook: LintNode, sheets: [LintNode], parts: [String], _ context: LintContext
  ) -> FormulaScope {
    let tables = parts.flatMap { context.relationships(of: $0).all("table") }.compactMap { relationship in
      relationship.part.flatMap { context.tree($0) }?["displayName"].map(EscapedCharacters.decoded)
    }
    return FormulaScope(
      sheets: sheets.compactMap { $0["name"].map(EscapedCharacters.decoded) }, tables: tables,
      links: workbook.child("externalReferences")?.children.count ?? 0)
  }

  private static func readStyles(_ context: LintContext, _ relationships: Relationships) {
    guard let part = relationships.first("styles")?.part, let styles = context.tree(part) else { return }
    context.cellFormatCount = styles.child("cellXfs")?.all("xf").count ?? 0
    context.differentialCount = styles.child("dxfs")?.all("dxf").count ?? 0
    StyleLint.check(styles, part: part, context)
  }

  private static func readSharedStrings(_ context: LintContext, _ relationships: Relationships) {
    guard let part = relationships.first("sharedStrings")?.part else { return }
    let lint = SharedStringLint(context, part: part)
    guard let root = context.tree(part, rows: lint) else { return }
    context.sharedStrings.texts = lint.texts
    if lint.texts.isEmpty { context.report(.sharedStringCounts, part, "0", at: root) }
    if let unique = root.integer("uniqueCount"), unique != lint.texts.count {
      context.report(.sharedStringCounts, part, "uniqueCount=\(unique), \(lint.texts.count)", at: root)
    }
  }

  private static func checkCounts(_ context: LintContext, _ relationships: Relationships, uses: Int) {
    guard let part = relationships.first("sharedStrings")?.part, let root = context.skeleton(part),
      let count = root.integer("count"), count != uses
    else { return }
    context.report(.sharedStringCounts, part, "count=\(count), \(uses)", at: root)
  }

  private static func readMetadata(_ context: LintContext, _ relationships: Relationships) {
    guard let part = relationships.first("sheetMetadata")?.part, let root = context.tree(part) else {
      if context.package.hasPart("xl/metadata.xml") {
        context.report(.dynamicArrays, "xl/metadata.xml", "sheetMetadata")
      }
      return
    }
    context.cellMetadataCount = root.child("cellMetadata")?.all("bk").count ?? 0
  }

  private static func checkSheets(
    _ sheets: [LintNode], _ workbook: LintNode, part: String, _ context: LintContext
  ) {
    var names: Set<String> = []
    var ids: Set<Int> = []
    for sheet in sheets {
      let name = sheet["name"] ?? ""
      if !SheetNaming.isValid(name) || !names.insert(name.lowercased()).inserted {
        context.report(.sheets, part, "name=\(name)", at: sheet)
      }
      let id = sheet.integer("sheetId") ?? 0
      if !(1...65_534).contains(id) || !ids.insert(id).inserted {
        context.report(.sheets, part, "\(name): sheetId=\(sheet["sheetId"] ?? "")", at: sheet)
      }
    }
    let visible = sheets.map { ($0["state"] ?? "visible") == "visible" }
    if !visible.contains(true) { context.report(.sheets, part, "state") }
    let active = workbook.child("bookViews")?.child("workbookView")?.integer("activeTab") ?? 0
    if !sheets.isEmpty, !visible.indices.contains(active) || !visible[active] {
      context.report(
        .sheets, part, "activeTab=\(active)", at: workbook.child("bookViews")?.child("workbookView"))
    }
  }

  private static func checkNames(
    _ workbook: LintNode, sheets: [LintNode], part: String, _ context: LintContext
  ) {
    var seen: Set<String> = []
    for name in workbook.child("definedNames")?.all("definedName") ?? [] {
      let text = name["name"] ?? ""
      let scope = name["localSheetId"]
      if let scope, !sheets.indices.contains(Int(markup: scope) ?? -1) {
        context.report(.definedNames, part, "\(text): localSheetId=\(scope)", at: name)
      }
      if !seen.insert("\(scope ?? "")!\(text.lowercased())").inserted {
        context.report(.definedNames, part, "\(text) × 2", at: name)
      }
      if name.text.isEmpty {
        context.report(.definedNames, part, "\(text) = ", at: name)
      } else if ["function", "vbProcedure", "xlm"].allSatisfy({ name.flag($0) != true }),
        let fault = context.fault(of: EscapedCharacters.decoded(name.text), isName: true)
      {
        // Names of macros stand for no formula.
        context.report(.definedNames, part, "\(text) = \(fault)", at: name)
      }
      if (name["comment"]?.utf16.count ?? 0) > 255 {
        context.report(.definedNames, part, "\(text): comment", at: name)
      }
      if !text.lowercased().hasPrefix("_xl"), !NameRules.isValid(text) {
        context.report(.definedNames, part, text, at: name)
      }
      if scope == nil { context.tableNames.insert(text.lowercased()) }
    }
  }

  private static func checkFilterName(
    _ workbook: LintNode, sheetIndex: Int, part: String, _ context: LintContext
  ) {
    let names = workbook.child("definedNames")?.all("definedName") ?? []
    let found = names.contains {
      $0["name"]?.lowercased() == "_xlnm._filterdatabase" && $0.integer("localSheetId") == sheetIndex
    }
    if !found { context.report(.filterName, part, "localSheetId=\(sheetIndex)") }
  }

  private static func checkChain(
    _ context: LintContext, _ relationships: Relationships, sheets: [(sheet: LintNode, part: String)]
  ) {
    guard let part = relationships.first("calcChain")?.part, let chain = context.tree(part) else { return }
    var sheetID = 0
    let parts = Dictionary(
      sheets.map { ($0.sheet.integer("sheetId") ?? 0, PartName.key($0.part)) }
    ) { first, _ in first }
    for entry in chain.all("c") {
      // An entry without a sheet belongs to that of the one before.
      sheetID = entry.integer("i") ?? sheetID
      guard let text = entry["r"], let cell = CellReference(a1: text), let sheet = parts[sheetID],
        context.formulaCells[sheet]?.contains(cell) ?? false
      else {
        context.report(.calculationChain, part, "i=\(sheetID) \(entry["r"] ?? "")", at: entry)
        continue
      }
    }
  }

  private static func checkPivots(
    _ workbook: LintNode, part: String, _ context: LintContext, _ relationships: Relationships
  ) {
    var ids: Set<String> = []
    for cache in workbook.child("pivotCaches")?.all("pivotCache") ?? [] {
      let id = cache["cacheId"] ?? ""
      if id.isEmpty || !ids.insert(id).inserted { context.report(.pivots, part, "cacheId=\(id)", at: cache) }
    }
    for entry in context.package.archive.entries
    where context.package.contentTypes.type(of: entry.name)?.hasSuffix("pivotTable+xml") ?? false {
      let id = context.tree(entry.name)?["cacheId"] ?? ""
      if !ids.contains(id) { context.report(.pivots, entry.name, "cacheId=\(id)") }
    }
  }
}
