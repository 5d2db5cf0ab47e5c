import Diagnostics
import SpreadsheetModel

/// What was put together from several files, and where their records repeat or contradict each other.
public struct MergeReport: Sendable {
  /// A table that went in.
  public struct Source: Sendable, Hashable {
    /// The file.
    public var file: String
    /// The sheet.
    public var sheet: String
    /// The ledger.
    public var ledger: LedgerID
    /// Number of its records.
    public var records: Int
  }

  /// The tables, in file and sheet order.
  public let sources: [Source]
  /// The records that claim to be the same thing, by ledger in the order of their first records.
  public let conflicts: [RecordConflict]
  private let catalog: LedgerCatalog

  /// Looks through the ledgers of some files.
  public init(_ files: [LedgerFile], catalog: LedgerCatalog) {
    sources = files.flatMap(\.tables).map {
      Source(file: $0.file, sheet: $0.sheet, ledger: $0.definition.id, records: $0.records.count)
    }
    conflicts = ConflictFinder.conflicts(in: files)
    self.catalog = catalog
  }

  /// Number of files that a ledger was found in.
  public var fileCount: Int { Set(sources.map(\.file)).count }
  /// Number of records.
  public var recordCount: Int { sources.reduce(0) { $0 + $1.records } }
  /// The conflicts in which records agree in all that more than one of them says.
  public var duplicates: [RecordConflict] { conflicts.filter(\.isDuplicate) }
  /// The conflicts in which they do not.
  public var contradictions: [RecordConflict] { conflicts.filter { !$0.isDuplicate } }

  // MARK: As a sheet

  /// The first rows of the sheet's two tables, zero-based.
  public struct Layout: Sendable, Hashable {
    /// The row of the sources' headers.
    public var sourceHeader: Int
    /// The row of the conflicts' headers.
    public var conflictHeader: Int
  }

  /// The name of the sheet that tells what came of merging.
  public static let title = Phrase(zh: "合并情况", en: "Merge report")

  /// The report as a sheet: what went in, then every record of every conflict on a row of its own.
  /// Its first cell says that the sheet is ours, so that it is never read back as a ledger.
  public func sheet(_ language: Language) -> (sheet: Sheet, layout: Layout) {
    func words(_ zh: String, _ en: String) -> CellValue { .text(Phrase(zh: zh, en: en).text(language)) }
    var values: [[CellValue]] = [
      [.text(OwnSheet.marker + "：" + Self.title.text(language))], [.text(summary.text(language))], [],
      [
        words("台账", "Ledger"), words("来源文件", "File"), words("来源工作表", "Sheet"),
        words("记录数", "Records"),
      ],
    ]
    let sourceHeader = values.count - 1
    for source in sources {
      values.append([
        .text(title(of: source.ledger, language)), .text(source.file), .text(source.sheet),
        .number(Double(source.records)),
      ])
    }
    values.append([])
    let conflictHeader = values.count
    values.append([
      words("台账", "Ledger"), words("来源文件", "File"), words("来源工作表", "Sheet"), words("来源行", "Row"),
      words("组", "Group"), words("情况", "Kind"), words("依据", "Known by"), words("是谁", "Which"),
      words("不一致之处", "What differs"),
    ])
    for (number, conflict) in conflicts.enumerated() {
      for (position, place) in conflict.places.enumerated() {
        values.append([
          .text(title(of: conflict.ledger, language)), .text(place.file), .text(place.sheet),
          .number(Double(place.row + 1)), .number(Double(number + 1)),
          conflict.isDuplicate ? words("重复", "Duplicate") : words("矛盾", "Contradiction"),
          .text(keyTitle(of: conflict, language)), .text(conflict.keyValues.joined(separator: "、")),
          .text(differences(of: conflict, at: position, language)),
        ])
      }
    }
    return (
      Sheet(name: Self.title.text(language), values: values),
      Layout(sourceHeader: sourceHeader, conflictHeader: conflictHeader)
    )
  }

  private func differences(of conflict: RecordConflict, at place: Int, _ language: Language) -> String {
    conflict.contradictions.map { contradiction in
      let value = contradiction.values[place] ?? Phrase(zh: "（空）", en: "(blank)").text(language)
      return contradiction.title.text(language) + Phrase(zh: "：", en: ": ").text(language) + value
    }.joined(separator: Phrase(zh: "；", en: "; ").text(language))
  }

  private func title(of ledger: LedgerID, _ language: Language) -> String {
    catalog[ledger]?.title.text(language) ?? ledger.rawValue
  }

  private func keyTitle(of conflict: RecordConflict, _ language: Language) -> String {
    conflict.key.map { catalog[conflict.ledger]?[$0]?.title.text(language) ?? $0.rawValue }
      .joined(separator: "、")
  }

  // MARK: In words

  /// How many records of how many files, and how many of them are in conflict.
  public var summary: Phrase {
    let (duplicates, contradictions) = (duplicates.count, contradictions.count)
    return Phrase(
      zh: "合并了\(fileCount)个文件、\(sources.count)张台账、\(recordCount)条记录；重复\(duplicates)组，矛盾\(contradictions)组",
      en: """
        \(recordCount) records of \(sources.count) ledgers in \(fileCount) files put together; \
        \(duplicates) duplicates, \(contradictions) contradictions
        """)
  }

  /// A conflict in one line: what, of which ledger, where, and on what the records disagree.
  public func line(_ conflict: RecordConflict) -> Phrase {
    func places(_ language: Language) -> String {
      conflict.places.prefix(3).map { "\($0.file) \($0.sheet)!\($0.row + 1)" }.joined(separator: ", ")
        + (conflict.places.count > 3 ? " …" : "")
    }
    let subject = conflict.keyValues.joined(separator: "、")
    if conflict.isDuplicate {
      return Phrase(
        zh: "重复：\(title(of: conflict.ledger, .zh))“\(subject)”（\(places(.zh))）",
        en: "duplicate: \(title(of: conflict.ledger, .en)) '\(subject)' (\(places(.en)))")
    }
    func disagreement(_ language: Language) -> String {
      conflict.contradictions.prefix(3).map { contradiction in
        var seen: Set<String> = []
        let values = contradiction.values.compactMap { $0 }.filter { seen.insert($0).inserted }
        return contradiction.title.text(language) + " " + values.prefix(3).joined(separator: " / ")
      }.joined(separator: Phrase(zh: "；", en: "; ").text(language))
    }
    return Phrase(
      zh: "矛盾：\(title(of: conflict.ledger, .zh))“\(subject)”：\(disagreement(.zh))（\(places(.zh))）",
      en: """
        contradiction: \(title(of: conflict.ledger, .en)) '\(subject)': \(disagreement(.en)) (\(places(.en)))
        """)
  }
}
