import Calculation
import Spreadsheets
import XLSX

/// Stores the results of all formulas of a workbook, and saves it elsewhere; nothing else changes.
///
/// - Parameter today: What `TODAY()` gives.
/// - Returns: The formulas that could not be computed and keep their stored results.
public func calculate(
  _ input: InputFile, today: CivilDate, password: String? = nil, to output: Output
) throws(WorkbookFailure) -> [KeptResult] {
  do throws(OutputFailure) { try output.check() } catch { throw .output(error) }
  let file: InputFile
  do throws(InputFailure) { file = try input.held() } catch { throw .input(error) }
  do throws(EditError) {
    var editor = try file.edit(password: password)
    let kept = try editor.calculate(CalculationOptions(today: today))
    try editor.save(to: output.path, replacing: output.replaces)
    return kept
  } catch {
    guard error.code == .unwritable else {
      throw .input(InputFailure(SpreadsheetError(error, path: file.path)))
    }
    throw .output(OutputFailure(SpreadsheetError(error, path: output.path)))
  }
}

/// What computing a workbook found.
public struct CalculationCheck: Sendable {
  /// A formula whose stored result is not the computed one.
  public struct Difference: Sendable {
    /// The sheet.
    public let sheet: String
    /// The cell.
    public let cell: CellReference
    /// The formula, without `=`.
    public let formula: String
    /// The result stored.
    public let stored: CellValue
    /// The result computed.
    public let calculated: CellValue
  }

  /// Formulas whose stored result is another.
  public private(set) var differences: [Difference] = []
  /// The same where the result changes with the clock or by chance.
  public private(set) var volatile: [Difference] = []
  /// Formulas that depend on themselves.
  public private(set) var circular: [KeptPlace] = []
  /// Formulas that could not be computed.
  public private(set) var kept: [KeptPlace] = []

  /// A formula by its place.
  public struct KeptPlace: Sendable {
    /// The sheet.
    public let sheet: String
    /// The cell.
    public let cell: CellReference
    /// The formula, without `=`.
    public let formula: String
  }

  /// Computes a workbook and holds what is stored against it.
  public init(_ file: InputFile, today: CivilDate, options: ReadingOptions) throws(InputFailure) {
    guard case .package(let reader) = try file.openForOnePass(options).content else {
      throw InputFailure(
        path: file.path, code: "calculate.not-a-workbook",
        message: Phrase(zh: "不是 .xlsx 工作簿文件", en: "not a file with an .xlsx workbook"),
        advice: Phrase(
          zh: "calculate 只算 .xlsx；其他格式可先 convert --raw", en: "calculate takes .xlsx only; convert --raw first"
        ))
    }
    do throws(XLSXError) {
      var stored: [[CellReference: CellValue]] = Array(repeating: [:], count: reader.sheets.count)
      let calculation = try reader.calculation { sheet, row in
        for cell in row.cells where cell.formula != nil {
          stored[sheet][CellReference(row: row.index, column: cell.column)] = cell.value
        }
      }
      do throws(CalculationError) { try calculation.run(CalculationOptions(today: today)) } catch {
        throw XLSXError(.limitExceeded, detail: "calculation: \(error)")
      }
      for (position, sheet) in reader.sheets.enumerated() {
        compare(calculation, position, sheet.name, stored[position])
      }
    } catch {
      throw InputFailure(SpreadsheetError(error, path: file.path))
    }
  }

  private mutating func compare(
    _ calculation: Calculation, _ sheet: Int, _ name: String, _ stored: [CellReference: CellValue]
  ) {
    for (cell, value) in stored.sorted(by: { $0.key < $1.key }) {
      guard let result = calculation.result(at: cell, sheet: sheet) else { continue }
      let formula = calculation.formula(at: cell, sheet: sheet) ?? ""
      if result.isCircular { circular.append(KeptPlace(sheet: name, cell: cell, formula: formula)) }
      guard result.isComputed else {
        kept.append(KeptPlace(sheet: name, cell: cell, formula: formula))
        continue
      }
      if value.agrees(with: result.value) { continue }
      let difference = Difference(
        sheet: name, cell: cell, formula: formula, stored: value, calculated: result.value)
      if result.isVolatile { volatile.append(difference) } else { differences.append(difference) }
    }
  }
}

extension CalculationCheck.Difference {
  /// A line of JSON: `{"sheet","ref","formula","stored","calculated"}`.
  public var jsonLine: String {
    var line = JSONLine()
    line.raw("{\"sheet\":")
    line.string(sheet)
    line.raw(",\"ref\":")
    line.string("\(cell)")
    line.raw(",\"formula\":")
    line.string(formula)
    line.raw(",\"stored\":")
    line.value(stored)
    line.raw(",\"calculated\":")
    line.value(calculated)
    line.raw("}")
    return String(decoding: line.bytes, as: UTF8.self)
  }

  /// A line to read.
  public var text: String {
    "\(sheet)!\(cell)  =\(formula)  \(stored.shown) → \(calculated.shown)"
  }
}

extension JSONLine {
  fileprivate mutating func value(_ value: CellValue) {
    switch value {
    case .empty: raw("null")
    case .number(let number): self.number(number)
    case .text(let text): string(text)
    case .boolean(let truth): boolean(truth)
    case .error(let error): string(error.spelling)
    }
  }
}

extension CellValue {
  /// The value as it reads in a line of text.
  fileprivate var shown: String {
    switch self {
    case .empty: "∅"
    case .number(let number): NumberFormat.general.displayedText(of: .number(number), dateSystem: .base1900)
    case .text(let text): "\"\(text)\""
    case .boolean(let truth): truth ? "TRUE" : "FALSE"
    case .error(let error): error.spelling
    }
  }
}
