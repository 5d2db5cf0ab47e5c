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
}
