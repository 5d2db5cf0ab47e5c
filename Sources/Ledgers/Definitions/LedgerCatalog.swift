import Diagnostics
import Foundation

/// All ledgers a reader knows, with the code lists their fields use.
public struct LedgerCatalog: Sendable {
  /// The ledgers, in the order in which they were defined.
  public private(set) var ledgers: [LedgerDefinition]
  /// The code lists, by name.
  public private(set) var codeLists: [String: CodeList]

  /// Creates a catalog of definitions made in code.
  public init(ledgers: [LedgerDefinition], codeLists: [CodeList] = []) {
    self.ledgers = ledgers
    self.codeLists = Dictionary(codeLists.map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// Reads an office's own definitions: a YAML file, or every `.yaml` and `.yml` file of a folder in
  /// name order. Throws the first fault found, with its file, line and column.
  ///
  /// The files may refer to ledgers and code lists of the catalog given in `base`, and add to them.
  public init(contentsOf url: URL, addingTo base: LedgerCatalog? = nil) throws(DefinitionError) {
    self = try (base ?? LedgerCatalog(ledgers: [])).adding(contentsOf: url)
  }

  /// The ledger of an id.
  public subscript(ledger: LedgerID) -> LedgerDefinition? { ledgers.first { $0.id == ledger } }

  /// The code list of a field, if it has one.
  public func codeList(of field: FieldDefinition) -> CodeList? {
    field.codeList.flatMap { codeLists[$0] }
  }

  /// This catalog with an office's own definitions laid over it: a `ledger:` or `codes:` file replaces
  /// the one of the same id or joins the others, an `extends:` file adds titles, synonyms and fields.
  public func adding(contentsOf url: URL) throws(DefinitionError) -> LedgerCatalog {
    var catalog = self
    var additions: [LedgerAdditions] = []
    for file in try Self.definitionFiles(at: url) {
      let text: String
      do {
        text = try String(contentsOf: file, encoding: .utf8)
      } catch {
        throw DefinitionError(
          .unreadable, file: file.path,
          message: Phrase(zh: "文件不能读取，或不是 UTF-8 文本", en: "the file cannot be read or is not UTF-8 text"))
      }
      switch try DefinitionFile(yaml: text, file: file.path) {
      case .ledger(let ledger): catalog.insert(ledger)
      case .codes(let list): catalog.codeLists[list.name] = list
      case .additions(let addition): additions.append(addition)
      }
    }
    for addition in additions { try catalog.apply(addition) }
    try catalog.checkReferences(file: url.path)
    return catalog
  }

  /// The YAML files at a path: the file itself, or those of a folder and its subfolders by name.
  private static func definitionFiles(at url: URL) throws(DefinitionError) -> [URL] {
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    guard manager.fileExists(atPath: url.path, isDirectory: &isFolder) else {
      throw DefinitionError(
        .unreadable, file: url.path, message: Phrase(zh: "没有这个文件或文件夹", en: "no such file or folder"))
    }
    guard isFolder.boolValue else { return [url] }
    guard let names = try? manager.subpathsOfDirectory(atPath: url.path) else {
      throw DefinitionError(
        .unreadable, file: url.path, message: Phrase(zh: "文件夹不能读取", en: "the folder cannot be read"))
    }
    return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
      .map { url.appendingPathComponent($0) }
  }

  private mutating func insert(_ ledger: LedgerDefinition) {
    if let index = ledgers.firstIndex(where: { $0.id == ledger.id }) {
      ledgers[index] = ledger
    } else {
      ledgers.append(ledger)
    }
  }

  private mutating func apply(_ addition: LedgerAdditions) throws(DefinitionError) {
    guard let index = ledgers.firstIndex(where: { $0.id == addition.ledger }) else {
      throw addition.ledgerNode.error(
        .unknownReference, zh: "没有台账“\(addition.ledger)”", en: "there is no ledger '\(addition.ledger)'")
    }
    let old = ledgers[index]
    var fields = old.fields
    for (id, words, node) in addition.synonyms {
      guard let position = fields.firstIndex(where: { $0.id == id }) else {
        throw node.error(
          .unknownReference, zh: "台账“\(old.id)”没有字段“\(id)”", en: "ledger '\(old.id)' has no field '\(id)'")
      }
      fields[position].synonyms += words
    }
    for field in addition.fields {
      if let position = fields.firstIndex(where: { $0.id == field.id }) {
        fields[position] = field
      } else {
        fields.append(field)
      }
    }
    ledgers[index] = LedgerDefinition(
      id: old.id, title: old.title, synonyms: old.synonyms + addition.titles,
      titleWords: old.titleWords, fields: fields, keys: old.keys, references: old.references)
  }

  /// Whether every code list and every ledger referred to exists.
  private func checkReferences(file: String) throws(DefinitionError) {
    for ledger in ledgers {
      for field in ledger.fields {
        if let list = field.codeList, codeLists[list] == nil {
          throw DefinitionError(
            .unknownReference, file: file,
            message: Phrase(
              zh: "台账“\(ledger.id)”的字段“\(field.id)”引用了不存在的代码表“\(list)”",
              en: "field '\(field.id)' of ledger '\(ledger.id)' uses an unknown code list '\(list)'"))
        }
      }
      for reference in ledger.references {
        guard let other = self[reference.ledger],
          reference.targets.allSatisfy({ other.index(of: $0) != nil })
        else {
          throw DefinitionError(
            .unknownReference, file: file,
            message: Phrase(
              zh: "台账“\(ledger.id)”引用了不存在的台账或字段“\(reference.ledger)”",
              en: "ledger '\(ledger.id)' refers to an unknown ledger or field of '\(reference.ledger)'"))
        }
      }
    }
  }
}
