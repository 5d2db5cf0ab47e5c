import OpenPackaging

extension BIFFReader {
  /// The version of the format.
  public enum Version: Int, Hashable, Sendable, Comparable {
    /// Excel 2.
    case biff2 = 2
    /// Excel 3.
    case biff3 = 3
    /// Excel 4.
    case biff4 = 4
    /// Excel 5 and 95. Texts of this and of older versions are in the code page of the machine that wrote
    /// them.
    case biff5 = 5
    /// Excel 97 to 2003.
    case biff8 = 8

    /// The older one first.
    public static func < (left: Version, right: Version) -> Bool { left.rawValue < right.rawValue }
  }

  /// The version of a workbook without a compound file around it, as Excel 2 to 5 wrote; `nil` if the
  /// bytes are none.
  public static func bareVersion(_ bytes: some Collection<UInt8>) -> Version? {
    let head = Array(bytes.prefix(6))
    guard head.count == 6, head[0] == 0x09, head[3] == 0, head[2] <= 16, head[4] == 0 || head[4] <= 6
    else { return nil }
    return switch head[1] {
    case 0x00: .biff2
    case 0x02: .biff3
    case 0x04: .biff4
    case 0x08: .biff5
    default: nil
    }
  }
}

/// What a BOF record says: the version, and what begins.
struct BIFFBeginning {
  /// What begins.
  enum Content {
    case workbook, worksheet, other
  }

  let version: BIFFReader.Version
  let content: Content

  /// Reads a BOF record; `nil` for another record, and for a version there never was.
  init?(_ record: BIFFRecords.Record) {
    guard let number = record.data.uint16(0), let kind = record.data.uint16(2) else { return nil }
    switch record.type {
    case BIFFRecordType.beginningOfFile2: version = .biff2
    case BIFFRecordType.beginningOfFile3: version = .biff3
    case BIFFRecordType.beginningOfFile4: version = .biff4
    case BIFFRecordType.beginningOfFile:
      switch number {
      case 0x0600: version = .biff8
      // Small export routines of web systems leave the version out.
      case 0x0500, 0x0000: version = .biff5
      default: return nil
      }
    default: return nil
    }
    switch kind {
    case 0x0005, 0x0100: content = .workbook
    // Macro sheets have cells as well.
    case 0x0010, 0x0040: content = .worksheet
    default: content = .other
    }
  }
}
