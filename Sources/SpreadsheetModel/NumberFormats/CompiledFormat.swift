/// A number format taken apart: its sections, and which of them a value goes to.
final class CompiledFormat: Sendable {
  private let sections: [FormatSection]
  /// How many of the sections are for numbers.
  private let numberSections: Int
  private let textSection: Int?
  /// Whether the format is exactly General, by far the most frequent, or none at all.
  private let isGeneral: Bool

  /// Longest text a cell shows, in UTF-16 units.
  private static let textLimit = 32_767

  init(code: String) {
    sections = FormatScanner.sections(of: code)
    isGeneral = code == "General" || code.isEmpty
    let last = sections.count - 1
    // The fourth section is for text; with fewer, the last one is if it has a place for it.
    if sections.count == 4 || sections[last].takesText {
      textSection = last
      numberSections = last
    } else {
      textSection = nil
      numberSections = sections.count
    }
  }

  /// What numbers above zero are shown as, if it is a moment.
  var moment: NumberFormat.Moment? {
    guard numberSections > 0, case .date(let layout) = sections[0].kind else { return nil }
    if layout.hasCalendar { return layout.hasTime ? .dateAndTime : .date }
    return sections[0].tokens.contains(where: \.isElapsed) ? .elapsedTime : .timeOfDay
  }

  // MARK: Text

  func text(of text: String) -> String {
    guard let textSection else { return text }
    let section = sections[textSection]
    guard case .plain = section.kind else { return text }
    if section.tokens == [.text] { return text }
    // What is longer than any cell shows is shown as it is stored.
    let places = section.tokens.count { $0 == .text }
    guard places * text.utf8.count <= Self.textLimit * 3 else { return text }
    var result: [UInt8] = []
    for token in section.tokens {
      switch token {
      case .literal(let literal): result.append(contentsOf: literal)
      case .room: result.append(UInt8(ascii: " "))
      case .text: result.append(contentsOf: text.utf8)
      case .percent: result.append(UInt8(ascii: "%"))
      default: break
      }
    }
    let shown = String(decoding: result, as: UTF8.self)
    return result.count > Self.textLimit && shown.utf16.count > Self.textLimit ? text : shown
  }

  // MARK: Numbers

  func text(of number: Double, _ dateSystem: DateSystem) -> String {
    guard number.isFinite else { return "#NUM!" }
    // `@` alone shows a number as General does.
    if isGeneral || numberSections == 0 { return GeneralFormat.text(of: number) }
    guard let index = section(for: number) else { return Self.overflow }
    let section = sections[index]
    let isBare = number < 0 && hidesSign(index)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    switch section.kind {
    case .general: GeneralFormat.append(number, isBare: isBare, section, to: &bytes)
    case .number(let layout): NumberRenderer.append(number, isBare: isBare, section, layout, to: &bytes)
    case .fraction(let layout): FractionRenderer.append(number, isBare: isBare, section, layout, to: &bytes)
    case .date(let layout):
      let moment = isBare ? -number : number
      guard let renderer = DateRenderer(moment, section, layout, dateSystem) else { return Self.overflow }
      renderer.append(to: &bytes)
    case .plain: appendPlain(number, isBare: isBare, section, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What fills a cell whose value cannot be shown.
  private static let overflow = "########"

  /// The section a number goes to: by its conditions, else by its sign.
  private func section(for number: Double) -> Int? {
    if numberSections == 1 {
      guard let condition = sections[0].condition else { return 0 }
      return condition.holds(number) ? 0 : nil
    }
    if let condition = sections[0].condition {
      if condition.holds(number) { return 0 }
      if let second = sections[1].condition {
        if second.holds(number) { return 1 }
        return numberSections > 2 ? 2 : nil
      }
      // The second of three is for what is below zero, the last for all the rest.
      return numberSections == 2 ? 1 : number < 0 ? 1 : 2
    }
    if let second = sections[1].condition {
      if number > 0, numberSections > 2 || !second.holds(number) { return 0 }
      if second.holds(number) { return 1 }
      return numberSections > 2 ? 2 : 0
    }
    if numberSections == 2 { return number >= 0 ? 0 : 1 }
    return number > 0 ? 0 : number < 0 ? 1 : 2
  }

  /// Whether a section shows numbers below zero without their sign: that which no other number can come
  /// to. Of two sections the one without a condition does so too where the other's sets numbers below zero
  /// apart.
  private func hidesSign(_ index: Int) -> Bool {
    guard index < 2 else { return false }
    if let condition = sections[index].condition { return condition.meansNegative }
    guard numberSections == 2, let other = sections[1 - index].condition else { return index == 1 }
    return other.partsNegative
  }

  /// A section without places for digits: its text alone, or with the number where `@` stands.
  private func appendPlain(
    _ number: Double, isBare: Bool, _ section: FormatSection, to bytes: inout [UInt8]
  ) {
    if number < 0, !isBare, !section.tokens.isEmpty { bytes.append(UInt8(ascii: "-")) }
    for token in section.tokens {
      switch token {
      case .literal(let literal): bytes.append(contentsOf: literal)
      case .room: bytes.append(UInt8(ascii: " "))
      case .text: bytes.append(contentsOf: GeneralFormat.text(of: abs(number)).utf8)
      case .percent: bytes.append(UInt8(ascii: "%"))
      default: break
      }
    }
  }
}
