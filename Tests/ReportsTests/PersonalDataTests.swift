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
      ("20250101123456", "20250101123456"),
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
