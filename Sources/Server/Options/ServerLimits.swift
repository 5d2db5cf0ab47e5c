import OpenPackaging

/// What one visit, and all visits together, may ask of the machine; a caller may change each.
public struct ServerLimits: Sendable {
  /// Greatest size of one file, in bytes.
  public var fileBytes = 32 << 20
  /// Greatest size of all files of a visit, in bytes.
  public var visitBytes = 256 << 20
  /// Greatest number of files of a visit.
  public var files = 100
  /// Greatest number of cells of all files of a visit: they are held in memory while it lasts.
  public var cells = 4_000_000
  /// Greatest number of visits at a time.
  public var visits = 16
  /// How many files or checks are worked on side by side.
  public var jobs = 2
  /// How many more may wait for their turn.
  public var waitingJobs = 200
  /// Connections at a time.
  public var connections = 256
  /// A visit ends when nothing was heard of its page for so long.
  public var away: Duration = .seconds(300)
  /// A visit ends so long after its page said that it is being left, unless it comes back.
  public var leaving: Duration = .seconds(20)
  /// A visit ends when nobody has done anything on its page for so long.
  public var idle: Duration = .seconds(2 * 3600)
  /// How long a question for news waits for some.
  public var newsWait: Duration = .seconds(20)
  /// Rows of a sheet shown at a time.
  public var pictureRows = 400
  /// Columns of a sheet shown.
  public var pictureColumns = 80
  /// Findings of a file listed on the page; the problem list has all.
  public var findings = 3_000
  /// What a package may make the reader do: less than on the command line, where the files are one's own.
  public var packages = PackageLimits(
    partBytes: 512 << 20, totalBytes: 1 << 30, bufferedPartBytes: 128 << 20, modelBytes: 512 << 20)

  /// Creates the defaults.
  public init() {}
}
