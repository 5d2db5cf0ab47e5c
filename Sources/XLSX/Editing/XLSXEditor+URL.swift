import FoundationEssentials
import OpenPackaging

extension XLSXEditor {
  /// Opens a workbook in the file system.
  public init(_ url: URL, limits: PackageLimits = .standard) throws(EditError) {
    try self.init(path: url.path, limits: limits)
  }

  /// Saves to a file, which appears whole or not at all.
  @discardableResult
  public mutating func save(
    to url: URL, replacing: Bool = true, compression: CompressionLevel = .fast
  ) throws(EditError) -> EditReceipt {
    try save(to: url.path, replacing: replacing, compression: compression)
  }
}
