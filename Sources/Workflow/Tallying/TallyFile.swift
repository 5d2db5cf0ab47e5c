import Diagnostics
import Foundation
import Ledgers

/// A tally on disk: the ledgers of many files, one file a line.
struct TallyFile {
  /// A line's head and place.
  typealias Entry = (head: TallyLine.Head, place: TallyPlace)

  /// The whole lines.
  let entries: [Entry]
  /// Where a line stands that is none of ours: its first byte; `nil` where all are sound.
  let damage: Int?

  /// Longest line that is read: the ledgers of one file.
  static let lineLimit = 1 << 30
  /// A path is not longer than this, so that the head of a line is within it.
  private static let headLimit = 1 << 16
  private static let blockSize = 1 << 20

  /// Whether a file begins like a tally of any version.
  static func isTally(_ path: String) -> Bool {
    TallyLine.begins(InputPath(path).start(TableGuess.startCount))
  }

  /// Looks up the lines; their ledgers are read when they are needed.
  init(path: String) throws {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    try self.init(handle, path: path)
  }

  /// Looks up the lines of a file that is open, from some byte on.
  init(_ handle: FileHandle, path: String, from first: Int = 0) throws {
    try handle.seek(toOffset: UInt64(first))
    var entries: [Entry] = []
    var damage: Int?
    var head = Data()
    var start = first
    var position = first
    func end(at offset: Int) {
      defer {
        start = offset + 1
        head.removeAll(keepingCapacity: true)
      }
      guard damage == nil else { return }
      guard offset > start, offset - start <= Self.lineLimit, let found = TallyLine.Head(head),
        found.schema == TallyLine.schema
      else {
        damage = start
        return
      }
      entries.append((found, TallyPlace(tally: path, offset: start, count: offset - start)))
    }
    while let block = try handle.read(upToCount: Self.blockSize), !block.isEmpty {
      var rest = block[...]
      while let lineEnd = rest.firstIndex(of: 0x0A) {
        head.append(rest[..<lineEnd].prefix(Self.headLimit - head.count))
        end(at: position + (lineEnd - block.startIndex))
        rest = rest[(lineEnd + 1)...]
      }
      head.append(rest.prefix(Self.headLimit - head.count))
      position += block.count
    }
    // A last line without an end was cut off in the middle of writing.
    if position > start, damage == nil { damage = start }
    self.entries = entries
    self.damage = damage
  }

  /// Reads the line at a place.
  static func line(at place: TallyPlace) -> TallyLine? {
    guard let handle = FileHandle(forReadingAtPath: place.tally) else { return nil }
    defer { try? handle.close() }
    guard let offset = UInt64(exactly: place.offset), (try? handle.seek(toOffset: offset)) != nil,
      let bytes = try? handle.read(upToCount: place.count), bytes.count == place.count
    else { return nil }
    return TallyLine(bytes)
  }
}

extension InputFile {
  /// The files that a tally stands for, in its order; the input itself where it is none.
  ///
  /// - Throws: `InputFailure` where a line of it is damaged or from a later version.
  public func expanded() throws(InputFailure) -> [InputFile] {
    guard case .file(let url) = source, TallyFile.isTally(url.path) else { return [self] }
    let tally: TallyFile
    do { tally = try TallyFile(path: url.path) } catch {
      throw InputFailure(
        path: path, code: "file.no-permission",
        message: Phrase(zh: "打不开这个文件", en: "it cannot be opened"), advice: .checkPermissions)
    }
    if let damage = tally.damage { throw .damagedTally(path, at: damage) }
    return tally.entries.map { InputFile(path: $0.head.path, source: .tally($0.place)) }
  }
}

extension InputFile {
  /// The input, where it is no tally.
  ///
  /// - Throws: `InputFailure` for a tally, which holds ledgers and no sheets.
  public func withSheets() throws(InputFailure) -> InputFile {
    guard case .file(let url) = source, TallyFile.isTally(url.path) else { return self }
    throw TallyPlace(tally: path, offset: 0, count: 0).holdsNoSheets(path)
  }
}

extension InputFailure {
  /// A tally that is cut off, changed or of another version.
  static func damagedTally(_ path: String, at offset: Int) -> InputFailure {
    InputFailure(
      path: path, code: "tally.damaged",
      message: Phrase(
        zh: "分汇总文件从第 \(offset) 字节起读不懂（被截断、改动，或由其他版本生成）",
        en: "the tally cannot be read from byte \(offset) on: cut off, changed or of another version"),
      advice: Phrase(zh: "请用 taizhang tally 重新生成", en: "Make it again with taizhang tally"))
  }
}
