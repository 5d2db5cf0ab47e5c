import Diagnostics

/// One YAML file of definitions: a ledger, a code list, or additions to a ledger that exists.
///
/// The first key tells which: `ledger:`, `codes:` or `extends:`. `Resources/Ledgers/member.yaml` and
/// `Resources/Codes/gender.yaml` show every key in use.
enum DefinitionFile {
  case ledger(LedgerDefinition)
  case codes(CodeList)
  case additions(LedgerAdditions)

  /// Reads one file's text.
  init(yaml: String, file: String) throws(DefinitionError) {
    let root = try DefinitionNode(yaml: yaml, file: file)
    _ = try root.entries()
    if root["ledger"] != nil {
      self = .ledger(try Self.ledger(root))
    } else if root["codes"] != nil {
      self = .codes(try Self.codes(root))
    } else if root["extends"] != nil {
      self = .additions(try Self.additions(root))
    } else {
      throw root.error(
        .missingKey, zh: "缺少“ledger”“codes”或“extends”中的一个",
        en: "one of 'ledger', 'codes' or 'extends' is missing")
    }
  }

  // MARK: Ledgers

  private static func ledger(_ root: DefinitionNode) throws(DefinitionError) -> LedgerDefinition {
    try root.allow(["ledger", "title", "synonyms", "titleWords", "keys", "references", "fields"])
    let id = LedgerID(rawValue: try root.required("ledger").string())
    let title = try root.required("title").phrase()
    let fields = try fields(try root.required("fields"))
    let known = Set(fields.map(\.id))

    func fieldIDs(_ node: DefinitionNode) throws(DefinitionError) -> [FieldID] {
      var result: [FieldID] = []
      for item in try node.items() {
        let field = FieldID(rawValue: try item.string())
        guard known.contains(field) else {
          throw item.error(
            .unknownReference, zh: "本台账没有字段“\(field)”", en: "the ledger has no field '\(field)'")
        }
        result.append(field)
      }
      return result
    }

    var keys: [[FieldID]] = []
    for node in try root["keys"]?.items() ?? [] { keys.append(try fieldIDs(node)) }

    var references: [LedgerReference] = []
    for node in try root["references"]?.items() ?? [] {
      try node.allow(["fields", "ledger", "targets"])
      let own = try fieldIDs(try node.required("fields"))
      let targets = try node.required("targets").strings().map(FieldID.init(rawValue:))
      guard own.count == targets.count else {
        throw node.error(
          .wrongType, zh: "“fields”与“targets”个数不同", en: "'fields' and 'targets' differ in number")
      }
      references.append(
        LedgerReference(
          fields: own, ledger: LedgerID(rawValue: try node.required("ledger").string()), targets: targets))
    }
    return LedgerDefinition(
      id: id, title: title, synonyms: try root["synonyms"]?.strings() ?? [],
      titleWords: try root["titleWords"]?.strings() ?? [], fields: fields, keys: keys, references: references)
  }

  private static func fields(_ node: DefinitionNode) throws(DefinitionError) -> [FieldDefinition] {
    var fields: [FieldDefinition] = []
    var seen: Set<FieldID> = []
    var pairs: [(FieldID, DefinitionNode)] = []
    for item in try node.items() {
      let field = try field(item)
      guard seen.insert(field.id).inserted else {
        throw item.error(
          .duplicate, zh: "字段“\(field.id)”重复", en: "field '\(field.id)' is defined twice")
      }
      for other in field.standIns + field.requiredUnless + field.requiredWith
        + [field.pair].compactMap({ $0 })
      {
        pairs.append((other, item))
      }
      fields.append(field)
    }
    for (pair, item) in pairs where !seen.contains(pair) {
      throw item.error(
        .unknownReference, zh: "所指的字段“\(pair)”不存在", en: "there is no field '\(pair)'")
    }
    return fields
  }

  private static func field(_ node: DefinitionNode) throws(DefinitionError) -> FieldDefinition {
    try node.allow([
      "id", "title", "kind", "codes", "required", "requiredUnless", "requiredWith", "fillsDown", "personal",
      "pair", "collects", "template", "titled", "unfolded",
      "standIns", "percentAbove", "synonyms", "help",
    ])
    let kindNode = try node.required("kind")
    let word = try kindNode.string()
    guard let kind = FieldKind(rawValue: word) else {
      let known = FieldKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw kindNode.error(
        .unknownWord, zh: "不认识的字段类型“\(word)”，可用的有：\(known)",
        en: "unknown kind '\(word)'; known: \(known)")
    }
    let codes = try node["codes"]?.string()
    if kind == .code, codes == nil {
      throw node.error(
        .missingKey, zh: "类型为 code 的字段要有“codes”", en: "a field of kind code needs 'codes'")
    }
    return FieldDefinition(
      id: FieldID(rawValue: try node.required("id").string()),
      title: try node.required("title").phrase(), kind: kind,
      isRequired: try node["required"]?.boolean() ?? false,
      requiredUnless: try node["requiredUnless"]?.strings().map(FieldID.init(rawValue:)) ?? [],
      requiredWith: try node["requiredWith"]?.strings().map(FieldID.init(rawValue:)) ?? [],
      synonyms: try node["synonyms"]?.strings() ?? [], codeList: codes,
      fillsDown: try node["fillsDown"]?.boolean() ?? false,
      isPersonal: try node["personal"]?.boolean() ?? false,
      pair: try node["pair"].map { pair throws(DefinitionError) in FieldID(rawValue: try pair.string()) },
      collects: try node["collects"]?.strings() ?? [],
      inTemplate: try node["template"]?.boolean() ?? false,
      isTitled: try node["titled"]?.boolean() ?? false,
      isUnfolded: try node["unfolded"]?.boolean() ?? false,
      standIns: try node["standIns"]?.strings().map(FieldID.init(rawValue:)) ?? [],
      percentAbove: try node["percentAbove"]?.number(), help: try node["help"]?.phrase())
  }

  // MARK: Code lists

  private static func codes(_ root: DefinitionNode) throws(DefinitionError) -> CodeList {
    try root.allow(["codes", "title", "source", "open", "terms", "undecided"])
    var terms: [CodeList.Term] = []
    var seen: Set<String> = []
    for item in try root.required("terms").items() {
      try item.allow(["code", "term", "same", "synonyms"])
      let term = try item.required("term").string()
      guard seen.insert(term).inserted else {
        throw item.error(.duplicate, zh: "词条“\(term)”重复", en: "term '\(term)' is listed twice")
      }
      terms.append(
        CodeList.Term(
          code: try item["code"]?.string(), term: term, same: try item["same"]?.strings() ?? [],
          synonyms: try item["synonyms"]?.strings() ?? []))
    }
    return CodeList(
      name: try root.required("codes").string(), title: try root.required("title").phrase(),
      source: try root["source"]?.string(), isOpen: try root["open"]?.boolean() ?? false, terms: terms,
      undecided: try root["undecided"]?.strings() ?? [])
  }

  // MARK: Additions

  private static func additions(_ root: DefinitionNode) throws(DefinitionError) -> LedgerAdditions {
    try root.allow(["extends", "synonyms", "fieldSynonyms", "fields"])
    var synonyms: [(FieldID, [String], DefinitionNode)] = []
    for (key, value) in try root["fieldSynonyms"]?.entries() ?? [] {
      synonyms.append((FieldID(rawValue: try key.string()), try value.strings(), key))
    }
    let target = try root.required("extends")
    return LedgerAdditions(
      ledger: LedgerID(rawValue: try target.string()), ledgerNode: target,
      titles: try root["synonyms"]?.strings() ?? [], synonyms: synonyms,
      fields: try root["fields"].map { node throws(DefinitionError) in try fields(node) } ?? [])
  }
}

/// What an office's own file adds to a ledger: titles it goes by, synonyms of fields, further fields.
struct LedgerAdditions {
  let ledger: LedgerID
  let ledgerNode: DefinitionNode
  let titles: [String]
  let synonyms: [(field: FieldID, words: [String], node: DefinitionNode)]
  let fields: [FieldDefinition]
}
