/// A row under the headings, and the record made of it or the reason why there is none.
public struct DecodedRow<Record> {
  /// The zero-based row.
  public let index: Int
  /// The record, or the first value that does not fit it.
  public let result: Result<Record, RowDecodingFailure>
}

extension DecodedRow: Sendable where Record: Sendable {}

/// Decodes rows into records, the headings having been found among the first of them.
struct RowDecoding<Record: Decodable> {
  let header: HeaderMatch
  private let context: CellContext

  /// Finds the headings among the first rows: in the row that the options name, or in the one that has most keys.
  init(_ type: Record.Type, context: CellContext, among rows: [Row]) throws(HeaderError) {
    let keys = KeyCollector.keys(of: type, in: rows)
    let named = context.options.headerRow
    let candidates = named.map { index in rows.filter { $0.index == index } } ?? rows
    guard let best = HeaderMatch.best(of: candidates, keys: keys.all, aliases: context.options.aliases) else {
      throw HeaderError(missingKeys: keys.needed, headings: [], row: nil)
    }
    let missing = keys.needed.filter { best.column(of: $0) == nil }
    // A dictionary asks for no key: it takes every heading of a row that was named.
    guard missing.isEmpty, !best.columns.isEmpty || keys.all.isEmpty && named != nil else {
      throw HeaderError(missingKeys: missing, headings: best.headings, row: best.row)
    }
    header = best
    self.context = context
  }

  /// The record of a row; `nil` for the headings, what stands above them, and rows without a value under any
  /// heading in use.
  func decode(_ row: Row) -> DecodedRow<Record>? {
    guard row.index > header.row, hasContent(row) else { return nil }
    do {
      let record = try Record(from: RowDecoder(context: context, row: row, header: header))
      return DecodedRow(index: row.index, result: .success(record))
    } catch let failure as RowDecodingFailure {
      return DecodedRow(index: row.index, result: .failure(failure))
    } catch {
      let first = header.columns.min { $0.value < $1.value }
      let failure = RowDecodingFailure(
        cell: CellReference(row: row.index, column: first?.value ?? 0), key: first?.key ?? "", text: "",
        reason: .refused(String(describing: error)))
      return DecodedRow(index: row.index, result: .failure(failure))
    }
  }

  private func hasContent(_ row: Row) -> Bool {
    let columns = header.columns.values
    return row.cells.contains { !Sheet.isBlank($0.value) && (columns.isEmpty || columns.contains($0.column)) }
  }
}
