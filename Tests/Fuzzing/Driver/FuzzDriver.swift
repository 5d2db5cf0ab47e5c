import CFuzzer
import Foundation
import FuzzSubjects

/// The subject of this process, by `TAIZHANG_FUZZ_SUBJECT`.
///
/// One program holds all subjects, so that they are built once; `Scripts/fuzz` chooses.
private let subject: FuzzSubject = {
  let name = ProcessInfo.processInfo.environment["TAIZHANG_FUZZ_SUBJECT"] ?? ""
  guard let subject = FuzzSubject.named(name) else {
    let names = FuzzSubject.all.map(\.name).joined(separator: " ")
    FileHandle.standardError.write(Data("subjects: \(names)\n".utf8))
    exit(2)
  }
  return subject
}()

/// Writes seeds and a dictionary to the folder `TAIZHANG_FUZZ_SEEDS` and ends, where that is asked for.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
  guard let path = ProcessInfo.processInfo.environment["TAIZHANG_FUZZ_SEEDS"] else { return 0 }
  let folder = URL(fileURLWithPath: path)
  do {
    for (number, seed) in subject.seeds().enumerated() {
      try Data(seed).write(to: folder.appendingPathComponent("seed-\(number)"))
    }
    print(subject.maximumLength)
    exit(0)
  } catch {
    FileHandle.standardError.write(Data("\(error)\n".utf8))
    exit(4)
  }
}

/// Feeds one input; a broken promise ends the process as a trap would.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
  do throws(FuzzComplaint) {
    try subject.feed(Array(UnsafeBufferPointer(start: data, count: size)))
  } catch {
    FileHandle.standardError.write(Data("broken promise: \(error)\n".utf8))
    abort()
  }
  return 0
}

/// Changes an input by its structure, and byte by byte within its pieces.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(
  _ data: UnsafeMutablePointer<UInt8>?, _ size: Int, _ limit: Int, _ seed: UInt32
) -> Int {
  guard let data else { return 0 }
  var mutator = InputMutator(subject, seed: UInt64(seed))
  let input = Array(UnsafeBufferPointer(start: data, count: size))
  let changed = mutator.changed(input, limit: limit) { bytes, room in
    var piece = bytes + [UInt8](repeating: 0, count: max(0, min(room, bytes.count + 64) - bytes.count))
    let count = LLVMFuzzerMutate(&piece, bytes.count, piece.count)
    return Array(piece.prefix(count))
  }
  UnsafeMutableBufferPointer(start: data, count: limit).update(fromContentsOf: changed)
  return changed.count
}
