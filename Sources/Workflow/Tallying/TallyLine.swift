import Diagnostics
import Foundation
import Ledgers

/// One line of a tally: what one file holds, or why it could not be read.
///
/// Lines stand by themselves: tallies are put together by joining them, in the order in which their files
/// are to be counted.
struct TallyLine {
  /// The file's path as the user named it.
  var path: String
  /// What tells the file's content, and how it was read, from any other.
  var digest: String
  /// What became of the file.
  var result: Result<StoredLedgerFile, InputFailure>

  /// What every line begins with.
  static let schema = "taizhang.tally/1"
  static let start = Array(#"{"schema":"taizhang.tally/"#.utf8)

  /// Whether a file begins like a tally; one that does so behind a mark, blank lines or a bracket is a damaged one.
  static func begins(_ bytes: [UInt8]) -> Bool {
    let before: Set<UInt8> = [0xEF, 0xBB, 0xBF, 0x09, 0x0A, 0x0D, 0x20, UInt8(ascii: "[")]
    return bytes.drop(while: before.contains).starts(with: start)
  }

  /// What a line says before the ledgers, which takes no time to read.
  struct Head: Codable {
    var schema: String
    var path: String
    var digest: String
  }

  private struct Body: Codable {
    var ledgers: StoredLedgerFile?
    var failure: Failure?
  }

  private struct Failure: Codable {
    var code: String
    var message: [String]
    var advice: [String]
  }

  /// The line with its end; the same content gives the same bytes.
  func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let body: Body =
      switch result {
      case .success(let ledgers): Body(ledgers: ledgers)
      case .failure(let failure):
        Body(
          failure: Failure(
            code: failure.code, message: [failure.message.zh, failure.message.en],
            advice: [failure.advice.zh, failure.advice.en]))
      }
    var line = JSONLine()
    line.append(Self.start)
    line.raw(#"1","path":"#)
    line.string(path)
    line.raw(#","digest":"#)
    line.string(digest)
    line.raw(",")
    // The body's own brace gives way to the head's.
    line.append(Array(try encoder.encode(body).dropFirst()))
    line.raw("\n")
    return line.bytes
  }

  /// Reads a line; `nil` for anything else.
  init?(_ bytes: Data) {
    let decoder = JSONDecoder()
    guard bytes.starts(with: Self.start), let head = try? decoder.decode(Head.self, from: bytes),
      head.schema == Self.schema, let body = try? decoder.decode(Body.self, from: bytes)
    else { return nil }
    if let ledgers = body.ledgers {
      result = .success(ledgers)
    } else if let failure = body.failure, failure.message.count == 2, failure.advice.count == 2 {
      result = .failure(
        InputFailure(
          path: head.path, code: failure.code,
          message: Phrase(zh: failure.message[0], en: failure.message[1]),
          advice: Phrase(zh: failure.advice[0], en: failure.advice[1])))
    } else {
      return nil
    }
    path = head.path
    digest = head.digest
  }

  init(path: String, digest: String, result: Result<StoredLedgerFile, InputFailure>) {
    self.path = path
    self.digest = digest
    self.result = result
  }
}

extension TallyLine.Head {
  /// Reads the head of a line from its first bytes; `nil` where it is no line of a tally or the bytes do not
  /// reach to the head's end.
  init?(_ bytes: Data) {
    // A quote inside the path has a backslash before it, so this stands at the path's end only.
    guard bytes.starts(with: TallyLine.start), let digest = bytes.range(of: Data(#"","digest":""#.utf8)),
      let end = bytes[digest.upperBound...].firstIndex(of: UInt8(ascii: "\"")),
      let head = try? JSONDecoder().decode(Self.self, from: bytes[..<end] + Data(#""}"#.utf8))
    else { return nil }
    self = head
  }
}
