import CDeflate
import CZlib

/// ZIP's checksum.
package enum CRC32 {
  package static func of(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { bytes in
      bytes.isEmpty ? 0 : zip_crc32(0, bytes.baseAddress, bytes.count)
    }
  }

  /// The checksum of two stretches of bytes in a row, from the checksum of each.
  static func combine(_ first: UInt32, _ second: UInt32, secondCount: Int) -> UInt32 {
    UInt32(truncatingIfNeeded: crc32_combine(uLong(first), uLong(second), secondCount))
  }
}
