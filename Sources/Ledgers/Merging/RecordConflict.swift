import Diagnostics
import SpreadsheetModel

/// Records of one ledger that claim to be the same thing: a member listed by two branches, a meeting
/// reported twice.
///
/// Nothing is dropped or decided when ledgers are merged: every record stays, and what disagrees is
/// told with its places.
public struct RecordConflict: Sendable, Hashable {
  /// Where a record stands.
  public struct Place: Sendable, Hashable {
    /// The file.
    public var file: String
    /// The sheet.
    public var sheet: String
    /// Zero-based row.
    public var row: Int
    /// The record's position among all records of its ledger, files, sheets and rows in order.
    public var record: Int
  }

  /// A field on which the records disagree, with what each of them says.
  public struct Contradiction: Sendable, Hashable {
    /// The field.
    public var field: FieldID
    /// The field's title.
    public var title: Phrase
    /// What the records say, in the order of `places`; `nil` where one says nothing.
    public var values: [String?]
    /// The cells, in the same order.
    public var cells: [CellReference?]
  }

  /// The ledger.
  public var ledger: LedgerID
  /// The fields that make the records the same.
  public var key: [FieldID]
  /// Their values.
  public var keyValues: [String]
  /// The records, in file, sheet and row order.
  public var places: [Place]
  /// The fields on which they disagree; none for plain duplicates.
  public var contradictions: [Contradiction]

  /// Whether the records agree in everything that more than one of them says.
  public var isDuplicate: Bool { contradictions.isEmpty }
}

extension RecordConflict {
  /// The conflict as diagnostics: one at the second and every later record of plain duplicates
  /// (`MERGE-001`), one for each field on which they disagree (`MERGE-002`), with notes at the others.
  public var diagnostics: [Diagnostic] {
    guard let first = places.first else { return [] }
    let subject = keyValues.joined(separator: "、")
    if isDuplicate {
      return places.dropFirst().map { place in
        Diagnostic(
          rule: "MERGE-001", severity: .warning,
          message: Phrase(
            zh: "“\(subject)”与\(Self.words(first, beside: place).zh)重复登记",
            en: "'\(subject)' is recorded again (first in \(Self.words(first, beside: place).en))"),
          location: Self.location(place, nil),
          notes: [
            .init(
              message: Phrase(zh: "第一次登记在这里", en: "first recorded here"), location: Self.location(first, nil))
          ])
      }
    }
    return contradictions.compactMap { contradiction in
      // The first record that differs from the first that says anything is where the reader is sent.
      guard let base = contradiction.values.firstIndex(where: { $0 != nil }),
        let other = contradiction.values.indices.first(where: {
          contradiction.values[$0] != nil && contradiction.values[$0] != contradiction.values[base]
        })
      else { return nil }
      let (left, right) = (contradiction.values[base] ?? "", contradiction.values[other] ?? "")
      return Diagnostic(
        rule: "MERGE-002", severity: .warning,
        message: Phrase(
          zh: "“\(subject)”的\(contradiction.title.zh)前后不一：“\(right)”，另一处为“\(left)”",
          en: "'\(subject)' disagrees on \(contradiction.title.en): '\(right)' here, '\(left)' elsewhere"),
        location: Self.location(places[other], contradiction.cells[other]), value: right,
        notes: [
          .init(
            message: Phrase(zh: "另一处：“\(left)”", en: "elsewhere: '\(left)'"),
            location: Self.location(places[base], contradiction.cells[base]))
        ])
    }
  }

  /// A place in words, as far as it differs from another: the row, the sheet, the file.
  private static func words(_ place: Place, beside other: Place) -> Phrase {
    let sheet = place.file == other.file && place.sheet == other.sheet ? nil : place.sheet
    let file = place.file == other.file ? nil : place.file
    return Phrase(
      zh: (file.map { "\($0) " } ?? "") + (sheet.map { "“\($0)”" } ?? "") + "第\(place.row + 1)行",
      en: "row \(place.row + 1)" + (sheet.map { " of '\($0)'" } ?? "") + (file.map { " in \($0)" } ?? ""))
  }

  private static func location(_ place: Place, _ cell: CellReference?) -> SourceLocation {
    SourceLocation(
      file: place.file, sheet: place.sheet, cell: cell ?? CellReference(row: place.row, column: 0))
  }
}
