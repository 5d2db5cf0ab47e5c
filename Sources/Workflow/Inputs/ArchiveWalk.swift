import Archives
import Diagnostics
import OpenPackaging

/// Finds the inputs in an archive, those in archives within included, in the order of their names.
///
/// What cannot be read stands among the inputs as refused, so that every command tells it in its place.
struct ArchiveWalk {
  /// The files to read, and those that cannot be read.
  private(set) var files: [InputFile] = []
  /// Entries that are no tables, and those read under another name.
  private(set) var notes: [InputNote] = []

  /// Archives within archives are entered so often.
  private static let nestingLimit = 2

  private let spool = ArchiveSpool()
  /// What all archives together may still hold.
  private var entriesLeft: Int
  private var bytesLeft: Int
  private let root: Int

  /// Walks an archive under a path.
  init(_ archive: FileArchive, path: String, limits: PackageLimits) {
    entriesLeft = limits.entries
    bytesLeft = limits.totalBytes
    root = path.split(separator: "/").count
    walk(archive, path, nesting: 0)
  }

  private mutating func walk(_ archive: FileArchive, _ path: String, nesting: Int) {
    let size = archive.entries.reduce(0) { $1.fault == nil ? $0 + $1.size : $0 }
    guard archive.entries.count <= entriesLeft else { return refuse(path, .tooManyEntries) }
    guard size <= bytesLeft else { return refuse(path, .archiveTooLarge) }
    entriesLeft -= archive.entries.count
    bytesLeft -= size
    let before = files.count
    for entry in archive.entries { add(entry, of: archive, path, nesting: nesting) }
    if files.count == before { notes.append(InputNote(path: path, message: .archiveWithoutTables)) }
  }

  private mutating func add(_ entry: ArchiveEntry, of archive: FileArchive, _ folder: String, nesting: Int) {
    let path = folder + "/" + entry.path.joined(separator: "/")
    let isNamedSo = TableGuess.isNamedSo(entry.name)
    if let reason = Phrase.leftOut(entry) { return leaveOut(path, reason) }
    if let change = entry.nameChange { notes.append(InputNote(path: path, message: .nameChanged(change))) }
    let start: [UInt8]
    do throws(ArchiveError) { start = try archive.start(of: entry, count: TableGuess.startCount) } catch {
      // Without its bytes a file is what its name says.
      return isNamedSo || !entry.name.contains(".") ? refuse(path, error) : leaveOut(path, .leftOutNoTable)
    }
    if isNamedSo || !entry.name.contains("."), FileArchive.mayBegin(start, name: entry.name) {
      if enter(entry, of: archive, path, nesting: nesting + 1, isZIP: start.starts(with: "PK".utf8)) {
        return
      }
    }
    if TallyLine.begins(start) {
      files.append(InputFile(path: path, source: .refused(.tallyInArchive(path))))
    } else if isNamedSo || TableGuess.beginsSo(start, name: entry.name) {
      files.append(
        InputFile(path: path, source: .archived(ArchivedFile(archive: archive, entry: entry, root: root))))
    } else {
      leaveOut(path, .leftOutNoTable)
    }
  }

  /// Walks an entry that may be an archive.
  ///
  /// - Returns: whether it is one, told where it cannot be walked.
  private mutating func enter(
    _ entry: ArchiveEntry, of archive: FileArchive, _ path: String, nesting: Int, isZIP: Bool
  ) -> Bool {
    let isNamedSo = isZIP && entry.name.lowercased().hasSuffix(".zip")
    let isTooDeep = nesting > Self.nestingLimit
    if isTooDeep, isNamedSo {
      files.append(InputFile(path: path, source: .refused(.nestedTooDeep(path))))
      return true
    }
    do throws(ArchiveError) {
      let inner = try FileArchive(entry, of: archive, in: spool)
      if inner.isDocument { return false }
      if isTooDeep {
        files.append(InputFile(path: path, source: .refused(.nestedTooDeep(path))))
      } else {
        walk(inner, path, nesting: nesting)
      }
    } catch {
      // The door tells what a file is instead, and what is wrong with a workbook.
      guard isNamedSo else { return false }
      refuse(path, error)
    }
    return true
  }

  private mutating func leaveOut(_ path: String, _ reason: Phrase) {
    notes.append(InputNote(path: path, message: reason))
  }

  private mutating func refuse(_ path: String, _ code: ArchiveError.Code) {
    refuse(path, ArchiveError(code))
  }

  private mutating func refuse(_ path: String, _ error: ArchiveError) {
    files.append(InputFile(path: path, source: .refused(InputFailure(error, path: path))))
  }
}

extension Phrase {
  /// Why an entry is no file of a person's, by its name: `nil` for any other.
  fileprivate static func leftOut(_ entry: ArchiveEntry) -> Phrase? {
    if entry.path.contains("__MACOSX") || entry.name.hasPrefix("._") || entry.name == ".DS_Store" {
      return .leftOutMacFile
    }
    if entry.name.hasPrefix("~$") { return .leftOutLock }
    return entry.path.contains { $0.hasPrefix(".") || $0.hasPrefix("~$") } ? .leftOutHidden : nil
  }
}
