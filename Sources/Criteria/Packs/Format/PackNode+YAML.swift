import Diagnostics
import Ledgers
import Yams

extension PackNode {
  /// Parses one YAML document.
  static func parse(_ text: String, file: String) throws(PackProblem) -> PackNode {
    let start = PackPlace(file: file, line: 1, column: 1)
    guard text.utf8.count <= YAMLLimits.bytes else {
      throw PackProblem(.malformed, at: start, Phrases.tooLarge)
    }
    if let line = YAMLLimits.firstLineTooDeep(in: text) {
      throw PackProblem(.malformed, at: PackPlace(file: file, line: line, column: 1), Phrases.tooDeep)
    }
    let root: Node?
    do {
      root = try YAMLText.tree(of: text)
    } catch let error as YamlError {
      throw problem(error, start)
    } catch {
      throw PackProblem(.malformed, at: start, Phrases.notYAML(String(describing: error)))
    }
    guard let root else { return PackNode(content: .map([]), place: start) }
    var budget = YAMLLimits.nodes
    return try convert(root, file: file, fallback: start, depth: 0, budget: &budget)
  }

  private static func convert(
    _ node: Node, file: String, fallback: PackPlace, depth: Int, budget: inout Int
  ) throws(PackProblem) -> PackNode {
    let place =
      node.mark.map { PackPlace(file: file, line: $0.line, column: $0.column) } ?? fallback
    budget -= 1
    guard budget > 0, depth < YAMLLimits.depth else {
      throw PackProblem(.malformed, at: place, Phrases.tooDeep)
    }
    switch node {
    case .scalar(let scalar):
      return PackNode(content: .scalar(scalar.string), place: place)
    case .sequence(let sequence):
      var items: [PackNode] = []
      for item in sequence {
        items.append(
          try convert(item, file: file, fallback: place, depth: depth + 1, budget: &budget))
      }
      return PackNode(content: .list(items), place: place)
    case .mapping(let mapping):
      var entries: [Entry] = []
      for (key, value) in mapping {
        let keyNode = try convert(key, file: file, fallback: place, depth: depth + 1, budget: &budget)
        guard let name = keyNode.scalar else {
          throw PackProblem(.malformed, at: keyNode.place, Phrases.keyNotText)
        }
        let converted = try convert(
          value, file: file, fallback: keyNode.place, depth: depth + 1, budget: &budget)
        entries.append(Entry(key: name, keyPlace: keyNode.place, value: converted))
      }
      return PackNode(content: .map(entries), place: place)
    case .alias:
      throw PackProblem(.malformed, at: place, Phrases.alias)
    }
  }

  private static func problem(_ error: YamlError, _ start: PackPlace) -> PackProblem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return PackProblem(
        .malformed, at: PackPlace(file: start.file, line: mark.line, column: mark.column),
        Phrases.notYAML(problem))
    case .duplicatedKeysInMapping(let duplicates, let context):
      return PackProblem(
        .duplicate,
        at: PackPlace(file: start.file, line: context.mark.line, column: context.mark.column),
        Phrases.duplicateKey(duplicates.sorted().joined(separator: ", ")))
    default:
      return PackProblem(.malformed, at: start, Phrases.notYAML(String(describing: error)))
    }
  }
}

extension PackNode {
  fileprivate enum Phrases {
    static let tooLarge = Phrase(
      zh: "规则包文件超过 4 MiB", en: "the pack's file is larger than 4 MiB")
    static let tooDeep = Phrase(
      zh: "YAML 嵌套过深或别名展开过大", en: "the YAML is nested too deeply or its aliases grow too large")
    static let keyNotText = Phrase(zh: "键必须是文字", en: "a key must be text")
    static let alias = Phrase(zh: "别名没有对应的锚点", en: "an alias without its anchor")
    static func notYAML(_ problem: String) -> Phrase {
      Phrase(zh: "不是有效的 YAML：\(problem)", en: "not valid YAML: \(problem)")
    }
    static func duplicateKey(_ keys: String) -> Phrase {
      Phrase(zh: "键重复：\(keys)", en: "key given twice: \(keys)")
    }
  }
}
