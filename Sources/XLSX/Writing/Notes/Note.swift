/// A note on a cell, the yellow slip that older programs call a comment (ECMA-376 Part 1, 18.7).
public struct Note: Hashable, Sendable {
  /// The text, in runs of one look each.
  public var runs: [TextRun]
  /// Who wrote it.
  public var author: String
  /// Whether the slip is always shown.
  public var isVisible: Bool
  /// Width of the slip in points; chosen by the text if `nil`.
  public var width: Double?
  /// Height of the slip in points; chosen by the text if `nil`.
  public var height: Double?

  /// Creates a note.
  public init(
    _ text: String, author: String = "", isVisible: Bool = false, width: Double? = nil,
    height: Double? = nil
  ) {
    self.init(
      runs: [TextRun(text)], author: author, isVisible: isVisible, width: width, height: height)
  }

  /// Creates a note in several looks.
  public init(
    runs: [TextRun], author: String = "", isVisible: Bool = false, width: Double? = nil,
    height: Double? = nil
  ) {
    self.runs = runs
    self.author = author
    self.isVisible = isVisible
    self.width = width
    self.height = height
  }

  /// The whole text.
  public var text: String { runs.map(\.text).joined() }
}
