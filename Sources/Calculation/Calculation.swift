import Dispatch
import Formula
import SpreadsheetModel

/// Computes the formulas of a workbook as Excel would.
///
/// ```swift
/// let calculation = Calculation(sheets: ["一月"])
/// calculation.setValue(15, at: CellReference(row: 0, column: 0), sheet: 0)
/// calculation.setFormula("A1*2", at: CellReference(row: 0, column: 1), sheet: 0)
/// try calculation.run()
/// calculation.value(at: CellReference(row: 0, column: 1), sheet: 0)   // 30
/// ```
///
/// What cannot be computed — a function that is not known, another workbook whose values are not kept — and all
/// that depends on it keep the values they were given, and are listed.
public final class Calculation {
  /// A cell of a sheet.
  public struct Place: Hashable, Sendable, Comparable {
    /// Position of the sheet.
    public var sheet: Int
    /// The cell.
    public var cell: CellReference

    /// Creates a place.
    public init(sheet: Int, cell: CellReference) {
      self.sheet = sheet
      self.cell = cell
    }

    /// Sheet by sheet, row by row.
    public static func < (left: Place, right: Place) -> Bool {
      (left.sheet, left.cell) < (right.sheet, right.cell)
    }
  }

  /// What is known of a formula's result.
  public struct Result: Hashable, Sendable {
    /// The value.
    public var value: CellValue
    /// Whether it is computed; otherwise it is the value given.
    public var isComputed: Bool
    /// Whether it changes with the clock or by chance.
    public var isVolatile: Bool
    /// Whether the formula depends on itself.
    public var isCircular: Bool
  }

  let grid: Grid
  private let dateSystem: DateSystem
  private let iteration: IterationSettings?
  private var cellCount = 0

  /// Creates a calculation of a workbook whose cells are still to come.
  ///
  /// - Parameters:
  ///   - sheets: The names of the sheets, in the order of their tabs.
  ///   - iteration: How circular references are computed; they are not, without.
  public init(
    sheets: [String], names: [CalculationName] = [], tables: [WorkbookScope.Table] = [],
    links: [CalculationLink] = [], dateSystem: DateSystem = .base1900, iteration: IterationSettings? = nil
  ) {
    self.dateSystem = dateSystem
    self.iteration = iteration
    let scope = WorkbookScope(sheets: sheets, names: names.map { ($0.name, $0.sheet) }, tables: tables)
    let codes = names.map { name in
      (try? FormulaExpression(name.formula)).map {
        CellFormulaCompiler(scope: scope, sheet: name.sheet).code(ofName: $0)
      } ?? Code.unsupported
    }
    grid = Grid(templates: FormulaTemplates(scope: scope, names: codes), links: links)
    for sheet in sheets { grid.addSheet(sheet) }
  }

  /// Creates a calculation of a workbook's cells, their stored values given.
  public convenience init(
    _ workbook: Workbook, names: [CalculationName] = [], tables: [WorkbookScope.Table] = [],
    links: [CalculationLink] = [], iteration: IterationSettings? = nil
  ) {
    self.init(
      sheets: workbook.sheets.map(\.name), names: names, tables: tables, links: links,
      dateSystem: workbook.dateSystem, iteration: iteration)
    for (position, sheet) in workbook.sheets.enumerated() {
      for row in sheet.rows { add(row, sheet: position) }
    }
  }

  // MARK: Cells

  /// Adds a row below those a sheet has.
  public func add(_ row: Row, sheet: Int) {
    if row.isHidden { grid.sheets[sheet].hiddenRows.insert(row.index) }
    for cell in row.cells {
      let reference = CellReference(row: row.index, column: cell.column)
      let template =
        cell.formula.map { grid.templates.position(of: $0, at: reference, sheet: sheet, isArray: false) }
        ?? -1
      append(reference, cell.value, template, sheet)
    }
  }

  private func append(_ cell: CellReference, _ value: CellValue, _ template: Int32, _ sheet: Int) {
    let column = grid.column(cell.column, of: sheet)
    if let last = column.rows.last, Int(last) >= cell.row {
      column.set(row: cell.row, value: value, template: template)
    } else {
      column.append(row: cell.row, value: value, template: template)
    }
    cellCount += 1
  }

  /// Sets the value of a cell.
  public func setValue(_ value: CellValue, at cell: CellReference, sheet: Int) {
    append(cell, value, -1, sheet)
    changed.append(SheetRange(sheet: sheet, range: CellRange(cell)))
  }

  /// Sets the formula of a cell, and the result it is stored with.
  public func setFormula(_ formula: String, at cell: CellReference, sheet: Int, stored: CellValue = .empty) {
    append(cell, stored, grid.templates.position(of: formula, at: cell, sheet: sheet, isArray: false), sheet)
    changed.append(SheetRange(sheet: sheet, range: CellRange(cell)))
  }

  /// Makes the formula of a cell one that gives an array.
  ///
  /// - Parameters:
  ///   - range: The cells it fills; of a dynamic one, those it filled last.
  ///   - isDynamic: Whether it fills as many cells as it needs.
  public func setArrayFormula(
    _ formula: String, at cell: CellReference, over range: CellRange, isDynamic: Bool, sheet: Int
  ) {
    let stored = grid.id(cell, sheet: sheet).map { grid.columns[$0.column].values[$0.slot] } ?? .empty
    append(
      cell, stored, grid.templates.position(of: formula, at: cell, sheet: sheet, isArray: true), sheet)
    grid.sheets[sheet].addArea(ArrayArea(anchor: cell, range: range, isDynamic: isDynamic))
    for number in range.columns {
      guard let position = grid.position(ofColumn: number, sheet: sheet) else { continue }
      let column = grid.columns[position]
      var slot = column.lowerBound(range.first.row)
      while slot < column.count, Int(column.rows[slot]) <= range.last.row {
        // What it shows is no content of the cells.
        if column.templates[slot] < 0 { column.flags[slot].insert(.member) }
        slot += 1
      }
    }
  }

  var changed: [SheetRange] = []
  private var hasRun = false

  // MARK: Running

  /// Computes what is not computed: everything at first, after a change what depends on it.
  ///
  /// - Parameter isCancelled: Asked now and then whether to stop.
  public func run(
    _ options: CalculationOptions = CalculationOptions(),
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) throws(CalculationError) {
    guard cellCount <= options.limits.cells else { throw .tooManyCells(limit: options.limits.cells) }
    var inputs = FormulaInputs(today: options.today)
    inputs.timeOfDay = options.timeOfDay
    inputs.seed = options.seed
    inputs.dateSystem = dateSystem
    if hasRun { grid.invalidate(changed, volatile: true) }
    grid.forgetIndices()
    hasRun = true
    changed = []
    let watch = Watch(limit: options.limits.time, isCancelled: isCancelled)
    var computer = CellComputer(
      grid: grid, inputs: inputs, options: options, isIterating: iteration != nil)
    // Arrays that turn out larger than they were change what has been computed from their cells.
    for _ in 0..<8 {
      try runOnce(&computer, inputs, options, watch)
      let resized = computer.takeResized()
      if resized.isEmpty { break }
      grid.invalidate(resized, volatile: false)
      grid.forgetIndices()
    }
    if let iteration {
      grid.isIterating = true
      computer.iterate(iteration)
      grid.isIterating = false
    }
  }

  /// Runs of this many formulas and more are computed on several threads.
  private static let parallelCount = 512

  private func runOnce(
    _ computer: inout CellComputer, _ inputs: FormulaInputs, _ options: CalculationOptions, _ watch: Watch
  ) throws(CalculationError) {
    var long: [FormulaRun] = []
    var short: [FormulaRun] = []
    for run in grid.runs() {
      if options.isParallel, run.count >= Self.parallelCount { long.append(run) } else { short.append(run) }
    }
    while !long.isEmpty {
      var rest: [FormulaRun] = []
      for run in long {
        if grid.isReady(run) {
          computeBesideEachOther(run, inputs, options, watch)
          try watch.check()
        } else {
          rest.append(run)
        }
      }
      if rest.count == long.count {
        try compute(rest.removeFirst(), &computer, watch)
      }
      long = rest
    }
    for run in short { try compute(run, &computer, watch) }
  }

  private func compute(
    _ run: FormulaRun, _ computer: inout CellComputer, _ watch: Watch
  ) throws(CalculationError) {
    for slot in run.slots {
      if slot & 0x3FF == 0 { try watch.check() }
      try computer.compute(CellID(column: run.column, slot: slot))
    }
    try watch.check()
  }

  /// Computes formulas that do not depend on each other, and on nothing that is not computed.
  private func computeBesideEachOther(
    _ run: FormulaRun, _ inputs: FormulaInputs, _ options: CalculationOptions, _ watch: Watch
  ) {
    let grid = grid
    let pieces = max(1, min(16, run.slots.count / 128))
    let size = (run.slots.count + pieces - 1) / pieces
    DispatchQueue.concurrentPerform(iterations: pieces) { piece in
      var computer = CellComputer(grid: grid, inputs: inputs, options: options, isIterating: false)
      computer.isAside = true
      let start = run.slots.lowerBound + piece * size
      let column = grid.columns[run.column]
      for slot in start..<max(start, min(start + size, run.slots.upperBound)) {
        if slot & 0x3FF == 0, watch.isOver { return }
        if column.templates[slot] == run.template, column.isWaiting(slot) {
          computer.evaluate(CellID(column: run.column, slot: slot))
        }
      }
    }
    let column = grid.columns[run.column]
    column.countWaiting()
  }

  // MARK: Results

  /// The value of a cell as far as it is computed.
  public func value(at cell: CellReference, sheet: Int) -> CellValue {
    if let id = grid.id(cell, sheet: sheet), !grid.columns[id.column].flags[id.slot].contains(.member) {
      return grid.columns[id.column].values[id.slot]
    }
    return grid.sheets[sheet].area(covering: cell)?.value(row: cell.row, column: cell.column) ?? .empty
  }

  /// What is known of the formula of a cell; `nil` if it has none.
  public func result(at cell: CellReference, sheet: Int) -> Result? {
    guard let id = grid.id(cell, sheet: sheet) else { return nil }
    return result(id)
  }

  private func result(_ id: CellID) -> Result? {
    let column = grid.columns[id.column]
    let flags = column.flags[id.slot]
    guard flags.contains(.formula) else { return nil }
    return Result(
      value: column.values[id.slot], isComputed: flags.contains(.computed) && !flags.contains(.kept),
      isVolatile: flags.contains(.volatile), isCircular: flags.contains(.circular))
  }

  /// Goes through the formulas of a sheet, column by column.
  public func forEachResult(sheet: Int, _ body: (CellReference, Result) -> Void) {
    for position in grid.sheets[sheet].columns where position >= 0 {
      let column = grid.columns[Int(position)]
      for slot in 0..<column.count {
        let id = CellID(column: Int(position), slot: slot)
        if let result = result(id) { body(grid.cell(id), result) }
      }
    }
  }

  /// Goes through the cells that show a part of an array another cell's formula gives.
  public func forEachMember(sheet: Int, _ body: (CellReference, CellValue) -> Void) {
    for area in grid.sheets[sheet].areas where area.values != nil {
      for row in area.range.rows {
        for column in area.range.columns {
          let cell = CellReference(row: row, column: column)
          if cell != area.anchor { body(cell, area.value(row: row, column: column)) }
        }
      }
    }
  }

  /// Goes through the dynamic arrays of a sheet: the cell of the formula, and the cells it fills.
  public func forEachDynamicArray(sheet: Int, _ body: (CellReference, CellRange) -> Void) {
    for area in grid.sheets[sheet].areas where area.isDynamic && area.values != nil {
      body(area.anchor, area.range)
    }
  }

  /// The text of a cell's formula, without `=`.
  public func formula(at cell: CellReference, sheet: Int) -> String? {
    grid.formula(row: cell.row, column: cell.column, sheet: sheet)
  }
}

/// Tells when a calculation has to stop.
struct Watch: Sendable {
  private let end: ContinuousClock.Instant?
  private let isCancelled: @Sendable () -> Bool

  init(limit: Duration?, isCancelled: @escaping @Sendable () -> Bool) {
    end = limit.map { ContinuousClock.now + $0 }
    self.isCancelled = isCancelled
  }

  var isOver: Bool { isCancelled() || end.map { ContinuousClock.now > $0 } == true }

  func check() throws(CalculationError) {
    if isCancelled() { throw .cancelled }
    if let end, ContinuousClock.now > end { throw .timeIsUp }
  }
}
