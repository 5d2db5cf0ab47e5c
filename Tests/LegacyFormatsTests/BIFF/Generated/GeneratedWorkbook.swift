import LegacyFormats
import SpreadsheetModel
import TestSupport

/// A workbook made record by record from a seed, each cell in one of the spellings its version has, and
/// what its cells are.
struct GeneratedWorkbook {
  let version: BIFFReader.Version
  private(set) var stream: [UInt8] = []
  /// What every cell holds; of several at one place the last.
  private(set) var cells: [CellReference: CellValue] = [:]

  private var random: SeededGenerator
  private var sheet: BIFFWriter
  private var strings: [String] = []
  /// Whether only what every reader knows is written: texts outside the shared ones stay in their record.
  private let isPlain: Bool

  private static let versions: [BIFFReader.Version] = [
    .biff8, .biff8, .biff8, .biff5, .biff5, .biff4, .biff3, .biff2,
  ]
  private static let words = [
    "王建国", "党支部", "Straße", "a", "latin text", "龘镕", "x\ny", "2025年", "组织生活会", "€", "é", " ", "0",
  ]

  init(seed: UInt64, isPlain: Bool = false) {
    var random = SeededGenerator(seed: seed)
    version = Self.versions[Int.random(in: 0..<Self.versions.count, using: &random)]
    sheet = BIFFWriter(version)
    self.random = random
    self.isPlain = isPlain
    sheet.begin(0x10)
    if version < .biff5 { sheet.record(0x0042, BIFFWriter.little(936, 2)) }
    var column = 0
    for _ in 0..<chance(60) {
      // Often to the right of the last, sometimes anywhere, also where a cell stands already.
      column = chance(3) == 0 ? chance(12) : column + 1
      let row = chance(isPlain ? 200 : 12)
      addCell(row: row, column: min(column, 250))
    }
    sheet.end()
    finish()
  }

  private mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  private mutating func finish() {
    guard version >= .biff5 else {
      stream = sheet.bytes
      return
    }
    var globals = BIFFWriter(version)
    globals.record(0x0042, BIFFWriter.little(version == .biff8 ? 1200 : 936, 2))
    if version == .biff8 {
      let count = BIFFWriter.little(strings.count, 4)
      var cutter = BIFFTextCutter(
        first: count + count, limit: (isPlain ? 64 : 16) + chance(100), random: random,
        splitsRuns: !isPlain)
      for text in strings { cutter.append(text, isRich: chance(4) == 0, isPhonetic: chance(6) == 0) }
      globals.record(0x00FC, pieces: cutter.pieces)
    }
    stream = BIFFWriter.workbook(version, globals: globals, sheets: [(Array("S".utf8), sheet)])
  }

  // MARK: Cells

  private mutating func addCell(row: Int, column: Int) {
    switch chance(11) {
    case 0...3: add(number: number(), row, column)
    case 4...6: add(text: text(), row, column)
    case 7: addTruth(row, column)
    case 8: addError(row, column)
    case 9: addSeveralNumbers(row, column)
    default: addBlank(row, column)
    }
  }

  private mutating func set(_ value: CellValue, _ row: Int, _ column: Int) {
    let place = CellReference(row: row, column: column)
    if value == .text("") { cells.removeValue(forKey: place) } else { cells[place] = value }
  }

  /// Row, column and look; in BIFF2 the look takes three bytes where the record is one of its own.
  private func head(_ row: Int, _ column: Int, isOld: Bool) -> [UInt8] {
    BIFFWriter.little(row, 2) + BIFFWriter.little(column, 2) + [0, 0] + (isOld ? [0] : [])
  }

  private var isOldest: Bool { version == .biff2 }

  private mutating func number() -> Double {
    switch chance(7) {
    case 0: Double(chance(2000) - 1000)
    case 1: Double(chance(2_000_000) - 1_000_000) / 100
    case 2: Double(chance(1 << 30)) - Double(1 << 29)
    case 3: Double(bitPattern: UInt64(chance(1 << 20)) << 32 | 0x4000_0000_0000_0000)
    case 4: Double.random(in: -1e9...1e9, using: &random)
    case 5: [0, -1, 38353, 1e300, -1e-300, 0.1, 65_535][chance(7)]
    default: Double(chance(70_000))
    }
  }

  /// The RK forms that say exactly this number ([MS-XLS] 2.5.217).
  static func packed(_ number: Double) -> [Int] {
    var forms: [Int] = []
    for (scaled, flag) in [(number, 0), (number * 100, 1)] {
      let isExact = flag == 0 || scaled / 100 == number
      if let whole = Int(exactly: scaled), (-(1 << 29)..<(1 << 29)).contains(whole), isExact,
        scaled.sign == .plus || whole != 0
      {
        forms.append((whole << 2 | 2 | flag) & 0xFFFF_FFFF)
      }
      if scaled.bitPattern & 0x3_FFFF_FFFF == 0, isExact, scaled.isFinite {
        forms.append(Int(scaled.bitPattern >> 32) | flag)
      }
    }
    return forms
  }

  private mutating func add(number: Double, _ row: Int, _ column: Int) {
    set(.number(number), row, column)
    let forms = Self.packed(number)
    switch chance(4) {
    case 0: addFormula(BIFFWriter.little(number), row, column)
    case 1 where isOldest && number == number.rounded() && (0...65_535).contains(number):
      sheet.record(0x0002, head(row, column, isOld: true) + BIFFWriter.little(Int(number), 2))
    case 2 where !isOldest && !forms.isEmpty:
      sheet.record(
        0x027E, head(row, column, isOld: false) + BIFFWriter.little(forms[chance(forms.count)], 4))
    default:
      sheet.record(
        isOldest ? 0x0003 : 0x0203, head(row, column, isOld: isOldest) + BIFFWriter.little(number))
    }
  }

  private mutating func addSeveralNumbers(_ row: Int, _ column: Int) {
    guard version >= .biff5 else { return add(number: number(), row, column) }
    var data = BIFFWriter.little(row, 2) + BIFFWriter.little(column, 2)
    let count = 2 + chance(4)
    for index in 0..<count {
      let number = Double(chance(4_000_000) - 2_000_000) / [1, 100, 4][chance(3)]
      let forms = Self.packed(number)
      data += [0, 0] + BIFFWriter.little(forms.isEmpty ? 0 : forms[chance(forms.count)], 4)
      set(.number(forms.isEmpty ? 0 : number), row, column + index)
    }
    sheet.record(0x00BD, data + BIFFWriter.little(column + count - 1, 2))
  }

  private mutating func addTruth(_ row: Int, _ column: Int) {
    let truth = chance(2) == 1
    set(.boolean(truth), row, column)
    if chance(3) == 0 { return addFormula([1, 0, truth ? 1 : 0, 0, 0, 0, 0xFF, 0xFF], row, column) }
    sheet.record(
      isOldest ? 0x0005 : 0x0205, head(row, column, isOld: isOldest) + [truth ? 1 : 0, 0])
  }

  private mutating func addError(_ row: Int, _ column: Int) {
    let (code, error) = [
      (UInt8(0x00), CellError.null), (0x07, .divisionByZero), (0x0F, .value), (0x17, .reference),
      (0x1D, .name), (0x24, .number), (0x2A, .notAvailable),
    ][chance(7)]
    set(.error(error), row, column)
    if chance(3) == 0 { return addFormula([2, 0, code, 0, 0, 0, 0xFF, 0xFF], row, column) }
    sheet.record(isOldest ? 0x0005 : 0x0205, head(row, column, isOld: isOldest) + [code, 1])
  }

  private mutating func addBlank(_ row: Int, _ column: Int) {
    // Others leave a value that a blank cell is written over.
    if isPlain, (0..<3).contains(where: { cells[CellReference(row: row, column: column + $0)] != nil }) {
      return
    }
    if version >= .biff5, chance(2) == 0 {
      for index in 0..<3 { set(.text(""), row, column + index) }
      sheet.record(
        0x00BE,
        BIFFWriter.little(row, 2) + BIFFWriter.little(column, 2) + [0, 0, 0, 0, 0, 0]
          + BIFFWriter.little(column + 2, 2))
    } else {
      set(.text(""), row, column)
      sheet.record(isOldest ? 0x0001 : 0x0201, head(row, column, isOld: isOldest))
    }
  }

  // MARK: Formulas and texts

  /// The number of a formula's record: some programs write that of another version.
  private mutating func formulaType() -> Int {
    switch version {
    case .biff2: 0x0006
    case .biff3: 0x0206
    case .biff4: 0x0406
    case .biff5, .biff8: [0x0006, 0x0206, 0x0406][chance(3)]
    }
  }

  private mutating func addFormula(_ result: [UInt8], _ row: Int, _ column: Int) {
    // The formula is the number 1.
    let tail: [UInt8] =
      switch version {
      case .biff2: [0, 3, 0x1E, 1, 0]
      case .biff3, .biff4: [0, 0, 3, 0, 0x1E, 1, 0]
      case .biff5, .biff8: [0, 0, 0, 0, 0, 0, 3, 0, 0x1E, 1, 0]
      }
    sheet.record(formulaType(), head(row, column, isOld: isOldest) + result + tail)
  }

  private mutating func text() -> String {
    var text = ""
    for _ in 0..<chance(chance(8) == 0 ? 40 : 4) { text += Self.words[chance(Self.words.count)] }
    if version == .biff8, !isPlain, chance(6) == 0 { text += "😀𠮷" }
    // GBK has no other letters of Western Europe.
    if version < .biff8 { text.removeAll { $0 == "ß" || $0 == "€" } }
    return String(text.prefix(version == .biff2 ? 60 : 150))
  }

  private mutating func add(text: String, _ row: Int, _ column: Int) {
    set(.text(text), row, column)
    // Others take the bytes of a result before Unicode for its characters.
    let isResult = !isPlain || version == .biff8 || text.utf8.allSatisfy { $0 < 0x80 }
    switch chance(4) {
    case 0 where isResult:
      // An empty result says so, or has an empty text behind it.
      if text.isEmpty, chance(2) == 0 || isPlain {
        return addFormula([3, 0, 0, 0, 0, 0, 0xFF, 0xFF], row, column)
      }
      addFormula([0, 0, 0, 0, 0, 0, 0xFF, 0xFF], row, column)
      addBetween(row, column)
      sheet.record(isOldest ? 0x0007 : 0x0207, pieces: spelled(text, isShort: isOldest, first: []))
    case 1 where version == .biff8:
      if chance(3) > 0 || !strings.contains(text) { strings.append(text) }
      let index = strings.lastIndex(of: text) ?? 0
      sheet.record(0x00FD, head(row, column, isOld: false) + BIFFWriter.little(index, 4))
    case 2 where version == .biff5:
      let pieces = spelled(text, isShort: false, first: head(row, column, isOld: false))
      sheet.record(0x00D6, pieces: [pieces[0] + [1, 0, 5]])
    default:
      let first = head(row, column, isOld: isOldest)
      sheet.record(isOldest ? 0x0004 : 0x0204, pieces: spelled(text, isShort: isOldest, first: first))
    }
  }

  /// What may stand between a formula and its text.
  private mutating func addBetween(_ row: Int, _ column: Int) {
    guard version >= .biff5 else { return }
    let place = BIFFWriter.little(row, 2) + BIFFWriter.little(row, 2) + [UInt8(column), UInt8(column)]
    switch chance(4) {
    case 0: sheet.record(0x04BC, place + [0, 1, 3, 0, 0x1E, 1, 0])
    case 1: sheet.record(0x0221, place + [0, 0, 0, 0, 0, 0, 3, 0, 0x1E, 1, 0])
    case 2: sheet.record(0x0236, place + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    default: break
    }
  }

  /// A text with its length behind other data, in as many records as it takes.
  private mutating func spelled(_ text: String, isShort: Bool, first: [UInt8]) -> [[UInt8]] {
    guard version == .biff8 else {
      let bytes = GBK.bytes(text)
      return [first + BIFFWriter.little(bytes.count, isShort ? 1 : 2) + bytes]
    }
    var cutter = BIFFTextCutter(
      first: first, limit: isPlain ? 8000 : first.count + 4 + chance(60), random: random, cuts: !isPlain)
    cutter.append(text)
    random = cutter.random
    return cutter.pieces
  }
}
