import LegacyFormats

/// Writes records of a workbook stream one by one, as a program of any of its versions may spell them.
struct BIFFWriter {
  let version: BIFFReader.Version
  private(set) var bytes: [UInt8] = []

  init(_ version: BIFFReader.Version) { self.version = version }

  mutating func record(_ type: Int, _ data: [UInt8]) {
    bytes += Self.little(type, 2) + Self.little(data.count, 2) + data
  }

  mutating func append(_ other: BIFFWriter) { bytes += other.bytes }

  /// A record whose data are several pieces, those behind the first in CONTINUE records.
  mutating func record(_ type: Int, pieces: [[UInt8]]) {
    for (index, piece) in pieces.enumerated() { record(index == 0 ? type : 0x003C, piece) }
  }

  static func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  static func little(_ value: Double) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt64($0))) }
  }

  /// The BOF record of globals (5), a sheet (0x10) or a workbook of Excel 4 (0x100).
  mutating func begin(_ content: Int) {
    switch version {
    case .biff2: record(0x0009, Self.little(0x0002, 2) + Self.little(content, 2))
    case .biff3: record(0x0209, Self.little(0x0300, 2) + Self.little(content, 2) + [0, 0])
    case .biff4: record(0x0409, Self.little(0x0400, 2) + Self.little(content, 2) + [0, 0])
    case .biff5:
      record(0x0809, Self.little(0x0500, 2) + Self.little(content, 2) + Self.little(0x07CC_0DBB, 4))
    case .biff8:
      record(
        0x0809,
        Self.little(0x0600, 2) + Self.little(content, 2) + Self.little(0x07CC_0DBB, 4) + Self.little(0, 4)
          + Self.little(6, 4))
    }
  }

  mutating func end() { record(0x000A, []) }

  /// A workbook of sheets that are written already, BOF to EOF; globals are what stands in front of their
  /// list.
  static func workbook(
    _ version: BIFFReader.Version, globals: BIFFWriter, sheets: [(name: [UInt8], sheet: BIFFWriter)]
  ) -> [UInt8] {
    func built(_ positions: [Int]) -> [UInt8] {
      var writer = BIFFWriter(version)
      writer.begin(5)
      writer.append(globals)
      for (index, sheet) in sheets.enumerated() {
        let flags: [UInt8] = version == .biff8 ? [0] : []
        writer.record(
          0x0085, little(positions[index], 4) + [0, 0, UInt8(sheet.name.count)] + flags + sheet.name)
      }
      writer.end()
      return writer.bytes
    }
    var position = built(sheets.map { _ in 0 }).count
    var positions: [Int] = []
    for sheet in sheets {
      positions.append(position)
      position += sheet.sheet.bytes.count
    }
    return built(positions) + sheets.flatMap(\.sheet.bytes)
  }
}

/// Cuts texts of BIFF8 over records: wherever a unit ends a record may, and its rest begins with an option
/// byte of its own.
struct BIFFTextCutter<Random: RandomNumberGenerator> {
  private(set) var pieces: [[UInt8]]
  /// Bytes that go into a record.
  let limit: Int
  private(set) var random: Random
  /// Whether records also end where there is room.
  private let cuts: Bool
  /// Whether records also end inside a formatting run.
  private let splitsRuns: Bool

  init(first: [UInt8], limit: Int, random: Random, cuts: Bool = true, splitsRuns: Bool = true) {
    pieces = [first]
    self.limit = limit
    self.random = random
    self.cuts = cuts
    self.splitsRuns = splitsRuns
  }

  private var room: Int { limit - (pieces.last?.count ?? 0) }

  private mutating func put(_ bytes: [UInt8]) { pieces[pieces.count - 1] += bytes }

  /// A text with its length in front; of some, formatting runs and phonetic data behind.
  mutating func append(_ text: String, isRich: Bool = false, isPhonetic: Bool = false) {
    let units = Array(text.utf16)
    // From here on a byte is enough for every unit.
    let narrow = (units.lastIndex { $0 > 0xFF } ?? -1) + 1
    var isWide = narrow > 0 || Bool.random(using: &random)
    let runs = isRich ? Int.random(in: 1...5, using: &random) : 0
    let phonetic = isPhonetic ? Int.random(in: 1...30, using: &random) : 0
    var head = BIFFWriter.little(units.count, 2)
    head.append((isWide ? 1 : 0) | (isRich ? 8 : 0) | (isPhonetic ? 4 : 0))
    if isRich { head += BIFFWriter.little(runs, 2) }
    if isPhonetic { head += BIFFWriter.little(phonetic, 4) }
    if room < head.count { pieces.append([]) }
    put(head)
    for (index, unit) in units.enumerated() {
      let isFull = room < (isWide ? 2 : 1)
      if isFull || cuts && Int.random(in: 0..<40, using: &random) == 0 {
        isWide = index < narrow || Bool.random(using: &random)
        pieces.append([isWide ? 1 : 0])
      }
      put(isWide ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit)])
    }
    let unit = splitsRuns ? 1 : 4
    for _ in 0..<(runs * 4 / unit) {
      if room < unit { pieces.append([]) }
      put((0..<unit).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
    for _ in 0..<phonetic {
      if room < 1 { pieces.append([]) }
      put([UInt8.random(in: 0...255, using: &random)])
    }
  }
}
