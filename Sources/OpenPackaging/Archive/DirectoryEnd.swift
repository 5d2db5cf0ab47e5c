/// The record at an archive's end that says where its directory is (APPNOTE.TXT 4.3.14 to 4.3.16).
package struct DirectoryEnd: Sendable {
  /// Where the directory's bytes are.
  package let directory: Range<Int>
  /// How many entries it lists. Beyond 65,535 without ZIP64, only the number's lower 16 bits are known.
  package let count: Int
  /// Whether `count` is a number of 64 bits.
  let hasZIP64: Bool
  /// How many bytes stand before the archive, which its offsets do not count: a stub that unpacks it, or
  /// what a careless transfer left.
  package let lead: Int

  /// The record's own bytes without its comment.
  private static let size = 22
  private static let longestComment = 0xFFFF

  /// Finds the record. Bytes behind the archive are passed over as far as a comment may reach.
  package init(of bytes: ArchiveBytes) throws(PackageError) {
    let start = max(bytes.count - Self.size - Self.longestComment, 0)
    let tail = LittleEndian(try bytes.bytes(in: start..<bytes.count))
    var position = tail.count - Self.size
    var isContradictory = false
    while position >= 0 {
      defer { position -= 1 }
      guard tail.uint32(position) == 0x0605_4B50 else { continue }
      guard let end = try Self(record: tail, at: position, offset: start, of: bytes) else {
        isContradictory = true
        continue
      }
      self = end
      try checkThatNoOtherArchiveIsMeant(position, in: tail, offset: start, of: bytes)
      return
    }
    if isContradictory {
      throw PackageError(.damaged, detail: "the archive's directory contradicts itself")
    }
    throw try ArchiveSignature.missingDirectory(in: bytes)
  }

  /// The last directory may be another archive's than the file's: that of a stored entry, where the file's own end
  /// is cut off, or one in the comment of the file's own end record.
  private func checkThatNoOtherArchiveIsMeant(
    _ position: Int, in tail: LittleEndian, offset start: Int, of bytes: ArchiveBytes
  ) throws(PackageError) {
    for earlier in tail.positions(of: 0x0605_4B50, before: position) {
      guard let comment = tail.uint16(earlier + 20), earlier + Self.size + comment > position,
        try Self(record: tail, at: earlier, offset: start, of: bytes) != nil
      else { continue }
      throw PackageError(.damaged, detail: "two directories, one of them in the archive's comment")
    }
    if lead > 0, LittleEndian(try bytes.bytes(in: 0..<4)).uint32(0) == 0x0403_4B50 {
      throw PackageError(.truncated, detail: "the archive's directory is missing behind its last entry")
    }
  }

  /// Reads the record at a position; `nil` if it leads to no directory.
  private init?(
    record: LittleEndian, at position: Int, offset start: Int, of bytes: ArchiveBytes
  ) throws(PackageError) {
    // An archive in one piece: the numbers of this disk and of the directory's are zero.
    guard record.uint32(position + 4) == 0, var count = record.uint16(position + 10),
      var size = record.uint32(position + 12), var offset = record.uint32(position + 16)
    else { return nil }
    var end = start + position
    let large = try Self.largeRecord(before: end, of: bytes)
    if let large { (end, count, size, offset) = large }
    guard size <= end else { return nil }
    // The directory ends where its end record begins; where it says it begins may count from elsewhere.
    var found: Int?
    for candidate in [end - size, offset] where candidate >= 0 && size <= end - candidate {
      let signature = LittleEndian(try bytes.bytes(in: candidate..<candidate + 4))
      if size == 0 || signature.uint32(0) == 0x0201_4B50 {
        found = candidate
        break
      }
    }
    guard let found, found >= offset else { return nil }
    directory = found..<found + size
    self.count = count
    hasZIP64 = large != nil
    lead = found - offset
  }

  /// The record of 64-bit numbers in front of the end record, if there is one.
  private static func largeRecord(
    before position: Int, of bytes: ArchiveBytes
  ) throws(PackageError) -> (position: Int, count: Int, size: Int, offset: Int)? {
    guard position >= 20 else { return nil }
    let locator = LittleEndian(try bytes.bytes(in: position - 20..<position))
    guard locator.uint32(0) == 0x0706_4B50 else { return nil }
    // The record stands where the locator says, or, behind a lead, right in front of the locator.
    let claimed = locator.uint64(8).flatMap { Int(exactly: $0) }
    for start in [claimed, position - 76].compactMap(\.self) where start >= 0 && start <= position - 76 {
      let record = LittleEndian(try bytes.bytes(in: start..<start + 56))
      guard record.uint32(0) == 0x0606_4B50, let count = record.uint64(32).flatMap({ Int(exactly: $0) }),
        let size = record.uint64(40).flatMap({ Int(exactly: $0) }),
        let offset = record.uint64(48).flatMap({ Int(exactly: $0) })
      else { continue }
      return (start, count, size, offset)
    }
    return nil
  }
}
