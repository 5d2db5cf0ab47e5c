import SpreadsheetModel
import XLSX

/// A table of organisations by the values of a column: each cell counts or sums the rows of both.
struct CrossTable {
  let table: DataTable
  let organisations: [String]
  let organisationTitle: String
  /// What stands for an organisation of which the table has no row.
  let notReported: String
  /// The name of the row of records that belong to nobody known: where it has none, its cells are blank.
  let nobody: String

  /// The columns that follow the organisation's name.
  struct Measure {
    var column: SummaryColumn
    /// The conditions beside the organisation's.
    var conditions: [Condition]
    /// The column summed; `nil` counts rows.
    var sum: DataTable.Column?
    /// What a row must meet beside the organisation for the measure to be known of it.
    var known: [Condition] = []
    /// A share of two measures by their positions instead of a count.
    var share: (part: Int, whole: Int)?

    init(
      _ title: String, width: Double = 10, _ kind: SummaryCell.Kind = .whole,
      where conditions: [Condition] = [], sum: DataTable.Column? = nil, known: [Condition] = []
    ) {
      column = SummaryColumn(title, width: width, kind, total: .sum)
      self.known = known
      self.conditions = conditions
      self.sum = sum
    }

    /// The share of one measure in another.
    init(_ title: String, width: Double = 10, share part: Int, of whole: Int) {
      // The organisation's name is the table's first column.
      column = SummaryColumn(
        title, width: width, .percent, total: .share(part: part + 1, whole: whole + 1))
      conditions = []
      share = (part, whole)
    }
  }

  /// The width of a column of names: that of the longest, within bounds.
  static func nameWidth(_ names: [String]) -> Double {
    Double(min(max(names.map { DisplayWidth.columns(of: $0) }.max() ?? 0, 16), 46)) + 2
  }

  /// The table's columns.
  func columns(_ measures: [Measure]) -> [SummaryColumn] {
    [SummaryColumn(organisationTitle, width: Self.nameWidth(organisations), .text)] + measures.map(\.column)
  }

  /// The table's rows, the first of which stands at `firstRow`.
  func rows(_ measures: [Measure], firstRow: Int) -> [[SummaryCell]] {
    organisations.enumerated().map { index, organisation in
      let row = firstRow + index
      let owner = Condition(
        SummaryColumns.organisation, .equal(.text(organisation)), in: "$A\(row + 1)")
      var cells = [SummaryCell.text(organisation)]
      let words = organisation == nobody ? "" : notReported
      for measure in measures {
        if let (part, whole) = measure.share {
          let place = { (position: Int) in
            ("\(CellReference.columnName(position + 1))\(row + 1)", cells[position + 1].number)
          }
          cells.append(.share(place(part), of: place(whole)))
        } else if let column = measure.sum {
          cells.append(
            .figure(
              .sum(column, of: table, [owner] + measure.conditions)
                .reported(in: table, [owner] + measure.known, else: words)))
        } else {
          cells.append(
            .figure(
              .count(table, [owner] + measure.conditions).reported(
                in: table, [owner] + measure.known, else: words)))
        }
      }
      return cells
    }
  }
}
