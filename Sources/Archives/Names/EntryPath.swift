import Foundation

/// An entry's name as a path that stays inside its archive, whatever the name says.
struct EntryPath {
  /// Folders and name; empty where nothing of the name can stay.
  private(set) var components: [String] = []
  /// Whether the name leads elsewhere, or has characters that no name may have.
  private(set) var isMended = false
  /// Whether the name ends as folders' do.
  let isFolder: Bool
  /// Whether there are more folders than `depthLimit`; what is in between is left out then.
  private(set) var isTooDeep = false

  /// Folders of an entry, as of a folder that is walked.
  private static let depthLimit = 32

  init(_ name: String) {
    // By bytes: to a slash with an accent above it a file system pays no heed.
    let parts = name.utf8.split(omittingEmptySubsequences: false) {
      $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\")
    }
    isFolder = parts.count > 1 && parts.last?.isEmpty == true
    isMended = parts.count > 1 && parts.first?.isEmpty == true
    for (position, part) in parts.enumerated() {
      var text = String(decoding: part, as: UTF8.self)
      if position == 0, let drive = text.utf8.first, drive | 0x20 >= 0x61, drive | 0x20 <= 0x7A,
        text.utf8.dropFirst().first == UInt8(ascii: ":")
      {
        text = String(text.dropFirst(2))
        isMended = true
      }
      if text == ".." { isMended = true }
      if text.isEmpty || text == "." || text == ".." { continue }
      if components.count > Self.depthLimit {
        isTooDeep = true
        components.removeLast()
      }
      components.append(printable(text))
    }
  }

  /// Gives the name a number where another entry has it, in whatever case.
  ///
  /// - Returns: whether another entry has it.
  mutating func makeUnique(_ names: inout EntryNumbering) -> Bool {
    if components.isEmpty {
      components = ["_"]
      isMended = true
    }
    let folder = components.dropLast().joined(separator: "/")
    let unique = names.unique(components[components.count - 1], in: folder)
    defer { components[components.count - 1] = unique }
    return components[components.count - 1] != unique
  }

  /// A name in one form of those that look the same (Macs take letters and accents apart), without characters that
  /// no name may have.
  private mutating func printable(_ text: String) -> String {
    let composed = text.precomposedStringWithCanonicalMapping
    guard composed.unicodeScalars.contains(where: Self.isForbidden) else { return composed }
    isMended = true
    var kept = ""
    for scalar in composed.unicodeScalars {
      kept.unicodeScalars.append(Self.isForbidden(scalar) ? "_" : scalar)
    }
    return kept
  }

  /// Control characters, line ends and what turns the direction of writing: a name is shown and may become a file's.
  private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator: true
    default: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
    }
  }
}

/// Tells apart entries that have one name.
struct EntryNumbering {
  private var taken: Set<String> = []
  /// By name: the number that the next entry of this name gets, so that thousands of one name are not counted
  /// through for each.
  private var next: [String: Int] = [:]

  /// The name, with a number before its ending where it is taken.
  mutating func unique(_ name: String, in folder: String) -> String {
    func key(_ name: String) -> String { "\(folder)/\(name)".lowercased() }
    if taken.insert(key(name)).inserted { return name }
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 } ?? name.endIndex
    var number = next[key(name)] ?? 2
    while true {
      let candidate = "\(name[..<dot])(\(number))\(name[dot...])"
      number += 1
      guard taken.insert(key(candidate)).inserted else { continue }
      next[key(name)] = number
      return candidate
    }
  }
}
