/// A package with parts replaced, added and dropped; what is not touched is copied as stored.
///
/// Names compare as OPC does, without regard to ASCII case. Nothing is written before `save`; the
/// original is only read.
public struct PackageEdit: Sendable {
  /// What becomes of a part.
  public enum Fate: String, Hashable, Sendable {
    /// Its stored (compressed) bytes are copied.
    case kept
    /// It is there before and after, with other bytes.
    case patched
    /// It is new.
    case added
    /// It is gone.
    case dropped
  }

  /// New content of a part.
  enum Content: Sendable {
    case whole([UInt8])
    /// Original bytes with splices to apply on the way out, so that a huge part is not held twice.
    case spliced([UInt8], [PartPatch.Splice])

    var bytes: [UInt8] {
      switch self {
      case .whole(let bytes): bytes
      case .spliced(let bytes, let splices): PartPatch.splicing(splices, into: bytes)
      }
    }
  }

  /// The package as it was opened.
  public let original: OPCPackage
  /// New content of parts of the original by `PartName.key`; `nil` for dropped ones.
  private(set) var replaced: [String: Content?] = [:]
  /// New parts in the order they were added.
  private(set) var added: [(name: String, content: Content)] = []
  /// Where a part is in `added`, by `PartName.key`.
  private var addedPlaces: [String: Int] = [:]

  /// Begins to edit a package.
  public init(_ original: OPCPackage) { self.original = original }

  /// Whether saving would give the original's parts.
  public var isUnchanged: Bool { replaced.isEmpty && added.isEmpty }

  /// The names of the parts as they are now, in the order of the archive, new ones last.
  public var names: [String] {
    let kept = original.archive.entries.filter { entry in
      guard !entry.isFolder else { return false }
      if case .some(.none) = replaced[PartName.key(entry.name)] { return false }
      return true
    }
    return kept.map(\.name) + added.map(\.name)
  }

  /// Whether a part is there now.
  public func contains(_ name: String) -> Bool {
    let key = PartName.key(name)
    if addedPlaces[key] != nil { return true }
    if let change = replaced[key] { return change != nil }
    return original.hasPart(name)
  }

  /// The bytes of a part as they are now. Throws `missingPart`.
  public func bytes(of name: String) throws(PackageError) -> [UInt8] {
    let key = PartName.key(name)
    if let place = addedPlaces[key] { return added[place].content.bytes }
    if let change = replaced[key] {
      guard let change else { throw PackageError(.missingPart, part: name) }
      return change.bytes
    }
    return try original.bytes(of: name)
  }

  /// Gives a part new bytes, or adds it. The original's own bytes make it untouched again.
  public mutating func set(_ name: String, to bytes: [UInt8]) throws(PackageError) {
    let key = PartName.key(name)
    if let place = addedPlaces[key] {
      added[place].content = .whole(bytes)
    } else if let entry = original.archive.entry(named: name) {
      if entry.size == bytes.count, try original.bytes(of: name) == bytes {
        replaced[key] = nil
      } else {
        replaced[key] = .some(.whole(bytes))
      }
    } else {
      addedPlaces[key] = added.count
      added.append((name, .whole(bytes)))
    }
  }

  /// Lays a patch over a part whose current bytes the caller has at hand.
  public mutating func patch(_ name: String, _ bytes: [UInt8], with patch: PartPatch) throws(PackageError) {
    guard !patch.isEmpty else { return }
    let key = PartName.key(name)
    guard original.hasPart(name), replaced[key] == nil, addedPlaces[key] == nil else {
      return try set(name, to: patch.applied(to: bytes))
    }
    replaced[key] = .some(.spliced(bytes, try patch.ordered(over: bytes.count)))
  }

  /// Takes a part out of the package; its type and the relationships to it are the caller's to drop.
  public mutating func drop(_ name: String) {
    let key = PartName.key(name)
    if let place = addedPlaces.removeValue(forKey: key) {
      added.remove(at: place)
      for part in added[place...] { addedPlaces[PartName.key(part.name)]? -= 1 }
    }
    if original.hasPart(name) { replaced[key] = .some(.none) }
  }

  /// What becomes of every part, in the order of the archive, new ones last.
  public var fates: [(name: String, fate: Fate)] {
    var fates: [(name: String, fate: Fate)] = []
    for entry in original.archive.entries where !entry.isFolder {
      switch replaced[PartName.key(entry.name)] {
      case .none: fates.append((entry.name, .kept))
      case .some(.none): fates.append((entry.name, .dropped))
      case .some(.some): fates.append((entry.name, .patched))
      }
    }
    return fates + added.map { ($0.name, .added) }
  }
}
