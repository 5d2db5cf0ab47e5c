import Diagnostics
import Foundation
import Ledgers
import SpreadsheetModel

/// Turns a pack's merged text into the pack, collecting what is wrong with it.
struct PackParser {
  static let keys = [
    "id", "version", "title", "authority", "extends", "include", "ledgerFiles", "proofLegend", "subjects",
    "measures", "areas", "groupings", "profiles", "defaultProfile", "scoring", "waivers", "calendar",
    "sources", "rules",
  ]

  let document: PackNode
  let ledgers: [LedgerID: LedgerDefinition]
  let codeLists: [String: CodeList]
  private(set) var problems: [PackProblem] = []

  init(_ document: PackNode, ledgers: [LedgerDefinition], codeLists: [String: CodeList]) {
    self.document = document
    self.codeLists = codeLists
    self.ledgers = Dictionary(ledgers.map { ($0.id, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// Reads the pack as a profile sees it.
  mutating func parse(profile wanted: String?) throws(PackError) -> CriteriaPack {
    let pack: CriteriaPack
    do throws(PackProblem) {
      var document = self.document
      let root = try NodeReader(document, allowing: Self.keys)
      let ownDefault = try root.text(ifAny: "defaultProfile")
      let name = wanted ?? ownDefault
      if let name { document = try applying(profile: name, root) }
      pack = try read(NodeReader(document, allowing: Self.keys), profile: name)
    } catch {
      throw PackError(problems + [error])
    }
    guard problems.isEmpty else { throw PackError(problems) }
    return pack
  }

  // MARK: Profiles

  /// Turns rules on and off and lays the profile's settings over them.
  private func applying(profile name: String, _ root: NodeReader) throws(PackProblem) -> PackNode {
    let profiles = root.node("profiles")?.items ?? []
    guard let node = profiles.first(where: { $0["id"]?.scalar == name }) else {
      throw PackProblem(
        .unknownName, at: root.node("profiles")?.place ?? root.node.place,
        Phrase(zh: "没有方案“\(name)”", en: "no profile '\(name)'"),
        suggestion: nearestName(to: name, among: profiles.compactMap { $0["id"]?.scalar }))
    }
    let reader = try NodeReader(node, allowing: Self.profileKeys)
    let rules = root.node("rules")?.items ?? []
    let ids = Set(rules.compactMap { $0["id"]?.scalar })
    func checked(_ key: String) throws(PackProblem) -> Set<String> {
      var names: Set<String> = []
      for item in reader.node(key)?.items ?? [] {
        let id = try item.text()
        guard ids.contains(id) else { throw unknownRule(id, item.place, ids) }
        names.insert(id)
      }
      return names
    }
    let enabled = try checked("enable")
    let disabled = try checked("disable")
    let scopes = Set(try reader.texts("disableScopes"))
    var changed: [PackNode] = []
    for rule in rules {
      let id = rule["id"]?.scalar ?? ""
      var rule = rule
      let isOff =
        disabled.contains(id)
        || (scopes.contains(rule["scope"]?.scalar ?? "national") && !enabled.contains(id))
      if isOff || enabled.contains(id) {
        rule = rule.setting(
          "enabled", to: PackNode(content: .scalar(isOff ? "false" : "true"), place: rule.place))
      }
      changed.append(rule)
    }
    for entry in reader.node("set")?.entries ?? [] {
      guard let index = changed.firstIndex(where: { $0["id"]?.scalar == entry.key }) else {
        throw unknownRule(entry.key, entry.keyPlace, ids)
      }
      changed[index] = changed[index].overlaid(with: entry.value)
    }
    var entries = document.entries ?? []
    if let index = entries.firstIndex(where: { $0.key == "rules" }) {
      entries[index].value = PackNode(content: .list(changed), place: entries[index].value.place)
    }
    return PackNode(content: .map(entries), place: document.place)
  }

  static let profileKeys = ["id", "title", "enable", "disable", "disableScopes", "set"]

  private func unknownRule(_ id: String, _ place: PackPlace, _ ids: Set<String>) -> PackProblem {
    PackProblem(
      .unknownName, at: place, Phrase(zh: "没有规则“\(id)”", en: "no rule '\(id)'"),
      suggestion: nearestName(to: id, among: ids.sorted()))
  }

  // MARK: The whole

  private mutating func read(_ root: NodeReader, profile: String?) throws(PackProblem) -> CriteriaPack {
    let subjects = try SubjectParser(ledgers: ledgers).parse(try root.required("subjects"))
    let sources = try readSources(root.node("sources"))
    let areas = try readAreas(root.node("areas"))
    let indicators = Set(areas.flatMap { $0.indicators.map(\.id) })
    let measures = try readMeasures(root.node("measures"), subjects)
    let parser = RuleParser(
      ledgers: ledgers, measures: measures.map(\.id), subjects: subjects, sources: Set(sources.keys),
      indicators: indicators)
    var rules: [Rule] = []
    var ids: Set<String> = []
    for node in root.node("rules")?.items ?? [] {
      do throws(PackProblem) {
        let rule = try parser.parse(node)
        if !ids.insert(rule.id).inserted {
          problems.append(
            PackProblem(
              .duplicate, at: node.place,
              Phrase(zh: "规则“\(rule.id)”重复", en: "rule '\(rule.id)' is given twice")))
        }
        rules.append(rule)
      } catch {
        problems.append(error)
      }
    }
    for rule in rules {
      for other in rule.after + rule.yieldsTo where !ids.contains(other) {
        problems.append(unknownRule(other, rule.place, ids))
      }
    }
    let scoring = try ScoringParser(ledgers: ledgers, measures: measures.map(\.id), subjects: subjects)
      .parse(root.node("scoring"))
    return CriteriaPack(
      id: try root.text("id"), version: try root.text("version"), title: try root.phrase("title"),
      authority: try root.phrase(ifAny: "authority"), proofLegend: try readLegend(root.node("proofLegend")),
      areas: areas, rules: rules, sources: sources,
      groupings: try readGroupings(root.node("groupings"), areas),
      profiles: try readProfiles(root.node("profiles")), profile: profile, scoring: scoring,
      waivers: try readWaivers(root.node("waivers"), ids), calendar: try readCalendar(root.node("calendar")),
      ledgers: ledgers, codeLists: codeLists, subjects: subjects, measures: measures, document: self.document)
  }

  private func readLegend(_ node: PackNode?) throws(PackProblem) -> [(mark: String, meaning: String)] {
    var legend: [(mark: String, meaning: String)] = []
    for entry in node?.entries ?? [] { legend.append((entry.key, try entry.value.text())) }
    return legend
  }

  private func readSources(_ node: PackNode?) throws(PackProblem) -> [String: Source] {
    var sources: [String: Source] = [:]
    for entry in node?.entries ?? [] {
      let reader = try NodeReader(entry.value, allowing: ["title", "issued", "inForce", "address", "proof"])
      sources[entry.key] = Source(
        id: entry.key, title: try reader.text("title"), issued: try reader.text(ifAny: "issued"),
        inForce: try reader.text(ifAny: "inForce"), address: try reader.text(ifAny: "address"),
        proof: try reader.text(ifAny: "proof") ?? "-")
    }
    return sources
  }

  private func readAreas(_ node: PackNode?) throws(PackProblem) -> [Area] {
    var areas: [Area] = []
    for item in node?.items ?? [] {
      let reader = try NodeReader(item, allowing: ["id", "title", "weight", "indicators"])
      var indicators: [Indicator] = []
      for child in reader.node("indicators")?.items ?? [] {
        let part = try NodeReader(child, allowing: ["id", "title", "weight"])
        indicators.append(
          Indicator(
            id: try part.text("id"), title: try part.phrase("title"),
            weight: max(0, try part.integer(ifAny: "weight") ?? 1)))
      }
      areas.append(
        Area(
          id: try reader.text("id"), title: try reader.phrase("title"),
          weight: max(0, try reader.integer(ifAny: "weight") ?? 1), indicators: indicators))
    }
    return areas
  }

  private func readMeasures(_ node: PackNode?, _ subjects: Subjects) throws(PackProblem) -> [Measure] {
    var measures: [Measure] = []
    let scope = CheckScope(ledger: nil, ledgers: ledgers, measures: [], subjects: subjects)
    for entry in node?.entries ?? [] {
      let reader = try NodeReader(
        entry.value, allowing: ["title", "of", "where", "sum", "subordinates", "otherwise"])
      let definition = try scope.definition(of: try reader.required("of"))
      measures.append(
        Measure(
          id: entry.key, title: try reader.phrase("title"), ledger: definition.id,
          condition: try ConditionParser(scope: scope).parse(ifAny: reader.node("where"), definition),
          sum: try reader.node("sum").map { node throws(PackProblem) in try scope.field(node, of: definition)
          },
          includesSubordinates: try reader.flag("subordinates"),
          otherwise: try readAlternatives(
            reader.node("otherwise"), scope, ledgers[subjects.organisation.ledger])))
    }
    return measures
  }

  /// A list of fields, or a list of such lists.
  private func readAlternatives(
    _ node: PackNode?, _ scope: CheckScope, _ definition: LedgerDefinition?
  ) throws(PackProblem) -> [[FieldID]] {
    guard let node else { return [] }
    if node.items.allSatisfy({ $0.scalar != nil }) { return [try scope.fields(node, of: definition)] }
    var alternatives: [[FieldID]] = []
    for item in node.items { alternatives.append(try scope.fields(item, of: definition)) }
    return alternatives
  }

  private func readGroupings(_ node: PackNode?, _ areas: [Area]) throws(PackProblem) -> [Grouping] {
    var groupings: [Grouping] = []
    for item in node?.items ?? [] {
      let reader = try NodeReader(item, allowing: ["id", "title", "groups"])
      var groups: [Grouping.Group] = []
      for child in reader.node("groups")?.items ?? [] {
        let part = try NodeReader(child, allowing: ["title", "areas", "indicators"])
        var members = try part.texts("indicators")
        for areaNode in part.node("areas")?.items ?? [] {
          let id = try areaNode.text()
          guard let area = areas.first(where: { $0.id == id }) else {
            throw PackProblem(
              .unknownName, at: areaNode.place, Phrase(zh: "没有领域“\(id)”", en: "no area '\(id)'"),
              suggestion: nearestName(to: id, among: areas.map(\.id)))
          }
          members += area.indicators.map(\.id)
        }
        let known = Set(areas.flatMap { $0.indicators.map(\.id) })
        for id in members where !known.contains(id) {
          throw PackProblem(
            .unknownName, at: child.place, Phrase(zh: "没有指标“\(id)”", en: "no indicator '\(id)'"),
            suggestion: nearestName(to: id, among: known.sorted()))
        }
        groups.append(Grouping.Group(title: try part.phrase("title"), indicators: members))
      }
      groupings.append(Grouping(id: try reader.text("id"), title: try reader.phrase("title"), groups: groups))
    }
    return groupings
  }

  private func readProfiles(_ node: PackNode?) throws(PackProblem) -> [Profile] {
    var profiles: [Profile] = []
    for item in node?.items ?? [] {
      let reader = try NodeReader(item, allowing: Self.profileKeys)
      profiles.append(Profile(id: try reader.text("id"), title: try reader.phrase("title")))
    }
    return profiles
  }

  private func readWaivers(_ node: PackNode?, _ ids: Set<String>) throws(PackProblem) -> [Waiver] {
    var waivers: [Waiver] = []
    for item in node?.items ?? [] {
      let reader = try NodeReader(
        item, allowing: ["rule", "organisation", "record", "reason", "approvedBy", "until"])
      let rule = try reader.required("rule")
      let id = try rule.text()
      guard ids.contains(id) else { throw unknownRule(id, rule.place, ids) }
      waivers.append(
        Waiver(
          rule: id, organisation: try reader.text(ifAny: "organisation"),
          record: try reader.text(ifAny: "record"),
          reason: try reader.text("reason"), approvedBy: try reader.text(ifAny: "approvedBy"),
          until: try reader.required("until").date()))
    }
    return waivers
  }

  private func readCalendar(_ node: PackNode?) throws(PackProblem) -> WorkingCalendar {
    var calendar = WorkingCalendar()
    for item in node?.items ?? [] {
      let reader = try NodeReader(item, allowing: ["id", "year", "source", "holidays", "worked"])
      if let year = try reader.integer(ifAny: "year") { calendar.years.insert(year) }
      for range in reader.node("holidays")?.items ?? [] { calendar.holidays.formUnion(try days(range)) }
      for range in reader.node("worked")?.items ?? [] { calendar.workingWeekends.formUnion(try days(range)) }
    }
    return calendar
  }

  /// One day, or `2025-01-28..2025-02-04`.
  private func days(_ node: PackNode) throws(PackProblem) -> [CivilDate] {
    let parts = try node.text().components(separatedBy: "..")
    guard let first = parts.first.flatMap({ CivilDate(iso: $0) }),
      let last = parts.last.flatMap({ CivilDate(iso: $0) }),
      parts.count <= 2, first <= last, first.days(to: last) < 60
    else {
      throw PackProblem(
        .wrongValue, at: node.place,
        Phrase(zh: "应为一天，或 YYYY-MM-DD..YYYY-MM-DD", en: "a day, or YYYY-MM-DD..YYYY-MM-DD, is due here"))
    }
    return (0...first.days(to: last)).compactMap { first.adding(days: $0) }
  }
}
