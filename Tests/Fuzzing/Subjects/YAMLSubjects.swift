import CSV
import Criteria
import Foundation
import Ledgers
import SpreadsheetModel

extension FuzzSubject {
  /// A YAML definition of a ledger, a code list or additions.
  static let definition = FuzzSubject(
    name: "definition", structure: .lines, maximumLength: 2500, words: yamlWords,
    seeds: {
      [
        "ledger: asset\ntitle: {zh: 资产, en: Assets}\nsynonyms: [资产台账]\nkeys: [[name]]\nfields:\n  - id: name\n    title: {zh: 名称, en: Name}\n    kind: text\n    required: true\n  - id: amount\n    title: {zh: 金额, en: Amount}\n    kind: money\n",
        "codes: state\ntitle: {zh: 状态, en: State}\nterms:\n  - {code: \"1\", term: 在用, synonyms: [使用中]}\n  - term: 报废\n",
        "extends: member\nsynonyms: [人员名册]\nfieldSynonyms:\n  name: [人名]\n",
      ].map { Array($0.utf8) }
    },
    feed: { bytes throws(FuzzComplaint) in
      let base = try? LedgerCatalog.standard
      try withFile(of: bytes) { url in
        guard let catalog = try? LedgerCatalog(contentsOf: url, addingTo: base) else { return }
        for ledger in catalog.ledgers { for field in ledger.fields { _ = catalog.codeList(of: field) } }
      }
    })

  /// A rule pack, that is loaded and whose rules then judge their own examples: one of a pack's rules, by lot.
  static let pack = FuzzSubject(
    name: "pack", structure: .lines, maximumLength: 9500, words: yamlWords,
    seeds: { SeedFiles.rules().map { Array((smallPack + $0).utf8) } },
    feed: { bytes throws(FuzzComplaint) in
      try withFile(of: bytes) { url in
        guard let pack = try? CriteriaPack(contentsOf: url), !pack.rules.isEmpty, let exampleReader else {
          return
        }
        let rule = pack.rules[Int(lot(of: bytes, among: UInt64(pack.rules.count)))]
        for example in rule.examples { _ = pack.run(example, of: rule, exampleReader) }
      }
    })

  /// Packs do not define ledgers, so that one reader serves the examples of all.
  private static let exampleReader = (try? CriteriaPack.standard).map(ExampleReader.init(pack:))

  /// What a pack has besides its rules.
  private static let smallPack = """
    id: p
    version: 2025.1
    title: {zh: 试, en: trial}
    proofLegend: {V: 读过}
    subjects:
      organisation: {ledger: organisation, name: name, kind: kind, parent: parent, code: code, founded: founded, scoredKinds: [党支部], kindBySuffix: {支部: 党支部}}
      person: {ledger: member, name: name, number: id_number, organisation: branch, since: [joined], until: [moved_out_on]}
    measures:
      members: {title: {zh: 党员, en: members}, of: member, where: {not: {status: {oneOf: [除名]}}}, otherwise: [[members]]}
      full: {title: {zh: 正式, en: full}, of: member, where: {category: 正式党员}, otherwise: [members_full]}
      probationary: {title: {zh: 预备, en: new}, of: member, where: {category: 预备党员}}
      members_below: {title: {zh: 所属, en: below}, of: member, subordinates: true}
      posts: {title: {zh: 职务, en: posts}, of: member, where: {party_role: [书记, 委员]}}
      secretaries: {title: {zh: 书记, en: s}, of: member, where: {party_role: 书记}}
      organisers: {title: {zh: 组织, en: o}, of: member, where: {party_role: 组织委员}}
      publicists: {title: {zh: 宣传, en: p}, of: member, where: {party_role: 宣传委员}}
      discipline: {title: {zh: 纪检, en: d}, of: member, where: {party_role: 纪检委员}}
      full_time: {title: {zh: 专职, en: f}, of: staff, where: {full_time: 是}}
    scoring:
      total: 100
      loss: {error: 1, warning: 0.5, info: 0}
      tiers: [{tier: basic, freeOfErrors: true}, {tier: standard, score: 85, ledgers: [member]}]
      stars: [60, 70, 80, 90, 95]
    groupings: [{id: g, title: {zh: 组, en: group}, groups: [{title: {zh: 一, en: one}, areas: [A1]}]}]
    calendar: [{id: y2025, year: 2025, source: S, holidays: [2025-01-28..2025-02-04], worked: [2025-01-26]}]
    areas:
      - {id: A1, title: {zh: 甲, en: A}, weight: 10, indicators: [{id: A1-01, title: {zh: 乙, en: B}, weight: 10}]}
    sources:
      S: {title: 章程, proof: V}
    rules:

    """

  /// A ledger in delimited text, recognised and cleaned; one of two, by lot, is then checked against an
  /// eighth of the standard pack: one check of all rules takes the time of many inputs.
  static let ledger = FuzzSubject(
    name: "ledger", structure: .tokens, maximumLength: 800,
    words: [
      "姓名", "身份证号", "入党时间", "党费", "2025年1月", "二〇二五年三月", "110101199003070000", "13800000000", "男", "正式党员",
      "合计",
      "第一党支部党员名册", "应交", "实缴", "1-3月", "会议时间", "出席人数", "9999-99-99", "1e400", "①", "\u{3000}", "万元", "换届",
    ],
    seeds: {
      [
        "第一党支部党员名册\n序号,姓名,性别,身份证号,入党时间,联系电话\n1,张三,男,11010119900307000X,2019.7.1,13800000000\n",
        "姓名,月份,应交,实缴,缴纳日期\n张三,2025-01,15,15,2025/1/5\n李四,2025年2月,20元,,\n",
        "会议时间,会议类型,主题,应到,实到,主持人\n2025年3月5日,支部党员大会,学习,12,10,王五\n",
      ].map { Array($0.utf8) }
    },
    feed: { bytes throws(FuzzComplaint) in
      guard let reader = ledgerReader, let pack = try? CriteriaPack.standard,
        let sheet = try? CSVReader(
          bytes: bytes, name: "a", options: CSVReadingOptions(invalidBytes: .replace)
        ).sheet(),
        let day = CivilDate(year: 2025, month: 12, day: 31)
      else { return }
      let file = reader.read(workbook: Workbook(sheets: [sheet]), path: "a.csv")
      let drawn = Int(lot(of: bytes, among: UInt64(2 * ruleGroups.count)))
      guard drawn < ruleGroups.count else { return }
      let options = CheckOptions(only: ruleGroups[drawn])
      _ = pack.check(Submission(files: [file]), asOf: day, options: options)
    })

  private static let ruleGroups: [Set<String>] = (0..<8).map { group in
    let rules = (try? CriteriaPack.standard)?.rules ?? []
    return Set(rules.enumerated().filter { $0.offset % 8 == group }.map(\.element.id))
  }

  private static let ledgerReader = (try? LedgerCatalog.standard).map { LedgerReader(catalog: $0) }

  private static let yamlWords = [
    "- ", ": ", "&a ", "*a", "!!binary ", "|", ">", "? ", "{", "}", "[", "]", "\"", "'", "~", "<<: *a",
    "%YAML 1.2", "---", "...", "!",
    "fields:", "kind: date", "codes: gender", "required: true", "references:", "when:", "check:",
    "formula: \"", "include: [x.yaml]",
    "extends: standard", "profiles:", "scoring:", "examples:",
  ]

  /// Lends the bytes as a file in memory where the system has such a place.
  private static func withFile(
    of bytes: [UInt8], _ body: (URL) throws(FuzzComplaint) -> Void
  ) throws(FuzzComplaint) {
    let path = "\(folder)/taizhang-fuzz-\(UInt64.random(in: 0...UInt64.max)).yaml"
    guard let file = fopen(path, "w") else { return }
    defer { unlink(path) }
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    try body(URL(fileURLWithPath: path, isDirectory: false))
  }

  private static let folder =
    FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
}
