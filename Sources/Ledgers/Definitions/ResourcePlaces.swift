import Foundation

/// Where the folders of files that come with the program may stand.
///
/// `Bundle.module` traps when the resource bundle is not where the build put it, so they are looked for
/// by hand: next to the executable, in the main bundle, and in the build folder.
public enum ResourcePlaces {
  /// The folders in which the resources of a bundle may be, likeliest first; not all of them exist.
  public static func candidates(of bundleName: String) -> [URL] {
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
