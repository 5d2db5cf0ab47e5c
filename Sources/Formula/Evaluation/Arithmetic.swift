import SpreadsheetModel

/// The operators of formulas over single values.
///
/// Numbers are doubles, as in Excel, and like Excel this compares them by 15 significant digits: `0.1+0.2=0.3`
/// holds, and a difference of two numbers that agree so far is 0. Rounding (`ROUND`, `INT`, …) reads the
/// same 15 digits. Amounts below ten thousand billion yuan are therefore exact to the fen at every
/// comparison and rounding, which is what decimal arithmetic would give.
enum Arithmetic {
  static func apply(
    _ operation: FormulaNode.Operator, _ left: CellValue, _ right: CellValue
  ) -> CellValue {
    if case .error = left { return left }
    if case .error = right { return right }
    switch operation {
    case .equal: return .boolean(ValueOrder.areEqual(left, right))
    case .notEqual: return .boolean(!ValueOrder.areEqual(left, right))
    case .less: return .boolean(ValueOrder.compare(left, right) < 0)
    case .lessOrEqual: return .boolean(ValueOrder.compare(left, right) <= 0)
    case .greater: return .boolean(ValueOrder.compare(left, right) > 0)
    case .greaterOrEqual: return .boolean(ValueOrder.compare(left, right) >= 0)
    default: break
    }
    do throws(CellError) {
      if operation == .concatenate {
        return try Coercion.limited(Coercion.text(left) + Coercion.text(right))
      }
      let first = try Coercion.number(left)
      let second = try Coercion.number(right)
      switch operation {
      case .plus: return number(sum(first, second))
      case .minus: return number(sum(first, -second))
      case .times: return number(first * second)
      case .divide: return second == 0 ? .error(.divisionByZero) : number(first / second)
      default: return power(first, second)
      }
    } catch {
      return .error(error)
    }
  }

  static func number(_ number: Double) -> CellValue {
    // Minus zero is no value of a cell.
    number.isFinite ? .number(number == 0 ? 0 : number) : .error(.number)
  }

  /// The sum, 0 where the terms cancel each other to 15 digits.
  static func sum(_ first: Double, _ second: Double) -> Double {
    (first < 0) != (second < 0) && areEqual(first, -second) ? 0 : first + second
  }

  static func negated(_ value: CellValue) -> CellValue {
    do throws(CellError) {
      return number(-(try Coercion.number(value)))
    } catch {
      return .error(error)
    }
  }

  static func percent(_ value: CellValue) -> CellValue {
    do throws(CellError) {
      return number(try Coercion.number(value) / 100)
    } catch {
      return .error(error)
    }
  }

  static func power(_ base: Double, _ exponent: Double) -> CellValue {
    if base == 0 {
      if exponent == 0 { return .error(.number) }
      if exponent < 0 { return .error(.divisionByZero) }
    }
    return number(ElementaryFunctions.power(base, exponent))
  }

  /// Whether two numbers agree in 15 significant digits.
  static func areEqual(_ left: Double, _ right: Double) -> Bool {
    if left == right { return true }
    let difference = abs(left - right)
    // Numbers of 15 digits that differ do so by more than 10⁻¹⁵ of their size; most differ by far more.
    guard difference <= max(abs(left), abs(right)) * 1.1e-14 else { return false }
    return DecimalDigits(significant: left) == DecimalDigits(significant: right)
  }

  /// The nearest whole number if that is what the number's 15 digits say, else the number itself.
  static func snapped(_ number: Double) -> Double {
    let nearest = number.rounded()
    return areEqual(number, nearest) ? nearest : number
  }
}
