import ArgumentParser
import Foundation
import Workflow

/// How ledgers are recognised.
struct LedgerOptions: ParsableArguments {
  @Option(help: help("列对应关系文件（YAML）", "a mapping file (YAML) that says which column is which"))
  var map: String?

  @Option(
    help: help(
      "本单位自己的台账定义或同义词（YAML 文件或文件夹）",
      "an office's own ledgers or synonyms (YAML file or folder)"))
  var ledgers: String?

  @Flag(help: help("也读隐藏的工作表", "read hidden sheets as well"))
  var hiddenSheets = false

  /// What decides, beside a file's content, what is read from it: what was kept under other options is not
  /// gone on with.
  private func fingerprint(_ common: CommonOptions) -> String {
    let defaults = OfficeConfiguration.defaults
    let definitions = [map ?? defaults.map?.path, ledgers ?? defaults.ledgers?.path].map {
      $0.map(InputDigest.digest(ofPath:)) ?? ""
    }
    return InputDigest.digest(
      of: definitions + [
        Taizhang.configuration.version, "\(hiddenSheets || defaults.readsHiddenSheets)",
        "\(common.text.options)", common.password ?? "",
      ])
  }

  /// A loader as these options say; a fault in a definition ends the command with status 2.
  func loading(_ common: CommonOptions) throws -> LedgerLoading {
    var catalog = try LedgerCatalog.standard
    let defaults = OfficeConfiguration.defaults
    if let ledgers = ledgers.map(URL.init(fileURLWithPath:)) ?? defaults.ledgers {
      catalog = try catalog.adding(contentsOf: ledgers)
    }
    let overrides = try (map.map(URL.init(fileURLWithPath:)) ?? defaults.map).map {
      try MappingFile(contentsOf: $0, catalog: catalog)
    }
    let reader = LedgerReader(
      catalog: catalog, overrides: overrides,
      options: LedgerReader.Options(readsHiddenSheets: hiddenSheets || defaults.readsHiddenSheets))
    var loading = LedgerLoading(reading: common.reading, reader: reader)
    loading.options = fingerprint(common)
    let console = common.console
    loading.warn = { console.tell($0.text(console.language)) }
    return loading
  }
}
