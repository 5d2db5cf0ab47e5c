import OpenPackaging

extension OPCPackage {
  /// Bounds what is read again because sheets have parts in common.
  ///
  /// A sheet is read with its notes, tables and drawings, and applications give each sheet its own. A small
  /// package whose ten thousand sheets all name one part full of notes would be a huge workbook.
  ///
  /// - Parameter sheets: The parts of the sheets as the workbook lists them, one perhaps several times.
  /// - Throws: `packageTooLarge` where more than `PackageLimits.repeatedBytes` are read again.
  func boundRepeats(of sheets: some Sequence<String>) throws(PackageError) {
    var repeats = Repeats(self)
    for sheet in sheets {
      try repeats.count(sheet)
      for part in repeats.held(by: sheet, as: ["comments", "threadedComment", "table", "vmlDrawing"]) {
        try repeats.count(part)
      }
      for drawing in repeats.held(by: sheet, as: ["drawing"]) {
        try repeats.count(drawing)
        for chart in repeats.held(by: drawing, as: ["chart"]) { try repeats.count(chart) }
      }
    }
  }
}

/// What of a package was named so far, and how much of it again.
private struct Repeats {
  private let package: OPCPackage
  private var named: Set<String> = []
  private var bytes = 0
  private var relationships: [String: Relationships] = [:]

  init(_ package: OPCPackage) { self.package = package }

  /// Counts a part where it was named before, with what lists the parts it holds.
  mutating func count(_ part: String) throws(PackageError) {
    guard let entry = package.archive.entry(named: part), !named.insert(PartName.key(part)).inserted else {
      return
    }
    let list = package.archive.entry(named: PartName.relationshipsPart(of: part))
    // Opening a part takes its time however small it is.
    for size in [max(entry.size, 1024), list?.size ?? 0] {
      let (sum, overflow) = bytes.addingReportingOverflow(size)
      guard !overflow, sum <= package.limits.repeatedBytes else {
        throw PackageError(
          .packageTooLarge, part: part,
          detail: "parts that sheets have in common: more than \(package.limits.repeatedBytes) bytes")
      }
      bytes = sum
    }
  }

  /// The parts of some kinds that a part relates to. Broken lists are told when they are needed.
  mutating func held(by part: String, as kinds: Set<Substring>) -> [String] {
    let key = PartName.key(part)
    let list = relationships[key] ?? (try? package.relationships(of: part)) ?? Relationships()
    relationships[key] = list
    return list.all.compactMap { kinds.contains($0.kind) ? $0.part : nil }
  }
}
