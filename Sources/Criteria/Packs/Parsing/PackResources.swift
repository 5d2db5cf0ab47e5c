import Foundation

/// Where the packs that come with this target are.
///
/// `Bundle.module` traps when the resource bundle is not where the build put it, so the folder is looked
/// for by hand: next to the executable, in the main bundle, and in the build folder.
enum PackResources {
  static let bundleName = "taizhang_Criteria.resources"

  /// The folder of a pack, or the places looked in.
  static func folder(of pack: String) -> Result<URL, NotFound> {
    let candidates = candidates().map { $0.appendingPathComponent(pack) }
    for folder in candidates
    where FileManager.default.fileExists(atPath: folder.appendingPathComponent("pack.yaml").path) {
      return .success(folder)
    }
    return .failure(NotFound(looked: candidates.map(\.path)))
  }

  struct NotFound: Error {
    var looked: [String]
  }

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
        place.appendingPathComponent(bundleName), place.appendingPathComponent("Resources"),
      ]
    }
  }
}
