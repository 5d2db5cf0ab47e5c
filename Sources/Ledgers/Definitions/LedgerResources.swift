import Diagnostics
import Foundation

/// Where the files that come with this target are.
///
/// `Bundle.module` traps when the resource bundle is not where the build put it, so the folder is
/// looked for by hand: next to the executable, in the main bundle, and in the build folder.
enum LedgerResources {
  /// The folder of the YAML and text resources.
  static func folder() throws(DefinitionError) -> URL {
    let candidates = candidates()
    for folder in candidates
    where FileManager.default.fileExists(atPath: folder.appendingPathComponent("Ledgers").path) {
      return folder
    }
    let looked = candidates.map(\.path).joined(separator: "\n  ")
    throw DefinitionError(
      .resourcesMissing, file: bundleName,
      message: Phrase(
        zh: "找不到随程序安装的台账定义。请把文件夹 \(bundleName) 与程序放在一起。找过：\n  \(looked)",
        en: "the ledger definitions that come with the program were not found; keep the folder "
          + "\(bundleName) beside it. Looked in:\n  \(looked)"))
  }

  private static let bundleName = "taizhang_Ledgers.resources"

  private static func candidates() -> [URL] {
    var places: [URL] = []
    func add(_ place: URL?) {
      if let place, !places.contains(place) { places.append(place) }
    }
    add(Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent())
    add(Bundle.main.resourceURL)
    add(Bundle.main.bundleURL)
    add(
      URL(fileURLWithPath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        .deletingLastPathComponent())
    // Under `swift test` the main bundle is the test runner's; loaded bundles tell the build folder.
    for bundle in Bundle.allBundles { add(bundle.bundleURL.deletingLastPathComponent()) }
    return places.flatMap { place in
      [
        place.appendingPathComponent(bundleName).appendingPathComponent("Resources"),
        place.appendingPathComponent(bundleName),
        place.appendingPathComponent("Resources"),
      ]
    }
  }
}
