import Diagnostics
import Yams

/// A YAML node with the file it stands in, read by hand so that every fault has a line and column.
package struct DefinitionNode {
  let node: Node
  let file: String

  /// Parses one file.
  package init(yaml: String, file: String) throws(DefinitionError) {
    self.file = file
    guard yaml.utf8.count <= YAMLLimits.bytes else {
      throw DefinitionError(
        .syntax, file: file, message: Phrase(zh: "文件超过 4 MiB", en: "the file is larger than 4 MiB"))
    }
    if let line = YAMLLimits.firstLineTooDeep(in: yaml) {
      throw DefinitionError(
        .syntax, file: file, line: line, column: 1,
        message: Phrase(zh: "YAML 嵌套过深", en: "the YAML is nested too deeply"))
    }
    do {
      guard let node = try YAMLText.tree(of: yaml) else {
        throw DefinitionError(
          .syntax, file: file, message: Phrase(zh: "文件是空的", en: "the file is empty"))
      }
      self.node = node
    } catch let error as DefinitionError {
      throw error
    } catch let error as YamlError {
      throw Self.syntaxError(error, file: file)
    } catch {
      throw DefinitionError(.syntax, file: file, message: Phrase(zh: "\(error)", en: "\(error)"))
    }
  }

  private init(_ node: Node, file: String) {
    self.node = node
    self.file = file
  }

  private static func syntaxError(_ error: YamlError, file: String) -> DefinitionError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return DefinitionError(
        .syntax, file: file, line: mark.line, column: mark.column,
        message: Phrase(zh: "不是合法的 YAML（\(problem)）", en: "not valid YAML (\(problem))"))
    default:
      return DefinitionError(
        .syntax, file: file, message: Phrase(zh: "不是合法的 YAML（\(error)）", en: "not valid YAML (\(error))"))
    }
  }

  /// An error at this node.
  package func error(_ code: DefinitionError.Code, zh: String, en: String) -> DefinitionError {
    DefinitionError(
      code, file: file, line: node.mark?.line, column: node.mark?.column,
      message: Phrase(zh: zh, en: en))
  }

  // MARK: Mappings

  /// The keys and values of a mapping; anything else is an error.
  package func entries() throws(DefinitionError) -> [(key: DefinitionNode, value: DefinitionNode)] {
    guard case .mapping(let mapping) = node else {
      throw error(.wrongType, zh: "这里应当是“键: 值”", en: "keys with values are expected here")
    }
    return mapping.map { (DefinitionNode($0.key, file: file), DefinitionNode($0.value, file: file)) }
  }

  /// Refuses keys that are not among those given, proposing the nearest.
  package func allow(_ keys: [String]) throws(DefinitionError) {
    var seen: Set<String> = []
    for (key, _) in try entries() {
      let name = try key.string()
      guard keys.contains(name) else {
        let known = keys.joined(separator: "、")
        throw key.error(
          .unknownKey, zh: "不认识的键“\(name)”，可用的有：\(known)",
          en: "unknown key '\(name)'; known: \(keys.joined(separator: ", "))")
      }
      if !seen.insert(name).inserted {
        throw key.error(.duplicate, zh: "键“\(name)”重复", en: "key '\(name)' occurs twice")
      }
    }
  }

  /// The value of a key, if it is there.
  package subscript(key: String) -> DefinitionNode? {
    guard case .mapping(let mapping) = node else { return nil }
    // Looking a key up as a node would work out its YAML tag with regular expressions each time.
    let found = mapping.first { if case .scalar(let name) = $0.key { name.string == key } else { false } }
    return found.map { DefinitionNode($0.value, file: file) }
  }

  /// The value of a key that must be there.
  package func required(_ key: String) throws(DefinitionError) -> DefinitionNode {
    guard let value = self[key] else {
      throw error(.missingKey, zh: "缺少“\(key)”", en: "'\(key)' is missing")
    }
    return value
  }

  // MARK: Values

  /// The text of a scalar.
  package func string() throws(DefinitionError) -> String {
    guard case .scalar(let scalar) = node else {
      throw error(.wrongType, zh: "这里应当是一个词", en: "a word is expected here")
    }
    return scalar.string
  }

  /// The truth value of `true` or `false`.
  package func boolean() throws(DefinitionError) -> Bool {
    switch try string() {
    case "true": return true
    case "false": return false
    case let other:
      throw error(
        .wrongType, zh: "这里应当是 true 或 false，而不是“\(other)”",
        en: "true or false is expected here, not '\(other)'")
    }
  }

  /// A number.
  package func number() throws(DefinitionError) -> Double {
    let text = try string()
    guard let number = Double(text), number.isFinite else {
      throw error(.wrongType, zh: "这里应当是数字，而不是“\(text)”", en: "a number is expected here, not '\(text)'")
    }
    return number
  }

  /// The items of a list.
  package func items() throws(DefinitionError) -> [DefinitionNode] {
    guard case .sequence(let sequence) = node else {
      throw error(.wrongType, zh: "这里应当是一个列表", en: "a list is expected here")
    }
    return sequence.map { DefinitionNode($0, file: file) }
  }

  /// The items of a list of words.
  package func strings() throws(DefinitionError) -> [String] {
    var result: [String] = []
    for item in try items() { result.append(try item.string()) }
    return result
  }

  /// A phrase: `{zh: …, en: …}`, or one word for both languages.
  package func phrase() throws(DefinitionError) -> Phrase {
    if case .scalar(let scalar) = node { return Phrase(zh: scalar.string, en: scalar.string) }
    try allow(["zh", "en"])
    let zh = try required("zh").string()
    return Phrase(zh: zh, en: try self["en"]?.string() ?? zh)
  }
}
