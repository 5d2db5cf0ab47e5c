import Formula
import OpenPackaging

/// What gets another name as the sheets of a workbook join another, so that every formula goes on meaning what
/// it meant.
struct JoinNaming {
  private(set) var join = WorkbookJoin()
  /// Names that the other workbook has with another meaning, as written.
  private(set) var ownNames: [String] = []
  /// Names that mean the same in both, in lower case.
  private(set) var sharedNames: Set<String> = []
  private(set) var renamedTables: [JoinReport.RenamedTable] = []
  /// New numbers of the records of pivot tables, by the old.
  private(set) var pivotCaches: [Int: Int] = [:]

  init(
    _ donor: EditedWorkbook, in source: PackageEdit, joining workbook: EditedWorkbook,
    in package: PackageEdit,
    sheets: [String: String], _ register: TableRegister
  ) throws(EditError) {
    for sheet in donor.sheets {
      if let new = sheets[sheet.name], new != sheet.name { join.sheets[sheet.name.lowercased()] = new }
    }
    join.home = donor.sheets.first.map { sheets[$0.name] ?? $0.name } ?? ""
    let names = try donor.definedNames().filter { $0.sheet == nil }
    try separate(names, from: workbook, register)
    var taken = register
    for name in names where !join.ownNames.contains(name.name.lowercased()) {
      taken.names.insert(name.name.lowercased())
    }
    for sheet in donor.sheets {
      guard let part = sheet.part, source.contains(part) else { continue }
      for table in try EditedTable.all(of: part, in: source) {
        if taken.names.contains(table.name.lowercased()) {
          let new = taken.free(table.name)
          join.tables[table.name.lowercased()] = new
          renamedTables.append(JoinReport.RenamedTable(old: table.name, new: new))
          taken.names.insert(new.lowercased())
        } else {
          taken.names.insert(table.name.lowercased())
        }
      }
    }
    func count(_ list: StaticString, in book: EditedWorkbook) throws(EditError) -> Int {
      try book.child(list).map { (list) throws(EditError) in try book.document.children(of: list).count } ?? 0
    }
    let links = try count("externalReferences", in: workbook)
    if links > 0 {
      for number in 0..<(try count("externalReferences", in: donor)) {
        join.links[number + 1] = links + number + 1
      }
    }
    var highest = try Self.caches(of: workbook).max() ?? 0
    for cache in try Self.caches(of: donor) {
      highest += 1
      pivotCaches[cache] = highest
    }
  }

  private static func caches(of book: EditedWorkbook) throws(EditError) -> [Int] {
    guard let list = book.child("pivotCaches") else { return [] }
    return try book.document.children(of: list).compactMap { book.document.number("cacheId", of: $0) }
  }

  /// A name that is taken becomes each sheet's own, and with it every name that stands on it.
  private mutating func separate(
    _ names: [EditedWorkbook.NameRecord], from workbook: EditedWorkbook, _ register: TableRegister
  ) throws(EditError) {
    var there: [String: String] = [:]
    for name in try workbook.definedNames() where name.sheet == nil {
      there[name.name.lowercased()] = name.formula
    }
    for name in names {
      let key = name.name.lowercased()
      if let meaning = there[key] {
        // Without a reference it means the same everywhere.
        if meaning == name.formula, !meaning.contains("!"), !FormulaText(meaning).uses(Set(there.keys)) {
          sharedNames.insert(key)
        } else {
          join.ownNames.insert(key)
        }
      } else if register.names.contains(key) {
        join.ownNames.insert(key)
      }
    }
    var isGrowing = !join.ownNames.isEmpty
    while isGrowing {
      isGrowing = false
      for name in names where !join.ownNames.contains(name.name.lowercased()) {
        guard FormulaText(name.formula).uses(join.ownNames) else { continue }
        join.ownNames.insert(name.name.lowercased())
        sharedNames.remove(name.name.lowercased())
        isGrowing = true
      }
    }
    ownNames = names.map(\.name).filter { join.ownNames.contains($0.lowercased()) }
  }

  /// A table's part under its new name.
  func renamed(table document: MarkupDocument) throws(EditError) -> MarkupDocument {
    let old = EscapedCharacters.decoded(document.value("displayName", of: document.root) ?? "")
    guard let new = join.tables[old.lowercased()] else { return document }
    var patch = PartPatch()
    document.set("displayName", to: new, of: document.root, in: &patch)
    document.set("name", to: new, of: document.root, in: &patch)
    return try MarkupDocument(part: document.part, bytes: document.patched(patch))
  }
}
