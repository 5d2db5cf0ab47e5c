import SpreadsheetModel

/// A record as a plain Swift value, its properties named and typed.
///
/// Properties carry the field ids as their coding keys, so that a model is decoded from any table of
/// its ledger, whatever the sheet looked like (`LedgerTable.decode`), and encoded as JSON.
public protocol LedgerModel: Codable, Sendable {
  /// The ledger whose records the model stands for.
  static var ledger: LedgerID { get }
}

/// The models of a table, and what could not be decoded.
public struct DecodedRecords<Model: LedgerModel>: Sendable {
  /// A field, or a record for want of it, that does not fit the model.
  public struct Failure: Sendable, Hashable {
    /// Where the value stands.
    public var location: SourceLocation
    /// The field.
    public var field: FieldID
    /// What the cell showed.
    public var original: String
    /// Whether the whole record was left out for it.
    public var dropsRecord: Bool
  }

  /// The models, in the order of their records.
  public var models: [Model]
  /// The failures, in the same order.
  public var failures: [Failure]
}

extension LedgerTable {
  /// Decodes every record as a model of this ledger.
  ///
  /// An optional property whose value is of another kind (a month where a day is needed) becomes `nil`
  /// and is told in `failures`; a record without a property the model cannot do without is left out and
  /// told likewise.
  public func decode<Model: LedgerModel>(_ type: Model.Type) -> DecodedRecords<Model> {
    var result = DecodedRecords<Model>(models: [], failures: [])
    guard definition.id == Model.ledger else { return result }
    result.models.reserveCapacity(records.count)
    for record in records {
      let decoder = RecordDecoder(record: record, definition: definition)
      func fail(_ field: FieldID, dropsRecord: Bool) {
        let value = definition.index(of: field).map { record.fields[$0] } ?? .absent
        let cell = value.cell ?? CellReference(row: record.row, column: columns.first?.column ?? 0)
        result.failures.append(
          .init(
            location: SourceLocation(file: file, sheet: sheet, cell: cell), field: field,
            original: value.original, dropsRecord: dropsRecord))
      }
      do {
        result.models.append(try Model(from: decoder))
        for field in decoder.mismatches.fields { fail(field, dropsRecord: false) }
      } catch let DecodingError.keyNotFound(key, _) {
        fail(FieldID(rawValue: key.stringValue), dropsRecord: true)
      } catch let DecodingError.valueNotFound(_, context) {
        fail(FieldID(rawValue: context.codingPath.last?.stringValue ?? ""), dropsRecord: true)
      } catch let DecodingError.typeMismatch(_, context) {
        fail(FieldID(rawValue: context.codingPath.last?.stringValue ?? ""), dropsRecord: true)
      } catch {
        fail("", dropsRecord: true)
      }
    }
    return result
  }
}

extension Submission {
  /// Decodes every record of a ledger, from all files.
  public func decode<Model: LedgerModel>(_ type: Model.Type) -> DecodedRecords<Model> {
    var result = DecodedRecords<Model>(models: [], failures: [])
    for table in tables(of: Model.ledger) {
      let part = table.decode(type)
      result.models += part.models
      result.failures += part.failures
    }
    return result
  }
}
