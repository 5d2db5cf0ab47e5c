import Archives
import Spreadsheets

/// A file in an archive, unpacked when it is read.
public struct ArchivedFile: Hashable, Sendable {
  let archive: FileArchive
  let entry: ArchiveEntry
  /// How many names of the input's path lead to the archive, its own included: the names behind them are the
  /// archive's folders and the file's.
  let root: Int

  /// The file's bytes, held in memory.
  func bytes(path: String) throws(InputFailure) -> [UInt8] {
    do throws(ArchiveError) { return try archive.bytes(of: entry) } catch {
      throw InputFailure(error, path: path)
    }
  }

  /// Whether two are the same entry of one open archive.
  public static func == (left: ArchivedFile, right: ArchivedFile) -> Bool {
    left.archive === right.archive && left.entry.index == right.entry.index
  }

  /// Hashes the archive and the entry's place in it.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(ObjectIdentifier(archive))
    hasher.combine(entry.index)
  }
}
