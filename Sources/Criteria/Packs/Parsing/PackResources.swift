import Foundation
import Ledgers

/// Where the packs that come with this target are.
enum PackResources {
  static let bundleName = "taizhang_Criteria.resources"

  /// The folder of a pack, or the places looked in.
  static func folder(of pack: String) -> Result<URL, NotFound> {
    let candidates = ResourcePlaces.candidates(of: bundleName).map { $0.appendingPathComponent(pack) }
    for folder in candidates
    where FileManager.default.fileExists(atPath: folder.appendingPathComponent("pack.yaml").path) {
      return .success(folder)
    }
    return .failure(NotFound(looked: candidates.map(\.path)))
  }

  struct NotFound: Error {
    var looked: [String]
  }
}
