import SpreadsheetModel
import Testing

@Suite("Numbers shown by sections, as moments and as fractions")
struct ShownNumbersTests {
  private static func shown(_ code: String, _ number: Double, _ system: DateSystem = .base1900) -> String {
    NumberFormat(code: code).displayedText(of: .number(number), dateSystem: system)
  }

  @Test(
    "a section for numbers below zero alone shows them without their sign, every other with it",
    arguments: [
      ("[>100]0.0;[<-5]0.00;0", [150: "150.0", 50: "50", -3: "-3", -10: "10.00"]),
      ("[<-5]\"低\"0;[<0]\"负\"0;\"正\"0", [3: "正3", -3: "负3", -10: "低10"]),
      ("[>100]0.0;[<50]0.00;0", [60: "60", 3: "3.00", -3: "-3.00"]),
      ("[>100]0;0.0", [150: "150", 3: "3.0", -3: "-3.0"]), ("[>=0]0;0.00", [3: "3", -3: "3.00"]),
      ("[>0]0;0.00", [0: "0.00", -3: "3.00"]), ("[>-5]0;0.0", [-3: "-3", -10: "10.0"]),
      ("[<=0]0.00;0.0", [0: "0.00", 3: "3.0", -3: "-3.00"]), ("[<0]0;0.0", [-3: "3", 3: "3.0"]),
      ("0;[<-5]0.0;0.00", [3: "3", -3: "-3.00", -10: "10.0"]),
      ("0;[=0]\"无\";0.0", [0: "无", -3: "-3.0"]), ("[=0]\"无\";0", [0: "无", -3: "-3"]),
      ("[>100]0.0;0.00;0.000", [150: "150.0", 3: "3.000", -3: "3.00"]),
      ("0;[<-5]0.0", [-3: "3", -10: "10.0"]), ("0;[>5]0.0", [-3: "-3", 7: "7.0"]),
      ("[=-1]0.0;0", [-1: "1.0", -3: "-3"]), ("[>=0]0;-0.0", [-3: "-3.0"]),
      ("[>100]\"高\";[<-5]\"低\";\"中\"", [7: "中", -3: "-中", -10: "低"]),
      ("[>=1000000]0.0,,\"M\";[>=1000]0.0,\"K\";0", [2_500_000: "2.5M", -3: "-3"]),
      ("General;[<-5]General;General", [-3: "-3", -10: "10"]),
    ] as [(String, [Double: String])])
  func conditions(code: String, numbers: [Double: String]) {
    for (number, text) in numbers { #expect(Self.shown(code, number) == text, "\(number)") }
  }

  @Test("negative times fill the cell in 1900 books and show in 1904 books")
  func negativeTimes() {
    for code in ["[h]:mm", "[mm]:ss", "h:mm", "yyyy-mm-dd"] {
      #expect(Self.shown(code, -0.5) == "########")
    }
    #expect(Self.shown("[h]:mm", -1.75, .base1904) == "-42:00")
    #expect(Self.shown("[mm]:ss", -0.5, .base1904) == "-720:00")
    #expect(Self.shown("yyyy-mm-dd", -1.75, .base1904) == "-1904-01-02")
  }

  @Test(
    "a section for what is below zero shows times in both systems, with the sign it writes itself",
    arguments: [DateSystem.base1900, .base1904])
  func negativeSections(system: DateSystem) {
    #expect(Self.shown("[h]:mm;-[h]:mm", -1.75, system) == "-42:00")
    #expect(Self.shown("[h]:mm;[h]:mm", -0.5, system) == "12:00")
    #expect(Self.shown("[<0]-[h]:mm;[h]:mm", -0.5, system) == "-12:00")
    #expect(Self.shown("0;[h]:mm", -0.5, system) == "12:00")
    #expect(Self.shown("yyyy-mm-dd;\"无\"", -0.5, system) == "无")
  }

  @Test(
    "whole numbers before a fraction go by thousands",
    arguments: [
      ("#,##0 ?/?", 1234.5, "1,234 1/2"), ("#,##0 ?/?", 1_234_567.25, "1,234,567 1/4"),
      ("#,##0 ?/?", 0.25, "0 1/4"), ("#,##0 ?/?", 12, "12    "), ("#,##0 ?/?", -1234.5, "-1,234 1/2"),
      ("#,##0 ?/?", 999.999, "1,000    "), ("#,###\\ ?/8", 1234.5, "1,234 4/8"),
      ("0,000 ?/?", 12.5, "0,012 1/2"), ("?,??0 ?/?", 12.5, "   12 1/2"), ("# ?/?", 1234.5, "1234 1/2"),
      ("# ?/?", 123_456_789_012.5, "123456789012 1/2"),
    ] as [(String, Double, String)])
  func groupedFractions(code: String, number: Double, text: String) {
    #expect(Self.shown(code, number) == text)
  }

  @Test(
    "dates, times of day and elapsed times are told apart",
    arguments: [
      ("yyyy-mm-dd", .date), ("mmm-yy", .date), ("aaaa", .date), ("yyyy/m/d h:mm", .dateAndTime),
      ("h:mm", .timeOfDay), ("上午/下午h\"时\"mm\"分\"", .timeOfDay), ("mm:ss.0", .timeOfDay),
      ("[h]:mm", .elapsedTime), ("[mm]:ss", .elapsedTime), ("[s]", .elapsedTime), ("0.00", nil),
      ("General", nil), ("@", nil), ("[Red]0;yyyy", nil),
    ] as [(String, NumberFormat.Moment?)])
  func moments(code: String, moment: NumberFormat.Moment?) {
    let format = NumberFormat(code: code)
    #expect(format.moment == moment)
    #expect(format.isDate == (moment != nil))
    #expect((moment?.showsDay ?? false) == (moment == .date || moment == .dateAndTime))
  }

  @Test("a code longer than Excel's 255 characters is none, and no text grows past what a cell shows")
  func bounds() {
    let literal = "\"" + String(repeating: "长", count: 253) + "\""
    #expect(Self.shown(literal, 1).count == 253)
    #expect(Self.shown(literal + "0", 1.5) == "1.5")
    let repeating = NumberFormat(code: String(repeating: "@", count: 255))
    func shown(_ text: String) -> String {
      repeating.displayedText(of: .text(text), dateSystem: .base1900)
    }
    #expect(shown("名") == String(repeating: "名", count: 255))
    #expect(shown(String(repeating: "名", count: 128)).count == 32_640)
    let long = String(repeating: "名", count: 129)
    #expect(shown(long) == long)
    #expect(shown(String(repeating: "x", count: 1 << 20)).count == 1 << 20)
  }
}
