/// Something that is fed hostile input: how its input is built, where it starts and what must hold.
public struct FuzzSubject: Sendable {
  /// The name by which `Scripts/fuzz` calls it.
  public var name: String
  /// How inputs are taken apart for changing them.
  public var structure: InputStructure
  /// The longest input worth trying, in bytes.
  public var maximumLength: Int
  /// Words that inputs are made of.
  public var words: [String]
  /// Inputs to start from.
  public var seeds: @Sendable () -> [[UInt8]]
  /// Feeds the input. Errors of the code under test are answers; a promise broken is a `FuzzComplaint`.
  public var feed: @Sendable ([UInt8]) throws(FuzzComplaint) -> Void

  /// All of them.
  public static let all: [FuzzSubject] = [
    archive, workbook, sheet, sharedStrings, styles, delimited, compound, biff, html, spreadsheetXML,
    formula, numberFormat, definition, pack, ledger,
  ]

  /// The subject of a name.
  public static func named(_ name: String) -> FuzzSubject? { all.first { $0.name == name } }
}

/// A promise that an input broke.
public struct FuzzComplaint: Error, CustomStringConvertible {
  /// What was promised, and what came instead.
  public var description: String

  init(_ description: String) { self.description = description }
}

/// Throws unless a promise holds.
func promise(
  _ holds: Bool, _ words: @autoclosure () -> String
) throws(FuzzComplaint) {
  if !holds { throw FuzzComplaint(words()) }
}

/// Which of several promises an input is fed to where all of them would take too long for each: the same
/// input always comes to the same, and inputs spread evenly (FNV-1a).
func lot(of bytes: [UInt8], among count: UInt64) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } >> 32 % count
}
