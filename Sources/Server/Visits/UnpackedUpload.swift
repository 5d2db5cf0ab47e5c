import OpenPackaging
import Workflow

/// What an archive dropped on the page holds, unpacked into memory.
struct UnpackedUpload: Sendable {
  /// The files in order, each with its bytes or with why it cannot be read.
  private(set) var files: [(path: String, bytes: Result<[UInt8], InputFailure>)] = []
  /// What is told of files that are not read.
  let notes: [InputNote]

  /// Unpacks an archive.
  ///
  /// - Parameter room: how many bytes and files the visit may still take.
  /// - Returns: `nil` for anything but an archive of files.
  /// - Throws: `InputFailure` for an archive that asks for a password, holds no tables or has no room.
  init?(
    _ upload: VisitFile, _ reading: ReadingOptions, room: (bytes: Int, files: Int), limits: ServerLimits
  ) throws(InputFailure) {
    let search = InputSearch(bytes: upload.bytes, name: upload.name, reading: reading)
    if let failure = search.failures.first { throw failure }
    guard search.files.map(\.path) != [upload.name] else { return nil }
    guard search.files.count <= room.files else {
      throw InputFailure(upload.name, .tooManyFiles(limits.files))
    }
    notes = search.notes
    var left = room.bytes
    for input in search.files {
      let file = Result { () throws(InputFailure) in
        guard case .bytes(let bytes) = try input.held().source else { return [UInt8]() }
        guard bytes.count <= limits.fileBytes else {
          throw InputFailure(input.path, .fileTooLarge(limits.fileBytes))
        }
        return bytes
      }
      if case .failure(let failure) = file, failure.wantsPassword {
        throw InputFailure(
          path: upload.name, code: failure.code, message: failure.message, advice: failure.advice)
      }
      left -= (try? file.get().count) ?? 0
      guard left >= 0 else { throw InputFailure(upload.name, .visitTooLarge(limits.visitBytes)) }
      files.append((input.path, file))
    }
  }
}

extension InputFailure {
  /// A file that the page does not take, as the failure of the file.
  fileprivate init(_ path: String, _ refusal: Refusal) {
    self.init(
      path: path, code: refusal.code, message: refusal.message.withoutEnd,
      advice: Phrase(zh: "也可以解压后只放需要的文件", en: "Or unpack it and drop the files you need"))
  }
}

extension Phrase {
  /// A sentence without its full stop, as failures add their own.
  fileprivate var withoutEnd: Phrase {
    func trimmed(_ text: String) -> String {
      text.hasSuffix("。") || text.hasSuffix(".") ? String(text.dropLast()) : text
    }
    return Phrase(zh: trimmed(zh), en: trimmed(en))
  }
}
