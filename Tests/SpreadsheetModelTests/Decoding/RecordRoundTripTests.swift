import Foundation
import SpreadsheetModel
import Testing

@Suite("Records to rows and back")
struct RecordRoundTripTests {
  enum Level: String, Codable { case good = "好", fair = "中" }
  enum Grade: Int, Codable { case first = 1, second }
  struct Address: Codable, Equatable {
    var city: String
    var code: Int?
  }

  /// A property of every kind, those whose decoding needs a certain value first.
  struct Everything: Codable, Equatable {
    var level: Level
    var amount: Decimal
    var grade: Grade?
    var name: String
    var day: CivilDate
    var moment: Date?
    var link: URL
    var id: UUID?
    var count: Int64
    var share: Double?
    var isHeld: Bool
    var home: Address
    var work: Address?
    var note: String?
  }

  /// The same keys the other way round.
  struct Reversed: Codable, Equatable {
    var note: String?
    var work: Address?
    var home: Address
    var isHeld: Bool
    var share: Double?
    var count: Int64
    var id: UUID?
    var link: URL
    var moment: Date?
    var day: CivilDate
    var name: String
    var grade: Grade?
    var amount: Decimal
    var level: Level
  }

  private static func records() throws -> [Everything] {
    let day = try #require(CivilDate(year: 2023, month: 3, day: 15))
    let link = try #require(URL(string: "https://example.org/a?b=1"))
    return [
      Everything(
        level: .fair, amount: try #require(Decimal(string: "123456789012345.67")), grade: .second, name: "张三",
        day: day,
        moment: Date(timeIntervalSince1970: 1_678_872_600.25), link: link, id: UUID(),
        count: 110_101_199_003_071_234,
        share: 0.1, isHeld: true, home: Address(city: "北京", code: 100_000),
        work: Address(city: "上海", code: nil),
        note: "备注"),
      Everything(
        level: .good, amount: 0, grade: nil, name: "李四", day: day, moment: nil, link: link, id: nil,
        count: -1,
        share: nil, isHeld: false, home: Address(city: "天津", code: nil), work: nil, note: nil),
    ]
  }

  @Test("Every property comes back, whatever stands before it")
  func roundTrip() throws {
    let records = try Self.records()
    let sheet = try Sheet(name: "表", encoding: records, headings: ["level": "评价"])
    let options = RowDecodingOptions(aliases: ["level": ["评价"]])
    let decoded = try sheet.decode(Everything.self, options: options)
    #expect(decoded.failures.isEmpty)
    #expect(decoded.records == records)
    let reversed = try sheet.decode(Reversed.self, options: options)
    #expect(reversed.failures.isEmpty)
    let again = try Sheet(name: "表", encoding: reversed.records, headings: ["level": "评价"])
    #expect(try again.decode(Everything.self, options: options).records == records)
  }

  @Test("Properties behind an enum, a decimal, an address and an identifier are not lost")
  func order() throws {
    struct Line: Decodable {
      var level: Level
      var amount: Decimal
      var after: String?
    }
    let sheet = Sheet(name: "x", values: [["level", "amount", "after"], ["好", 3.14, "在"], ["差", 1, "在"]])
    let lines = try sheet.decode(Line.self)
    #expect(lines.records.map(\.after) == ["在"])
    #expect(lines.records.map(\.amount) == [Decimal(string: "3.14")])
    #expect(lines.failures.map(\.cell.description) == ["A3"])
    // No value of the sheet is one of the enum's: the rows fail, and nothing is nil in silence.
    let none = try Sheet(name: "x", values: [["level", "amount", "after"], ["差", 1, "在"]]).decode(Line.self)
    #expect(none.records.isEmpty && none.failures.map(\.key) == ["level"])
  }

  @Test(
    "Text is a number only in the notation asked for",
    arguments: [
      ("1,234.50", 1234.5, nil), ("12,5", nil, 12.5), ("1.234,56", nil, 1234.56), ("1,2,3", nil, nil),
      ("0x10", nil, nil), (" -7 ", -7, -7), ("1e3", 1000, 1000), ("1,2345", nil, 1.2345), ("", nil, nil),
      ("１２", nil, nil),
      ("inf", nil, nil), (".5", 0.5, nil), ("5.", nil, nil),
    ] as [(String, Double?, Double?)])
  func notation(text: String, point: Double?, comma: Double?) throws {
    struct Line: Decodable {
      var key: String
      var amount: Double
    }
    let sheet = Sheet(name: "x", values: [["key", "amount"], ["a", .text(text)]])
    #expect(try sheet.decode(Line.self).records.first?.amount == point)
    #expect(try sheet.decode(Line.self, options: .init(numbers: .comma)).records.first?.amount == comma)
  }

  @Test("A moment is midnight UTC unless a zone is given, and keeps its time of day")
  func moments() throws {
    struct Line: Decodable { var at: Date }
    var sheet = Sheet(
      name: "x", values: [["at"], [45000], [45000.5], ["2023-03-15"], ["2023-03-15T08:00:00+08:00"], [45000]])
    sheet.formats = [.general, .isoDateTime]
    sheet.rows[1].cells[0].format = 1
    sheet.rows[2].cells[0].format = 1
    let midnight = Date(timeIntervalSince1970: 1_678_838_400)
    let moments = try sheet.decode(Line.self)
    #expect(moments.records.map(\.at) == [midnight, midnight + 43_200, midnight, midnight])
    #expect(moments.failures.map(\.cell.description) == ["A6"])
    let zone = try #require(TimeZone(secondsFromGMT: 8 * 3600))
    let shifted = try sheet.decode(Line.self, options: .init(timeZone: zone)).records.map(\.at)
    #expect(shifted == [midnight - 28_800, midnight + 14_400, midnight - 28_800, midnight])
  }

  @Test("A stream gives what the sheet gives, a row at a time")
  func stream() throws {
    struct Line: Decodable, Equatable {
      var name: String
      var age: Int
    }
    var values: [[CellValue]] = [["名单"], ["name", "age"]]
    for index in 0..<100 { values.append([.text("人\(index)"), index == 50 ? "老" : .number(Double(index))]) }
    let sheet = Sheet(name: "x", values: values)
    let whole = try sheet.decode(Line.self)
    var rows = sheet.rows.makeIterator()
    var stream = try DecodedRowStream(Line.self, nextRow: { rows.next() })
    var records: [Line] = []
    var failures: [RowDecodingFailure] = []
    while let row = try stream.next() {
      switch row.result {
      case .success(let record): records.append(record)
      case .failure(let failure): failures.append(failure)
      }
    }
    #expect(records == whole.records && failures == whole.failures && stream.headerRow == 1)
    #expect(records.count == 99 && failures.count == 1)
  }

  @Test("A value that no cell holds is refused with its key")
  func refusals() {
    struct Lists: Encodable { var items = [1] }
    struct Infinite: Encodable { var share = Double.infinity }
    #expect(throws: EncodingError.self) { try Sheet(name: "x", encoding: [Lists()]) }
    #expect(throws: EncodingError.self) { try Sheet(name: "x", encoding: [Infinite()]) }
  }
}
