import Diagnostics

/// Where a line of a tally stands.
public struct TallyPlace: Hashable, Sendable {
  /// The tally's path.
  public var tally: String
  /// The line's first byte.
  public var offset: Int
  /// Its length without the line's end.
  public var count: Int

  /// The failure of whatever needs the file itself.
  func holdsNoSheets(_ path: String) -> InputFailure {
    InputFailure(
      path: path, code: "tally.noSheets",
      message: Phrase(
        zh: "“\(tally)”只存有识别出的台账，没有工作表", en: "'\(tally)' holds recognised ledgers and no sheets"),
      advice: Phrase(zh: "请给出原来的文件", en: "Give the file itself"))
  }
}
