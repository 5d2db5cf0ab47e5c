import Diagnostics
import Foundation
import Ledgers
import Synchronization

/// What a run over many files has read so far, kept beside its output so that the next run goes on where
/// this one ended.
///
/// It is a tally: a file's line is there whole or not at all, and counts only while the file's content is what
/// it was. The one who runs to the end removes it.
public final class Journal: Sendable {
  /// Its path.
  public let path: String
  private let descriptor: Int32
  private let known: Mutex<[String: (digest: String, place: TallyPlace)]>

  /// Opens or begins the journal of an output.
  ///
  /// - Throws: `OutputFailure` where none can be written beside the output.
  public init(besides output: String) throws(OutputFailure) {
    let url = URL(fileURLWithPath: output)
    path =
      url.deletingLastPathComponent()
      .appendingPathComponent(".~\(url.lastPathComponent.prefix(60)).journal").path
    var known: [String: (digest: String, place: TallyPlace)] = [:]
    let earlier = try? TallyFile(path: path)
    for entry in earlier?.entries ?? [] { known[entry.head.path] = (entry.head.digest, entry.place) }
    self.known = Mutex(known)
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else {
      throw OutputFailure(
        path: path, code: "output.notPermitted", message: .outputNotPermitted, advice: .checkPermissions)
    }
    // A line cut off by the end of a run must not run into the next one.
    if let damage = earlier?.damage { ftruncate(descriptor, off_t(damage)) }
  }

  deinit { close(descriptor) }

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
      let offset = Int(lseek(descriptor, 0, SEEK_END))
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return }
        rest = rest.dropFirst(count)
      }
      known[line.path] = (
        line.digest, TallyPlace(tally: path, offset: offset, count: bytes.count - 1)
      )
    }
  }

  /// The work is done: nothing is left to go on with.
  public func finish() { unlink(path) }
}
