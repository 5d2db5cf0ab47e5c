import OpenPackaging
import TestSupport

private let plain = HostileWorkbook(rows: "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>")

/// The position of the worksheet among the entries of `plain`.
private let sheetEntry = 4

extension HostileInput {
  /// Archives that lie, and archives that hold what none may.
  static let archives: [HostileInput] =
    [
      HostileInput("an archive within an archive, ten deep", .reads) {
        var workbook = plain
        var inner = [UInt8](repeating: 0, count: 1 << 20)
        for level in 0..<10 {
          let writer = ZIPWriter()
          for copy in 0..<4 { try writer.add("\(level)-\(copy).zip", bytes: inner, level: .small) }
          inner = try writer.finish()
        }
        workbook.more = [("xl/embeddings/bomb.zip", inner)]
        return try workbook.packed()
      },
      HostileInput("a sheet of blanks that unpacks six hundredfold and more", .refused("xlsx.limit-exceeded"))
      {
        let blanks = [UInt8](repeating: 0x20, count: 40 << 20)
        return try HostileWorkbook(sheet: plain.sheet.dropLast(12) + blanks).packed()
      },
      HostileInput("two hundred names for the data of one entry", .refused("xlsx.damaged")) {
        plain.packed { archive in
          let big = archive.entries.count
          archive.entries.append(
            RawArchive.Entry(name: "xl/media/0.bin", bytes: [UInt8](repeating: 65, count: 4096)))
          for number in 1..<200 {
            var entry = archive.entries[big]
            entry.name = "xl/media/\(number).bin"
            entry.dataOf = big
            archive.entries.append(entry)
          }
          // The copies' own data is not there: only the directory speaks of them.
          archive.keepsDataOfLinkedEntries = false
        }
      },
      HostileInput("a size that lies upward", .refused("xlsx.damaged")) {
        plain.packed { $0.entries[sheetEntry].claimedSize = 0xFFFF_FF00 }
      },
      HostileInput("a size that lies a little upward", .refused("xlsx.damaged")) {
        plain.packed { $0.entries[sheetEntry].claimedSize = 100_000 }
      },
      HostileInput("a size that lies downward", .refused("xlsx.damaged")) {
        plain.packed { $0.entries[sheetEntry].claimedSize = 3 }
      },
      HostileInput("a checksum that lies", .refused("xlsx.damaged")) {
        plain.packed { $0.entries[sheetEntry].checksum = 0x0102_0304 }
      },
      HostileInput("a count of entries that lies", .refused("xlsx.damaged")) {
        plain.packed { $0.claimedCount = 0xFFF0 }
      },
      HostileInput("thirty thousand entries", .refused("xlsx.limit-exceeded")) {
        plain.packed { archive in
          for number in 0..<30_000 { archive.entries.append(RawArchive.Entry(name: "e\(number)", bytes: [])) }
        }
      },
      HostileInput("an encrypted entry", .refused("xlsx.refused-entry")) {
        plain.packed { $0.entries[sheetEntry].flags = 1 }
      },
      HostileInput("a compression nobody knows", .refused("xlsx.refused-entry")) {
        plain.packed { $0.entries[sheetEntry].method = 97 }
      },
      HostileInput("bzip2, which OPC does not allow", .refused("xlsx.refused-entry")) {
        plain.packed { $0.entries[sheetEntry].method = 12 }
      },
      HostileInput("ZIP64 where nothing needs it", .reads) {
        plain.packed { archive in
          for index in archive.entries.indices { archive.entries[index].isZIP64 = true }
        }
      },
      HostileInput("ZIP64 with a size of eight exabytes", .refused("xlsx.limit-exceeded")) {
        plain.packed {
          $0.entries[sheetEntry].isZIP64 = true
          $0.entries[sheetEntry].claimedSize = Int.max
        }
      },
      HostileInput("a name twice", .refused("xlsx.refused-entry")) {
        plain.packed { $0.entries.append($0.entries[sheetEntry]) }
      },
      HostileInput("a name twice in other case", .refused("xlsx.refused-entry")) {
        plain.packed {
          var copy = $0.entries[sheetEntry]
          copy.name = "XL/Worksheets/SHEET1.XML"
          $0.entries.append(copy)
        }
      },
      HostileInput("deflated data that is none", .refused("xlsx.damaged")) {
        plain.packed {
          $0.entries[sheetEntry].method = 8
          $0.entries[sheetEntry].bytes = [UInt8](repeating: 0xFF, count: 500)
          $0.entries[sheetEntry].claimedSize = 5000
        }
      },
      HostileInput("a ZIP64 end that is said to lie behind the file", .reads) {
        plain.packed { $0.hasZIP64End = true }.with(UInt64.max / 3, before: 34)
      },
      HostileInput("a ZIP64 end that counts four billion entries", .refused("xlsx.damaged")) {
        plain.packed { $0.hasZIP64End = true }.with(UInt64(1) << 32, before: 22 + 20 + 24)
      },
      HostileInput("a ZIP64 directory that begins behind the file", .refused("xlsx.damaged")) {
        plain.packed { $0.hasZIP64End = true }.with(UInt64.max, before: 22 + 20 + 8)
      },
      HostileInput("a directory that begins behind the file", .refused("xlsx.damaged")) {
        plain.packed { _ in }.with(UInt32(0x7FFF_FFFF), before: 6)
      },
      HostileInput("a directory longer than the file", .refused("xlsx.damaged")) {
        plain.packed { _ in }.with(UInt32(0x7FFF_FFFF), before: 10)
      },
      HostileInput("a local header that names another entry", .refused("xlsx.damaged")) {
        plain.packed { archive in
          archive.entries.append(RawArchive.Entry(name: "xl/other.xml", bytes: [1]))
          archive.entries[sheetEntry].dataOf = archive.entries.count - 1
        }
      },
      HostileInput("an archive within the comment of another", .refused("xlsx.damaged")) {
        let outer = plain.packed { _ in }
        let inner = HostileWorkbook(rows: "").packed { $0.entries.removeLast() }
        return outer.dropLast(2) + [UInt8(inner.count & 0xFF), UInt8(inner.count >> 8)] + inner
      },
      HostileInput("a name with NUL in it", .refused("xlsx.refused-entry")) {
        plain.packed { $0.entries.append(RawArchive.Entry(name: "xl/a\0.xml", bytes: [1])) }
      },
      HostileInput("a name of sixty thousand letters", .reads) {
        let name = "xl/" + String(repeating: "n", count: 60_000)
        return plain.packed { $0.entries.append(RawArchive.Entry(name: name, bytes: [1])) }
      },
      HostileInput("a name that is no UTF-8", .reads) {
        plain.packed {
          $0.entries.append(RawArchive.Entry(name: "x", bytes: [1]))
          $0.entries[$0.entries.count - 1].rawName = [0x78, 0xFF, 0xFE]
          $0.entries[$0.entries.count - 1].flags = 1 << 11
        }
      },
      HostileInput("parts whose names differ in case from what names them", .reads) {
        plain.packed { archive in
          for index in archive.entries.indices {
            archive.entries[index].name = archive.entries[index].name.uppercased()
          }
        }
      },
      HostileInput("an archive with nothing in it", .refused("format.archive")) { RawArchive().bytes() },
    ]
    + ["../../../tmp/evil.xml", "/etc/evil", "..\\evil", "C:\\evil", "xl/../../evil"].map { name in
      HostileInput("an entry named \(name)", name.hasPrefix("/") ? .reads : .refused("xlsx.refused-entry")) {
        plain.packed { $0.entries.append(RawArchive.Entry(name: name, bytes: [1])) }
      }
    }
}

extension [UInt8] {
  /// The bytes with a number written over what stands so many bytes before their end.
  fileprivate func with(_ number: some FixedWidthInteger, before end: Int) -> [UInt8] {
    var bytes = self
    Swift.withUnsafeBytes(of: number.littleEndian) {
      bytes.replaceSubrange(count - end..<count - end + $0.count, with: $0)
    }
    return bytes
  }
}
