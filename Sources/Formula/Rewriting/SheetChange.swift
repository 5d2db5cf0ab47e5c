/// A change to a workbook's sheets that the references of its formulas must follow.
public enum SheetChange: Hashable, Sendable {
  /// Rows or columns of a sheet were inserted or deleted.
  case edit(GridEdit, sheet: String)
  /// A sheet got another name.
  case rename(sheet: String, to: String)
  /// A sheet is taken out; `order` lists the names of all sheets, it included, by their tabs.
  case remove(sheet: String, order: [String])
  /// Sheets, tables and linked workbooks get other names, as the sheets join another workbook.
  case join(WorkbookJoin)
}
