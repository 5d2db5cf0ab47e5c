extension NumberFormat {
  /// The text Excel shows for a value under this format.
  public func displayedText(of value: CellValue, dateSystem: DateSystem) -> String {
    switch value {
    case .empty: return ""
    case .text(let text): return text
    case .boolean(let truth): return truth ? "TRUE" : "FALSE"
    case .error(let error): return error.spelling
    case .number(let number):
      if isDate, let date = dateSystem.date(ofSerial: number) { return date.description }
      return Self.general(number)
    }
  }

  /// A number under General: shortest form, without a trailing `.0`.
  static func general(_ number: Double) -> String {
    if number == number.rounded(), abs(number) < 1e15, let whole = Int(exactly: number) {
      return String(whole)
    }
    return "\(number)"
  }
}
