import XMLStreaming

/// Bounds on what a package may make a reader do; whatever a file claims, these hold.
///
/// The defaults let any workbook pass that Excel itself would open, and stop archives made to
/// exhaust memory or time. A caller may raise each of them.
public struct PackageLimits: Hashable, Sendable {
  /// Greatest number of entries. Workbooks have tens, with many pictures hundreds.
  public var entries: Int
  /// Greatest unpacked size of one part, in bytes. A sheet of 1,048,576 × 40 cells has about 2 GB.
  public var partBytes: Int
  /// Greatest unpacked size of all parts together that are read, in bytes.
  public var totalBytes: Int
  /// Greatest unpacked size of a part that is held in memory whole (all but sheets and shared
  /// strings), in bytes.
  public var bufferedPartBytes: Int
  /// Greatest number of elements in such a part: each may become some hundred bytes of what is kept.
  public var bufferedElements: Int
  /// Greatest number of cell formats, fonts, fills, borders or other looks of a workbook, each. Excel takes
  /// 65,490 cell formats.
  public var looks: Int
  /// Greatest size of what is read again because sheets have parts in common, or are one part, in bytes.
  /// Applications write each sheet's parts for it alone.
  public var repeatedBytes: Int
  /// Greatest ratio of unpacked to stored size, asked once a part is past `ratioFloor`. Deflate's
  /// bound is 1,032; sheets of repeated empty cells reach 300.
  public var ratio: Int
  /// Size below which the ratio is not asked, in bytes.
  public var ratioFloor: Int
  /// Greatest depth of elements in an XML part.
  public var xmlDepth: Int
  /// Greatest number of attributes of one element.
  public var xmlAttributes: Int
  /// Greatest size of one text or formula, in bytes. Excel's own bound is 32,767 characters.
  public var textBytes: Int
  /// Greatest size of the values and merged ranges of a workbook that is held in memory whole, in bytes, estimated.
  /// Reading row by row has no such bound.
  public var modelBytes: Int

  /// Creates limits, each at its default unless given.
  public init(
    entries: Int = 20_000, partBytes: Int = 4 << 30, totalBytes: Int = 8 << 30,
    bufferedPartBytes: Int = 512 << 20, bufferedElements: Int = 4 << 20, looks: Int = 1 << 18,
    repeatedBytes: Int = 128 << 20, ratio: Int = 600,
    ratioFloor: Int = 32 << 20, xmlDepth: Int = 128, xmlAttributes: Int = 2000, textBytes: Int = 16 << 20,
    modelBytes: Int = 1 << 30
  ) {
    self.entries = entries
    self.partBytes = partBytes
    self.totalBytes = totalBytes
    self.bufferedPartBytes = bufferedPartBytes
    self.bufferedElements = bufferedElements
    self.looks = looks
    self.repeatedBytes = repeatedBytes
    self.ratio = ratio
    self.ratioFloor = ratioFloor
    self.xmlDepth = xmlDepth
    self.xmlAttributes = xmlAttributes
    self.textBytes = textBytes
    self.modelBytes = modelBytes
  }

  /// The defaults.
  public static let standard = PackageLimits()
}

extension XMLLimits {
  /// What limits on packages say of their XML parts.
  ///
  /// - Parameter keepsAll: whether the part is one of those that are held in memory whole.
  public init(_ limits: PackageLimits, keepsAll: Bool = false) {
    self.init(
      depth: limits.xmlDepth, attributes: limits.xmlAttributes,
      elements: keepsAll ? limits.bufferedElements : .max)
  }
}
