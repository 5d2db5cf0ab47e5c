import Diagnostics
import Foundation

/// Where the files that come with this target are.
///
/// `Bundle.module` traps when the resource bundle is not where the build put it, so the folder is
/// looked for by hand: next to the executable, in the main bundle, and in the build folder.
enum LedgerResources {
  /// The folder of the YAML and text resources.
  static func folder() throws(DefinitionError) -> URL {
    let candidates = ResourcePlaces.candidates(of: bundleName)
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
}
