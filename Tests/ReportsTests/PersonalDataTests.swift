import Reports
import Testing

@Suite("Personal data")
struct PersonalDataTests {
  @Test(
    "ID and telephone numbers keep their ends only, other numbers stay",
    arguments: [
      ("身份证号11010519491231002X有误", "身份证号110***********002X有误"),
      ("13800138000", "138****8000"), ("共 1234567 元", "共 1234567 元"),
      ("２０２５年１１０１０５１９４９１２３１００２Ｘ", "２０２５年１１０***********００２Ｘ"),
      ("20250101123456", "20250101123456"), ("电话 135-0000-0007，办公室", "电话 135******0007，办公室"),
      ("+86 135 0000 0007", "+86 *********0007"), ("379901 19931204 030X 有误", "379*************030X 有误"),
      ("2025-01-01 2025-12-31", "2025-01-01 2025-12-31"), ("010-88886666-3", "010-88886666-3"),
      ("13800138000 13900139000", "138****8000 139****9000"), ("1-2-3 ", "1-2-3 "), ("- -", "- -"),
    ])
  func masks(text: String, expected: String) {
    #expect(PersonalData.maskingNumbers(in: text) == expected)
  }

  @Test(
    "A whole value shows no more than its ends, however short it is",
    arguments: [("1380013800", "138***3800"), ("12345", "1***5"), ("1", "*"), ("", "")])
  func masksValues(value: String, expected: String) {
    #expect(PersonalData.masked(value) == expected)
  }
}
