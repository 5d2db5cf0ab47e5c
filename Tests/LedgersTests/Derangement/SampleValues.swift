import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Values of fields as they must be read, and the ways in which people write them.
struct SampleValues {
  let catalog: LedgerCatalog
  /// One way of writing dates for a whole ledger.
  let dateStyle: Int
  let addsUnits: Bool
  let isTraditional: Bool

  static let dateStyles = 9

  /// A value of a field and the cell it is written as.
  func value(of field: FieldDefinition, _ random: inout SeededRandom) -> (FieldValue, CellValue) {
    switch field.kind {
    case .text:
      let text = random.pick(
        ["学习贯彻会议精神", "落实到位", "按计划推进中", "理论专题研讨", "业务骨干帮带", "基层调研走访活动"], or: "落实")
      return (.text(text), .text(written(text)))
    case .personName:
      let name = Self.name(&random)
      let spaced = name.unicodeScalars.count == 2 && random.chance(0.3)
      let parts = name.unicodeScalars.map { String($0) }
      return (.text(name), .text(spaced ? parts.joined(separator: "　") : name))
    case .personNames:
      let names = (0..<Int.random(in: 1...3, using: &random)).map { _ in Self.name(&random) }
      return (.list(names), .text(names.joined(separator: random.pick(["、", "，", ",", "；", " "], or: "、"))))
    case .organisationName:
      let name = "机关第" + random.pick(["一", "二", "三", "四", "五"], or: "一") + "党支部"
      return (.text(name), .text(written(name)))
    case .date:
      let date = Self.date(&random)
      return (.date(date), .text(text(of: date)))
    case .dateOrMonth:
      let date = Self.date(&random)
      guard random.chance(0.4), let month = CivilMonth(year: date.year, month: date.month) else {
        return (.date(date), .text(text(of: date)))
      }
      let style = random.pick(
        ["\(month)", "\(month.year).\(month.month)", "\(month.year)年\(month.month)月"], or: "\(month)")
      return (.month(month), .text(style))
    case .year:
      let year = Int.random(in: 2021...2025, using: &random)
      let text: CellValue = random.chance(0.5) ? .number(Double(year)) : .text("\(year)年度")
      return (.year(year), text)
    case .month:
      let month = CivilMonth(Self.date(&random))
      return (.month(month), .text("\(month.year)年\(month.month)月"))
    case .period:
      let quarter = Int.random(in: 1...4, using: &random)
      let word = ["一", "二", "三", "四"][quarter - 1]
      return (.text("2025Q\(quarter)"), .text("2025年第\(word)季度"))
    case .integer:
      let number = Int.random(in: 1...180, using: &random)
      return (.number(Decimal(number)), amount(Double(number), unit(of: field), &random))
    case .decimal:
      let number = Int.random(in: 1...80, using: &random)
      return (.number(Decimal(number) / 2), amount(Double(number) / 2, unit(of: field), &random))
    case .money:
      let number = Int.random(in: 1...200_000, using: &random)
      return (.number(Decimal(number) / 100), amount(Double(number) / 100, "元", &random))
    case .rate:
      let rates: [(Decimal, Double)] =
        field.percentAbove != nil
        ? [(Decimal(5) / 1000, 0.005), (Decimal(1) / 100, 0.01), (Decimal(15) / 1000, 0.015)]
        : [(Decimal(95) / 100, 0.95), (Decimal(8) / 10, 0.8), (1, 1)]
      let (decimal, double) = random.pick(rates, or: rates[0])
      let percent = "\(decimal * 100)%"
      return (.number(decimal), random.chance(0.5) ? .text(percent) : .number(double))
    case .boolean:
      let truth = random.chance(0.4)
      return (
        .boolean(truth),
        .text(truth ? random.pick(["是", "√", "✓", "Y"], or: "是") : random.pick(["否", "N"], or: "否"))
      )
    case .code:
      guard let list = catalog.codeList(of: field), let term = list.terms.randomElement(using: &random) else {
        return (.missing, .empty)
      }
      let word = random.chance(0.3) ? random.pick(term.same + term.synonyms, or: term.term) : term.term
      let isCode = word.utf8.allSatisfy { $0 < 0x80 }
      return (.text(term.term), .text(written(isCode ? term.term : word)))
    case .idNumber:
      let number = Self.idNumber(&random)
      let text = random.chance(0.2) ? number.lowercased() : number
      return (.text(number), .text(text))
    case .phone:
      let number = "1390000" + String(Int.random(in: 1000...9999, using: &random))
      return (.text(number), random.chance(0.5) ? .number(Double(number) ?? 0) : .text(number))
    case .identifier:
      let code = "00" + String(Int.random(in: 100...999, using: &random)) + "A"
      return (.text(code), .text(code))
    }
  }

  private func written(_ text: String) -> String { isTraditional ? Traditional.text(text) : text }

  /// The unit that people write behind numbers of a field; minutes are no lessons.
  private func unit(of field: FieldDefinition) -> String {
    let units = [
      ("学时", "学时"), ("年龄", "岁"), ("任期", "年"), ("党龄", "年"), ("票", "票"), ("分", "分"), ("人", "人"),
    ]
    return units.first { field.title.zh.contains($0.0) }?.1 ?? ""
  }

  private func amount(_ number: Double, _ unit: String, _ random: inout SeededRandom) -> CellValue {
    guard addsUnits else { return .number(number) }
    let plain = number == number.rounded() ? String(Int(number)) : "\(number)"
    return .text(random.chance(0.2) ? fullWidth(plain) : plain + unit)
  }

  private func fullWidth(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { result.append(Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar) }
    return String(result)
  }

  /// A date in the ledger's style.
  private func text(of date: CivilDate) -> String {
    let digits = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    func numeral(_ number: Int) -> String {
      if number < 10 { return digits[number] }
      let tens = number / 10
      return (tens == 1 ? "" : digits[tens]) + "十" + (number % 10 == 0 ? "" : digits[number % 10])
    }
    let (year, month, day) = (date.year, date.month, date.day)
    switch dateStyle {
    case 0: return date.description
    case 1: return "\(year).\(month).\(day)"
    case 2: return "\(year)/\(month)/\(day)"
    case 3: return "\(year)年\(month)月\(day)日"
    case 4: return date.description.replacing("-", with: "")
    case 5:
      return String(year).compactMap { $0.wholeNumberValue.map { digits[$0] } }.joined()
        + "年\(numeral(month))月\(numeral(day))日"
    case 6: return fullWidth("\(year).\(month).\(day)")
    case 7: return "\(date) 00:00:00"
    default: return " \(year)。\(month)。\(day) "
    }
  }

  private static func date(_ random: inout SeededRandom) -> CivilDate {
    while true {
      if let date = CivilDate(daysSince1970: Int.random(in: 7_000...20_400, using: &random)) { return date }
    }
  }

  private static func name(_ random: inout SeededRandom) -> String {
    let surname = random.pick(["张", "李", "王", "赵", "刘", "陈", "杨", "周", "吴", "徐", "孙", "马"], or: "张")
    let given = random.pick(["伟", "芳", "秀英", "敏", "静", "建国", "志强", "晓明", "玉兰", "海燕", "文博", "宁"], or: "伟")
    return surname + given
  }

  private static func idNumber(_ random: inout SeededRandom) -> String {
    let birth = date(&random).description.replacing("-", with: "")
    let body = "370000\(birth)\(Int.random(in: 100...999, using: &random))"
    for last in ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "X"] where CitizenID(body + last) != nil {
      return body + last
    }
    return body + "0"
  }
}
