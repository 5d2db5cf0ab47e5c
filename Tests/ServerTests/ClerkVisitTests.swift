import Foundation
import HTTPTypes
import OpenPackaging
import SpreadsheetModel
import TestSupport
import Testing
import Workflow

@testable import Server

@Suite("A clerk's visit")
struct ClerkVisitTests {
  private static let name = "02-财政局第一党支部.xlsx"

  private func visiting() async throws -> PageClient {
    let client = try await PageClient.visiting()
    #expect(try await client.upload(Self.name, try sample("submissions/" + Self.name)).status == 201)
    #expect(try await client.send(.post, "/api/check").status == 200)
    return client
  }

  private func items(_ client: PageClient) async throws -> [[String: Any]] {
    let findings = try await client.send(.get, "/api/files/1/findings").json()
    return try #require(findings["items"] as? [[String: Any]])
  }

  @Test("The page is told of ledgers, their columns, counts and scores")
  func recognised() async throws {
    let client = try await visiting()
    let visit = try await client.visit()
    let file = try #require((visit["files"] as? [[String: Any]])?.first)
    let ledgers = try #require(file["ledgers"] as? [[String: Any]])
    #expect(ledgers.count == 4)
    let columns = try #require(
      ledgers.first { $0["sheet"] as? String == "党员花名册" }?["columns"] as? [[String: Any]])
    #expect(columns.contains { $0["header"] as? String == "身份证号" })
    let counts = try #require(file["counts"] as? [String: Int])
    let found = try await items(client)
    #expect(counts["errors"] == found.count { $0["kind"] as? String == "error" })
    #expect(counts["corrected"] == found.count { $0["kind"] as? String == "fixed" })
    let organisation = try #require((visit["organisations"] as? [[String: Any]])?.first)
    #expect(organisation["score"] as? String != nil)
  }

  @Test("The picture marks the cells of the list, each with its items")
  func picture() async throws {
    let client = try await visiting()
    let found = try await items(client)
    let picture = try await client.send(.get, "/api/files/1/sheets/1").json()
    let rows = try #require(picture["rows"] as? [[String: Any]])
    var marked: [Int: String] = [:]
    for row in rows {
      for cell in row["cells"] as? [[String: Any]] ?? [] {
        for item in cell["items"] as? [Int] ?? [] { marked[item] = cell["mark"] as? String }
      }
    }
    let sheet = try #require(picture["sheet"] as? String)
    let wanted = found.filter { $0["sheet"] as? String == sheet && $0["cell"] != nil }.compactMap {
      $0["id"] as? Int
    }
    #expect(!wanted.isEmpty)
    #expect(Set(marked.keys) == Set(wanted))
    let part = try await client.send(.get, "/api/files/1/sheets/1?from=5&to=6").json()
    #expect((part["rows"] as? [[String: Any]])?.compactMap { $0["number"] as? Int } == [5, 6])
    #expect(try await client.send(.get, "/api/files/1/sheets/99").status == 404)
    #expect(try await client.send(.get, "/api/files/9/sheets/0").status == 404)
  }

  @Test("A suggestion chosen is made in the corrected workbook, one taken back is not")
  func choice() async throws {
    let client = try await visiting()
    let item = try #require(try await items(client).first { $0["isChoice"] as? Bool == true })
    #expect(item["isMade"] as? Bool == false)
    let sheet = try #require(item["sheet"] as? String)
    let cell = try #require(item["cell"] as? String)
    let fix = try #require(item["fix"] as? String)
    let rule = try #require(item["rule"] as? String)

    /// What the cell of the corrected workbook shows, a number without the zeros its format adds.
    func corrected() async throws -> String {
      let answer = try await client.send(.get, "/api/downloads/corrected/1")
      #expect(answer.status == 200)
      let workbook = try Spreadsheet(bytes: answer.body, name: "corrected.xlsx").workbook
      let found = try #require(workbook.sheet(named: sheet))
      let reference = try #require(CellReference(a1: cell))
      guard let content = found[reference] else { return "" }
      if case .number(let number) = content.value {
        return NumberFormat.general.displayedText(of: .number(number), dateSystem: .base1900)
      }
      return found.displayedText(of: content)
    }
    func choose(_ isChosen: Bool, rule: String) async throws -> Int {
      try await client.post(
        "/api/files/1/choices", ["sheet": sheet, "cell": cell, "rule": rule, "isChosen": isChosen]
      ).status
    }

    let before = try await corrected()
    #expect(before != fix)
    #expect(try await choose(true, rule: "NO-SUCH-RULE") == 204)
    #expect(try await corrected() == before)
    #expect(try await choose(true, rule: rule) == 204)
    #expect(try await corrected() == fix)
    let made = try #require(
      try await items(client).first { $0["cell"] as? String == cell && $0["sheet"] as? String == sheet })
    #expect(made["kind"] as? String == "fixed")
    #expect(made["isMade"] as? Bool == true)
    #expect(made["isChoice"] as? Bool == true)
    #expect(try await choose(false, rule: rule) == 204)
    #expect(try await corrected() == before)
    #expect(try await client.post("/api/files/1/choices/all", ["isChosen": true]).status == 204)
    #expect(try await corrected() == fix)
  }

  @Test("Numbers of persons are masked until the clerk wants them whole")
  func personal() async throws {
    let client = try await visiting()
    func numbers() async throws -> Int {
      let picture = try await client.send(.get, "/api/files/1/sheets/1").text
      let list = try await client.send(.get, "/api/files/1/findings").text
      let report = try await client.send(.get, "/api/downloads/report").text
      return (picture + list + report).matches(of: /[1-9]\d{16}[\dXx]/).count
    }
    #expect(try await numbers() == 0)
    let answer = try await client.post("/api/settings", ["asOf": "2025-12-31", "showsPersonal": true])
    #expect(answer.status == 200)
    #expect(try await numbers() > 10)
  }

  @Test("The day rules look from can be set, and nonsense is refused")
  func day() async throws {
    let client = try await visiting()
    let answer = try await client.post("/api/settings", ["asOf": "2030-01-01", "showsPersonal": false])
    #expect(try answer.json()["asOf"] as? String == "2030-01-01")
    #expect(
      try await client.post("/api/settings", ["asOf": "2030-13-01", "showsPersonal": false]).status == 400)
    #expect(try await client.send(.post, "/api/settings", body: Array("[".utf8)).status == 400)
  }

  @Test("Everything can be taken away in one archive")
  func everything() async throws {
    let client = try await visiting()
    try await client.upload("会议.csv", try sample("submissions/14-图书馆第一党支部/会议.csv"))
    let answer = try await client.send(.get, "/api/downloads/all?period=2025")
    #expect(answer.status == 200)
    #expect(answer.headers[.contentDisposition]?.hasPrefix("attachment;") == true)
    let archive = try ZIPArchive(bytes: answer.body)
    #expect(
      Set(archive.entries.map(\.name)) == [
        "更正台账/02-财政局第一党支部-更正.xlsx", "更正台账/会议-更正.xlsx", "检查报告.html", "问题清单.xlsx", "汇总-2025.xlsx",
      ])
    #expect(try await client.send(.get, "/api/downloads/all?period=never").status == 400)
    for path in ["problems", "summary?period=2025Q4", "summary?period=2025-12"] {
      let made = try await client.send(.get, "/api/downloads/" + path)
      #expect(made.status == 200)
      #expect(try !Spreadsheet(bytes: made.body, name: "made.xlsx").workbook.sheets.isEmpty)
    }
  }

  @Test("A locked workbook opens with its password, and tells when it is the wrong one")
  func password() async throws {
    let client = try await PageClient.visiting()
    try await client.upload("加密.xlsx", try sample("broken/加密.xlsx"))
    func state() async throws -> (String?, Bool?) {
      let file = (try await client.visit()["files"] as? [[String: Any]])?.first
      return (file?["state"] as? String, (file?["failure"] as? [String: Any])?["wantsPassword"] as? Bool)
    }
    #expect(try await state() == ("failed", true))
    _ = try await client.post("/api/files/1/password", ["password": "no"])
    #expect(try await state() == ("failed", true))
    #expect(try await client.post("/api/files/1/password", ["password": "123456"]).status == 204)
    #expect(try await state().0 == "read")
    #expect(try await client.post("/api/files/1/password", ["password": "123456"]).status == 404)
  }

  @Test("News come at once when there are some, and a question without news waits for them")
  func news() async throws {
    var limits = ServerLimits()
    limits.newsWait = .seconds(900)
    let client = try await PageClient.visiting(limits: limits)
    let revision = try #require(try await client.visit()["revision"] as? Int)
    async let later = client.send(.get, "/api/visit?after=\(revision)")
    try await Task.sleep(for: .milliseconds(50))
    try await client.upload("a.csv", Array("姓名,性别\n张三,男\n".utf8))
    #expect(try #require(try await later.json()["revision"] as? Int) > revision)
  }

  @Test("The page speaks the browser's language, or the one asked for")
  func language() async throws {
    var client = try PageClient()
    #expect(try await client.send(.get, "/").text.contains("<html lang=\"zh-CN\">"))
    client.language = "en-GB,en;q=0.9,zh;q=0.5"
    #expect(try await client.send(.get, "/").text.contains("<html lang=\"en\">"))
    #expect(try await client.send(.get, "/?lang=zh").text.contains("<html lang=\"zh-CN\">"))
    client.language = "fr,zh-TW;q=0.5"
    #expect(try await client.send(.get, "/").text.contains("<html lang=\"zh-CN\">"))
  }

  @Test("Every word that page and scripts ask for is there")
  func words() throws {
    let assets = try PageAssets()
    var asked = Set(assets.page.matches(of: /\{\{(\w+)\}\}/).map { String($0.1) })
    asked.subtract(["version", "language", "otherLanguage", "setup"])
    for (name, asset) in assets.files where name.hasSuffix(".js") {
      let text = String(decoding: asset.bytes, as: UTF8.self)
      asked.formUnion(text.matches(of: /word\('(\w+)'/).map { String($0.1) })
    }
    for kind in ["error", "warning", "info", "fixed"] { asked.formUnion(["count_" + kind, "kind_" + kind]) }
    #expect(asked.count > 60)
    #expect(asked.subtracting(PagePhrases.all.keys).isEmpty)
  }
}
