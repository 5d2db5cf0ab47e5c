import SpreadsheetModel
import Testing

@Suite("Number formats")
struct NumberFormatTests {
  @Test(
    "Dates and times are told from numbers",
    arguments: [
      ("yyyy-mm-dd", true), ("m/d/yy", true), ("yyyy\"年\"m\"月\"d\"日\"", true), ("[h]:mm", true),
      ("[mm]", true), ("[ss].00", true), ("aaaa", true), ("上午/下午h\"时\"", true),
      ("[$-404]e/m/d", true), ("[$-F800]dddd\\,\\ mmmm\\ dd", true), ("mm:ss.0", true), ("YYYY/M/D", true),
      ("[DBNum1][$-804]yyyy\"年\"m\"月\"", true), ("yyyy-mm-dd;@", true), ("h:mm AM/PM", true),
      ("[红色]yyyy-mm-dd", true),
      ("General", false), ("G/通用格式", false), ("@", false), ("0", false), ("0.00E+00", false),
      ("#,##0.00;[Red]-#,##0.00", false), ("[Red]0", false), ("\"yyyy\"0", false), ("0\"d\"", false),
      ("\\d0", false), ("[$USD-409]0.00", false), ("0_d", false), ("[DBNum2]0", false), ("", false),
      ("0 days", false), ("#,##0 USD", false), ("# ?/?", false), ("0.00;yyyy", false), ("\"年\"", false),
      ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", false),
    ])
  func isDate(code: String, expected: Bool) {
    #expect(NumberFormat(code: code).isDate == expected)
  }

  @Test("Formats are equal if their codes are")
  func equality() {
    #expect(NumberFormat(code: "0.00") == NumberFormat(code: "0.00"))
    #expect(NumberFormat(code: "0.00") != NumberFormat(code: "0.0"))
    #expect(NumberFormat(code: "General") == .general)
  }

  @Test("Formats known by number only")
  func builtIn() {
    #expect(BuiltInNumberFormats.code(14) == "yyyy/m/d")
    #expect(BuiltInNumberFormats.code(31) == "yyyy\"年\"m\"月\"d\"日\"")
    #expect(BuiltInNumberFormats.code(163) == nil)
    #expect(BuiltInNumberFormats.portableID(of: "0.00%") == 10)
    // The short date is another one in every country.
    #expect(BuiltInNumberFormats.portableID(of: "yyyy/m/d") == nil)
    for id in 0..<60 {
      guard let code = BuiltInNumberFormats.code(id) else { continue }
      let isDate = (14...22).contains(id) || (27...36).contains(id) || (45...47).contains(id) || id >= 50
      #expect(NumberFormat(code: code).isDate == isDate, "\(id)")
    }
  }
}
