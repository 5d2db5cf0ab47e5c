import OpenPackaging
import Synchronization

/// A `.zip` into which the outputs of several inputs go: it appears at its place whole or not at all.
public final class OutputArchive: Sendable {
  private struct State {
    let writer: ZIPWriter
    var isEmpty = true
    /// Whether something could not be written, so that the archive would not be whole.
    var isBroken = false
  }

  private let path: String
  private let state: Mutex<State>

  /// Begins an archive in a temporary file beside its place.
  ///
  /// - Throws: `OutputFailure` where writing would fail in the end.
  init(_ output: Output) throws(OutputFailure) {
    path = output.path
    do throws(OutputError) {
      let writer = ZIPWriter(to: try AtomicFile(output.path, replacing: output.replaces))
      state = Mutex(State(writer: writer))
    } catch { throw OutputFailure(error) }
  }

  /// The output of a name in the archive.
  func output(named name: String, replaces: Bool) -> Output {
    var output = Output(path: path + "/" + name, replaces: replaces)
    output.entry = Entry(archive: self, name: name)
    return output
  }

  /// Lets the archive appear; one without entries does not.
  func finish() throws(OutputFailure) {
    do throws(OutputError) {
      try state.withLock { (state) throws(OutputError) in
        if !state.isEmpty, !state.isBroken { _ = try state.writer.finish() }
      }
    } catch { throw OutputFailure(OutputError(code: error.code, path: path, systemError: error.systemError)) }
  }

  private func add(_ name: String, _ bytes: [UInt8]) throws(OutputFailure) {
    do throws(OutputError) {
      try state.withLock { (state) throws(OutputError) in
        do throws(OutputError) {
          // Workbooks are packed already.
          try state.writer.add(name, bytes: bytes, level: bytes.starts(with: "PK".utf8) ? .stored : .fast)
          state.isEmpty = false
        } catch {
          state.isBroken = state.isBroken || error.code != .duplicateEntry
          throw error
        }
      }
    } catch {
      throw OutputFailure(
        OutputError(code: error.code, path: path + "/" + name, systemError: error.systemError))
    }
  }

  /// A file in the archive, yet to be written.
  struct Entry: Hashable, Sendable {
    let archive: OutputArchive
    let name: String

    func write(_ bytes: [UInt8]) throws(OutputFailure) { try archive.add(name, bytes) }

    static func == (left: Entry, right: Entry) -> Bool {
      left.archive === right.archive && left.name == right.name
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(ObjectIdentifier(archive))
      hasher.combine(name)
    }
  }
}
