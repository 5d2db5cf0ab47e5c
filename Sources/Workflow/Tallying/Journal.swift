import Diagnostics
import Foundation
import Ledgers
import Synchronization

/// What a run over many files has read so far, kept beside its output so that the next run goes on where
/// this one ended.
///
/// It is a tally behind a line that names the run it belongs to: a file's line is there whole or not at all, and
/// counts only while the file's content is what it was. The one who runs to the end removes it.
public final class Journal: Sendable {
  /// Its path.
  public var path: String { file.path }
  /// Whether one of another version or under other options was there, of which nothing could be used.
  public let replacesAnother: Bool
  private let file: OwnFile
  private let known: Mutex<[String: (digest: String, place: TallyPlace)]>

  private static let mark = #"{"schema":"taizhang.journal/"#

  /// Opens or begins the journal of an output.
  ///
  /// - Parameters:
  ///   - output: the output's path.
  ///   - run: what, beside the inputs, decides what is read: the version and the options, as a digest.
  /// - Throws: `OutputFailure` where none can be written beside the output, or what stands there is none of ours.
  public init(besides output: String, run: String) throws(OutputFailure) {
    let url = URL(fileURLWithPath: output)
    file = try OwnFile(
      url.deletingLastPathComponent()
        .appendingPathComponent(".~\(url.lastPathComponent.prefix(60)).journal").path)
    let head = Array("\(Self.mark)1\",\"run\":\"\(run)\"}\n".utf8)
    let start = (try? file.reading().read(upToCount: head.count)).map { Array($0) } ?? []
    var known: [String: (digest: String, place: TallyPlace)] = [:]
    if start == head {
      let earlier = try? TallyFile(file.reading(), path: file.path, from: head.count)
      for entry in earlier?.entries ?? [] { known[entry.head.path] = (entry.head.digest, entry.place) }
      // A line cut off by the end of a run must not run into the next one.
      if let damage = earlier?.damage { file.truncate(to: damage) }
      replacesAnother = false
    } else {
      guard start.isEmpty || start.starts(with: Self.mark.utf8) else { throw OwnFile.foreign(file.path) }
      file.truncate(to: 0)
      _ = file.append(head)
      replacesAnother = !start.isEmpty
    }
    self.known = Mutex(known)
  }

  /// How many files it already holds.
  public var count: Int { known.withLock(\.count) }

  /// The line of a file, unless its content has changed since.
  func line(of path: String, digest: String) -> TallyLine? {
    guard let entry = known.withLock({ $0[path] }), entry.digest == digest else { return nil }
    return TallyFile.line(at: entry.place)
  }

  /// Adds a file; a journal that cannot be written is no reason to stop.
  func append(_ line: TallyLine) {
    guard let bytes = try? line.bytes() else { return }
    known.withLock { known in
      let offset = Int(lseek(file.descriptor, 0, SEEK_END))
      guard file.append(bytes) else { return }
      known[line.path] = (line.digest, TallyPlace(tally: path, offset: offset, count: bytes.count - 1))
    }
  }

  /// The work is done: nothing is left to go on with.
  public func finish() { file.remove() }
}
