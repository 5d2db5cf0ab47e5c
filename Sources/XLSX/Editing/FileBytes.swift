import OpenPackaging

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file's bytes as they stand, read piece by piece: what a save without edits hands on.
enum FileBytes {
  static func read(
    _ path: String, into body: (ArraySlice<UInt8>) throws(OutputError) -> Void
  ) throws(EditError) {
    guard let file = fopen(path, "rb") else {
      throw EditError(.unreadablePackage, detail: String(cString: strerror(errno)))
    }
    defer { fclose(file) }
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = fread(&piece, 1, piece.count, file)
      if count == 0 { break }
      do { try body(piece[..<count]) } catch { throw EditError(.unwritable, detail: "\(error)") }
    }
    guard ferror(file) == 0 else { throw EditError(.unreadablePackage, detail: "read failed") }
  }
}
