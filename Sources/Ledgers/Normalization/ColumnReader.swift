import Diagnostics
import Foundation
import SpreadsheetModel

/// Reads the cells of one column as the values of one field.
///
/// A class, because a reader is asked once a cell and a struct of so many parts would be copied each time.
final class ColumnReader {
  /// The field.
  let field: FieldDefinition
  /// The field's code list.
  let codes: CodeList?
  /// What a bare number is multiplied with: 10000 under `（万元）`, 0.01 under `（%）`.
  var multiplier: Decimal = 1
  /// Whether the column's numbers are percents although no cell says so.
  var isPercent = false
  /// A bare share above this is a percentage, whatever the rest of the column says.
  var percentAbove: Decimal?
  /// The year meant where a date has none.
  var yearHint: Int?
  /// What dates of six digits are in this column.
  var sixDigits = SixDigitDate.Style.month
  /// Whether a column of yes and no has `●`.
  var hasFilledCircles: Bool {
    get { truths.hasFilledCircles }
    set { truths.hasFilledCircles = newValue }
  }
  private var truths: BooleanReading
  /// What the field is called: a word that one of its titles has says nothing new beside a value.
  let titles: [String]
  /// Whether names and texts are written in traditional characters and become simplified ones.
  var simplifies = false
  /// Reads the remark beside a name as another field.
  var remark: ColumnReader?
  /// How the sheet numbers its days.
  let dateSystem: DateSystem
  /// The last few texts and what they were read as: terms, branches and hours repeat from row to row.
  private var recent: [(text: String, reading: Reading)] = []
  private var oldest = 0
  private static let recentLimit = 6

  init(field: FieldDefinition, codes: CodeList?, dateSystem: DateSystem) {
    self.field = field
    self.codes = codes
    self.dateSystem = dateSystem
    titles = [field.title.zh] + field.synonyms
    truths = BooleanReading(titles: titles)
  }

  /// Reads one cell. `isDate` says whether its number format is a date's.
  func read(_ cell: Cell, isDate: Bool, isPercentFormat: Bool) -> Reading {
    switch cell.value {
    case .empty: return .missing
    case .error: return .unreadable
    case .boolean(let truth):
      if field.kind == .boolean { return Reading(.boolean(truth)) }
      return read(text: truth ? "TRUE" : "FALSE")
    case .number(let number):
      return read(number: number, of: cell, isDate: isDate, isPercentFormat: isPercentFormat)
    case .text(let text):
      return repeats ? recall(text) : read(text: text)
    }
  }

  /// Whether the field's texts are few and repeat.
  private var repeats: Bool {
    switch field.kind {
    case .personName, .personNames, .idNumber, .phone, .identifier, .text: false
    default: true
    }
  }

  private func recall(_ text: String) -> Reading {
    for known in recent where known.text.utf8.count == text.utf8.count && known.text == text {
      return known.reading
    }
    let reading = read(text: text)
    if recent.count < Self.recentLimit {
      recent.append((text, reading))
    } else {
      recent[oldest] = (text, reading)
      oldest = (oldest + 1) % Self.recentLimit
    }
    return reading
  }

  // MARK: Text

  /// Reads a text, from a cell, a title line or a sheet's name.
  func read(text original: String) -> Reading {
    var clean = CleanText(original)
    // A literal apostrophe pasted before a number is no part of it.
    var lostApostrophe = false
    if clean.text.utf8.first == UInt8(ascii: "'"), clean.text.utf8.count > 1, clean.text != "''" {
      clean = CleanText(String(clean.text.dropFirst()))
      lostApostrophe = true
    }
    if field.kind != .boolean, let absence = Absence(clean.text), let reading = self.reading(of: absence) {
      return reading
    }
    if field.kind == .boolean, let reading = absentTruth(clean.text) { return reading }
    var reading = value(of: clean)
    if reading.change == nil, clean.lostBlanks || clean.lostWidth || lostApostrophe {
      var written = clean.text
      if case .text(let text) = reading.value { written = text }
      reading.change = .text(
        clean.lostBlanks || lostApostrophe ? .whitespace : .width, written, of: original)
    }
    return reading
  }

  /// What a word for no value stands for in this field; `nil` where it is a value there.
  private func reading(of absence: Absence) -> Reading? {
    switch absence {
    case .missing: return .missing
    case .ditto:
      var reading = Reading.missing
      reading.isDitto = true
      return reading
    case .none: return Reading(.none)
    case .notApplicable: return Reading(.notApplicable)
    case .openEnd:
      switch field.kind {
      case .date, .dateOrMonth, .month: return Reading(.openEnd)
      default: return nil
      }
    }
  }

  /// What has no value in a column of yes and no, where `无` and `×` are answers.
  private func absentTruth(_ text: String) -> Reading? {
    switch Absence(text) {
    case .missing: return .missing
    case .ditto: return reading(of: .ditto)
    case .notApplicable where text != "×": return Reading(.notApplicable)
    case .some(.none) where truths.read(text) == nil: return Reading(.boolean(false), .reading(.codeSynonym))
    default: return nil
    }
  }

  private func value(of clean: CleanText) -> Reading {
    let text = clean.text
    switch field.kind {
    case .text: return simplified(text)
    case .personName: return personName(text)
    case .personNames: return personNames(text, clean)
    case .organisationName: return organisationName(text)
    case .date, .dateOrMonth: return date(text)
    case .year: return year(text)
    case .month: return month(text)
    case .period: return PeriodReading.read(text, yearHint: yearHint)
    case .integer, .decimal, .money: return number(text)
    case .rate: return rate(text)
    case .boolean: return boolean(text)
    case .code: return code(text)
    case .idNumber: return IDReading.read(text: text)
    case .phone: return PhoneReading.read(text)
    case .identifier: return identifier(text)
    }
  }

  /// The text, in simplified characters where the sheet is written in traditional ones.
  private func simplified(_ text: String) -> Reading {
    if simplifies, let other = ScriptTable.standard.simplify(text) {
      return Reading(.text(other), .suggestion(.script, .text(other)))
    }
    return Reading(.text(text))
  }

  private func personName(_ text: String) -> Reading {
    let name = NameReading.name(text)
    if name.isSeveral { return Reading(.text(text), .reading(.ambiguous)) }
    var reading = simplified(name.text)
    guard case .text(let result) = reading.value else { return reading }
    if name.lostRemark {
      if let remark {
        let other = remark.read(text: name.remark)
        if other.value.isPresent, other.change?.kind != .unknownTerm {
          reading.second = other.value
          return reading
        }
      }
      reading.change = .suggestion(.annotation, .text(result))
    } else if result != name.text {
      // Already told as another script.
    } else if name.changedDot {
      reading.change = .text(.middleDot, result, of: text)
    } else if name.lostBlanks {
      reading.change = .text(.whitespace, result, of: text)
    }
    return reading
  }

  private func personNames(_ text: String, _ clean: CleanText) -> Reading {
    var names: [String] = []
    for part in NameReading.list(text) where Absence(part) == nil {
      let name = NameReading.name(part).text
      names.append(simplifies ? ScriptTable.standard.simplify(name) ?? name : name)
    }
    if names.isEmpty { return .missing }
    let change = clean.lostBlanks ? ValueChange.text(.whitespace, text, of: clean.text) : nil
    return Reading(.list(names), change)
  }

  private func organisationName(_ text: String) -> Reading {
    // A name never has blanks of its own: 机关 第一党支部.
    guard text.unicodeScalars.contains(where: TextFolding.isSpace) else { return simplified(text) }
    let hasLatin = text.utf8.contains { (0x41...0x5A).contains($0 & 0xDF) }
    guard !hasLatin else { return simplified(text) }
    var joined = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !TextFolding.isSpace(scalar) { joined.append(scalar) }
    let name = String(joined)
    let reading = simplified(name)
    return reading.change == nil ? Reading(.text(name), .text(.whitespace, name, of: text)) : reading
  }

  private func identifier(_ text: String) -> Reading {
    if IDReading.isExponent(text) { return Reading(.unreadable, .reading(.digitsLost)) }
    return Reading(.text(text))
  }

  private func code(_ text: String) -> Reading {
    guard let codes else { return simplified(text) }
    if let reading = CodeReading.read(text, in: codes) { return reading }
    if codes.isOpen { return simplified(text) }
    return Reading(.text(text), .reading(.unknownTerm))
  }

  private func boolean(_ text: String) -> Reading {
    switch truths.read(text) {
    case .word(let truth): return Reading(.boolean(truth))
    case .sameTerm(let truth): return Reading(.boolean(truth), .sameTerm(.codeSynonym, truth ? "是" : "否"))
    case .reading(let truth): return Reading(.boolean(truth), .reading(.codeSynonym))
    case .undecided: return .doubtful
    case nil: return .unreadable
    }
  }

  // MARK: Numbers in text

  private func number(_ text: String) -> Reading {
    guard let found = NumberText(text) else { return word(text) }
    let isMoney = field.kind == .money
    if found.isShare || found.unit.map({ !$0.fits(titles, isMoney: isMoney) }) ?? false
      || !isOwn(found.label) || !isOwn(found.secondLabel) || RemarkWords.unsettles(found.remark)
    {
      return .doubtful
    }
    // The cell's own 元 is heard under a header that says 万元.
    let namesUnit = found.isScaled || found.unit == .yuan
    let value = namesUnit || multiplier == 1 ? found.value : found.value * multiplier
    var reading = Reading(.number(value))
    if let second = found.second {
      reading.second = .number(second)
      reading.change = .reading(.unit)
    } else if !found.remark.isEmpty || found.isRough {
      reading.change = .suggestion(.annotation, (value / multiplier).cellValue)
    } else if !found.label.isEmpty || (multiplier != 1 && namesUnit && !found.isScaled) {
      reading.change = .reading(.unit)
    } else if found.unit == .yuanAMonth || found.unit == .hour {
      reading.change = .reading(.unit)
    } else if found.isChinese {
      reading.change = .number(.numeral, value / multiplier, of: text)
    } else if found.unit != nil || found.isScaled || found.hasMarks {
      reading.change = .number(.unit, value / multiplier, of: text)
    }
    return reading
  }

  /// Whether a label before a number only says what the column says: `应到` under `应到人数`, `扣` under `扣分`.
  private func isOwn(_ label: String) -> Bool {
    switch label {
    case "", "共", "计", "合计", "共计", "人民币": true
    case "扣", "加": titles.contains { $0.begins(with: label) }
    default: label.unicodeScalars.count > 1 && titles.contains { $0.has(label) }
    }
  }

  /// A word where a number is expected: an entry of the field's list (`减免`), else not readable.
  private func word(_ text: String) -> Reading {
    codes.flatMap { CodeReading.read(text, in: $0) } ?? .unreadable
  }

  private func rate(_ text: String) -> Reading {
    guard let found = NumberText(text) else { return .unreadable }
    if found.saysMore || found.unit != nil || found.second != nil { return .doubtful }
    // `0.5%` typed as text is the number 0.005; it stays as people write it.
    return found.isShare ? Reading(.number(found.value), .reading(.unit)) : share(found.value)
  }

  private func share(_ value: Decimal) -> Reading {
    if let percentAbove { return Reading(.number(value > percentAbove ? value / 100 : value)) }
    return Reading(.number(isPercent ? value / 100 : value))
  }

  // MARK: Numbers

  private func read(number: Double, of cell: Cell, isDate: Bool, isPercentFormat: Bool) -> Reading {
    switch field.kind {
    case .date, .dateOrMonth, .year, .month, .period:
      return DateCellReading.read(
        number, kind: field.kind, isDate: isDate, dateSystem: dateSystem, yearHint: yearHint,
        sixDigits: sixDigits)
    case .integer, .decimal:
      guard let value = DecimalReading.decimal(number) else { return .unreadable }
      return Reading(.number(value))
    case .money:
      guard let value = DecimalReading.decimal(number) else { return .unreadable }
      return Reading(.number(multiplier == 1 ? value : value * multiplier))
    case .rate:
      guard let value = DecimalReading.decimal(number) else { return .unreadable }
      return isPercentFormat ? Reading(.number(value)) : share(value)
    case .boolean:
      if number == 1 { return Reading(.boolean(true), .reading(.codeSynonym)) }
      if number == 0 { return Reading(.boolean(false), .reading(.codeSynonym)) }
      return .unreadable
    case .idNumber: return IDReading.read(number: number, exactDigits: cell.exactDigits)
    case .phone: return PhoneReading.read(NumberCellText.text(of: number, exactDigits: cell.exactDigits))
    case .identifier:
      guard abs(number) < 1e15 || cell.exactDigits != nil else {
        return Reading(.unreadable, .reading(.digitsLost))
      }
      return Reading(.text(NumberCellText.text(of: number, exactDigits: cell.exactDigits)))
    case .text, .personName, .personNames, .organisationName, .code:
      if isDate, let date = dateSystem.date(ofSerial: number) { return read(text: date.description) }
      return read(text: NumberCellText.text(of: number, exactDigits: cell.exactDigits))
    }
  }
}

/// The plain text of a number's cell: all digits the file holds, no exponent, no `.0`.
enum NumberCellText {
  static func text(of number: Double, exactDigits: String?) -> String {
    if let exactDigits { return exactDigits }
    if let whole = Int(exactly: number), abs(number) < 1e15 { return String(whole) }
    let text = number.description
    // More digits than Excel keeps are noise of binary fractions.
    if text.utf8.count > 16, let decimal = DecimalReading.decimal(number) { return "\(decimal)" }
    return text
  }
}
