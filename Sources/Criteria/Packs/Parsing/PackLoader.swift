import Diagnostics
import Foundation
import Ledgers

/// Finds a pack's files, follows `include` and `extends`, and merges them into one text.
struct PackLoader {
  /// Files one pack may be spread over.
  static let mostFiles = 200
  /// Packs one may build on another.
  static let deepestExtension = 8

  private var files = 0
  private(set) var ledgerFiles: [URL] = []

  /// The merged text of a pack file, or of the `pack.yaml` of a folder.
  mutating func load(_ url: URL, depth: Int = 0) throws(PackProblem) -> PackNode {
    guard depth < Self.deepestExtension else {
      throw PackProblem(
        .wrongValue, at: PackPlace(file: url.lastPathComponent, line: 1, column: 1),
        Phrase(zh: "extends 层数过多，或互相引用", en: "packs extend each other too deeply, or in a ring"))
    }
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
    let main = exists && isFolder.boolValue ? url.appendingPathComponent("pack.yaml") : url
    let folder = main.deletingLastPathComponent()
    var document = try read(main)
    let reader = try NodeReader(document, allowing: PackParser.keys)
    for item in reader.node("ledgerFiles")?.items ?? [] {
      ledgerFiles.append(folder.appendingPathComponent(try inside(item)))
    }
    for item in reader.node("include")?.items ?? [] {
      document = document.overlaid(
        with: try read(folder.appendingPathComponent(try inside(item)), shownAs: try item.text()))
    }
    guard let base = reader.node("extends") else { return document }
    return try baseDocument(base, folder, depth).overlaid(with: document)
  }

  private mutating func baseDocument(_ node: PackNode, _ folder: URL, _ depth: Int) throws(PackProblem)
    -> PackNode
  {
    let name = try node.text()
    if !name.contains("/"), !name.hasSuffix(".yaml"), !name.hasSuffix(".yml") {
      switch PackResources.folder(of: name) {
      case .success(let url): return try load(url, depth: depth + 1)
      case .failure(let error):
        throw PackProblem(
          .unreadable, at: node.place,
          Phrase(
            zh: "没有随程序安装的规则包“\(name)”。找过：\(error.looked.joined(separator: "，"))",
            en: "no pack '\(name)' comes with the program; looked in \(error.looked.joined(separator: ", "))")
        )
      }
    }
    return try load(folder.appendingPathComponent(try inside(node)), depth: depth + 1)
  }

  /// A path that stays in the pack's folder.
  private func inside(_ node: PackNode) throws(PackProblem) -> String {
    let path = try node.text()
    guard !path.hasPrefix("/"), !path.split(separator: "/").contains("..") else {
      throw PackProblem(
        .wrongValue, at: node.place,
        Phrase(zh: "路径须在规则包文件夹之内：\(path)", en: "the path must stay in the pack's folder: \(path)"))
    }
    return path
  }

  private mutating func read(_ url: URL, shownAs name: String? = nil) throws(PackProblem) -> PackNode {
    files += 1
    let shown = name ?? url.lastPathComponent
    guard files <= Self.mostFiles else {
      throw PackProblem(
        .malformed, at: PackPlace(file: shown, line: 1, column: 1),
        Phrase(zh: "规则包文件过多", en: "the pack has too many files"))
    }
    let text: String
    do {
      text = try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw PackProblem(
        .unreadable, at: PackPlace(file: shown, line: 1, column: 1),
        Phrase(
          zh: "规则包文件“\(shown)”不能读取，或不是 UTF-8 文本",
          en: "the pack's file '\(shown)' cannot be read or is not UTF-8"))
    }
    return try PackNode.parse(text, file: shown)
  }
}

extension CriteriaPack {
  /// Reads a pack from a YAML file or a folder with a `pack.yaml`.
  ///
  /// Throws everything found wrong with it, each fault with file, line and column.
  /// - Parameters:
  ///   - url: the file or folder.
  ///   - profile: the profile to use instead of the pack's own default.
  public init(contentsOf url: URL, profile: String? = nil) throws(PackError) {
    var loader = PackLoader()
    let document: PackNode
    let catalog: LedgerCatalog
    do throws(PackProblem) {
      document = try loader.load(url)
      catalog = try Self.catalog(loader.ledgerFiles)
    } catch {
      throw PackError([error])
    }
    var parser = PackParser(document, ledgers: catalog.ledgers, codeLists: catalog.codeLists)
    self = try parser.parse(profile: profile)
  }

  /// The same pack as another profile sees it.
  public func using(profile: String) throws(PackError) -> CriteriaPack {
    var parser = PackParser(document, ledgers: Array(ledgers.values), codeLists: codeLists)
    return try parser.parse(profile: profile)
  }

  /// The pack that comes with the program: 7 areas, 41 indicators, 133 rules.
  public static var standard: CriteriaPack {
    get throws(PackError) { try loadedStandard.get() }
  }

  private static let loadedStandard: Result<CriteriaPack, PackError> = {
    do throws(PackError) {
      return .success(try bundled("standard"))
    } catch {
      return .failure(error)
    }
  }()

  /// A pack that comes with the program, by its folder's name: `standard`, or `library`, an example of
  /// criteria for another kind of office.
  public static func bundled(_ name: String) throws(PackError) -> CriteriaPack {
    switch PackResources.folder(of: name) {
    case .success(let folder): return try CriteriaPack(contentsOf: folder)
    case .failure(let error):
      let looked = error.looked.joined(separator: ", ")
      throw PackError([
        PackProblem(
          .unreadable, at: nil,
          Phrase(
            zh: "找不到随程序安装的规则包“\(name)”。请把文件夹 \(PackResources.bundleName) 与程序放在一起。找过：\(looked)",
            en: "the pack '\(name)' that comes with the program was not found; keep the folder "
              + "\(PackResources.bundleName) beside it. Looked in: \(looked)"))
      ])
    }
  }

  private static func catalog(_ files: [URL]) throws(PackProblem) -> LedgerCatalog {
    do throws(DefinitionError) {
      var catalog = try LedgerCatalog.standard
      for file in files { catalog = try LedgerCatalog(contentsOf: file, addingTo: catalog) }
      return catalog
    } catch {
      throw PackProblem(
        .unreadable, at: PackPlace(file: error.file, line: error.line ?? 1, column: error.column ?? 1),
        error.message)
    }
  }
}
