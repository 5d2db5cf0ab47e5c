import Foundation
import OpenPackaging
import TestSupport
import Testing

@Suite("Writing an archive")
struct ZIPWriterTests {
  /// Bytes that compress a little, the same in every run.
  static func noise(_ count: Int) -> [UInt8] {
    var state: UInt32 = 7
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(truncatingIfNeeded: state >> 24) & 0x3F
    }
  }

  static func archive(level: CompressionLevel) throws -> [UInt8] {
    let zip = ZIPWriter()
    try zip.add("a.txt", bytes: Array("你好".utf8), level: level)
    try zip.add("empty", bytes: [], level: level)
    let stream = try zip.open("名/大.bin", level: level)
    let piece = noise(100_003)
    for _ in 0..<13 { try piece.span.bytes.withUnsafeBytes { try stream.write($0) } }
    try zip.close(stream)
    let none = try zip.open("none", level: level)
    try zip.close(none)
    try zip.add("long", bytes: noise(700_000), level: level)
    return try zip.finish()
  }

  @Test(
    "Python unpacks every entry and finds its checksum right",
    .enabled(if: Judges.hasPython, Judges.missing),
    arguments: [CompressionLevel.stored, .fast, .balanced, .small])
  func judge(level: CompressionLevel) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).zip")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(Self.archive(level: level)).write(to: file)
    let program = """
      import zipfile, sys
      z = zipfile.ZipFile(sys.argv[1])
      assert z.testzip() is None
      print([(i.filename, i.file_size, i.date_time[0], i.extract_version) for i in z.infolist()])
      print(z.read("a.txt").decode(), len(set(z.read("名/大.bin")[k * 100003:][:100003] for k in range(13))))
      """
    let output = Judges.python(program, file.path).output
    #expect(
      output == """
        [('a.txt', 6, 1980, 20), ('empty', 0, 1980, 20), ('名/大.bin', 1300039, 1980, 20), \
        ('none', 0, 1980, 20), ('long', 700000, 1980, 20)]
        你好 1

        """)
  }

  @Test("the same entries give the same bytes")
  func determinism() throws {
    #expect(try Self.archive(level: .fast) == Self.archive(level: .fast))
  }

  @Test("two entries whose names differ only in case are refused")
  func duplicate() throws {
    let zip = ZIPWriter()
    try zip.add("xl/Workbook.xml", bytes: [1])
    #expect(throws: OutputError(code: .duplicateEntry, path: "xl/workbook.xml")) {
      try zip.add("xl/workbook.xml", bytes: [2])
    }
  }
}
