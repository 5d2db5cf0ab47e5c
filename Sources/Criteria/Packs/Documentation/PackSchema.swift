/// The JSON Schema of the pack format, made from what the parser accepts, so that the two cannot part.
public enum PackSchema {
  /// The schema (draft 2020-12) as text, its keys in a fixed order; `PackSchema.json` beside the packs holds
  /// it for editors.
  public static var json: String { object(root, indent: 0) + "\n" }

  /// JSON with ordered keys: enough for a schema, and the same on every run.
  private indirect enum JSON {
    case text(String)
    case flag(Bool)
    case list([JSON])
    case object([(String, JSON)])
  }

  private static var root: [(String, JSON)] {
    [
      ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      ("title", .text("taizhang criteria pack")),
      ("type", .text("object")),
      ("additionalProperties", .flag(false)),
      (
        "properties",
        .object(
          PackParser.keys.map { key in
            switch key {
            case "rules": (key, array(reference("rule")))
            case "title", "authority": (key, reference("phrase"))
            case "include", "ledgerFiles": (key, array(type("string")))
            case "measures", "sources", "subjects", "proofLegend", "scoring": (key, type("object"))
            case "areas", "groupings", "profiles", "waivers", "calendar": (key, array(type("object")))
            default: (key, type("string"))
            }
          })
      ),
      (
        "$defs",
        .object([
          ("phrase", phrase), ("rule", rule), ("clause", clause), ("check", check), ("condition", condition),
          ("window", window), ("example", example), ("span", span),
        ])
      ),
    ]
  }

  private static let phrase: JSON = .object([
    (
      "oneOf",
      .list([
        type("string"),
        closed([("zh", type("string")), ("en", type("string"))], required: ["zh", "en"]),
      ])
    )
  ])

  private static var rule: JSON {
    // A pack laid over another names a rule and says only what differs.
    closed(RuleParser.keys.map { ($0, property($0)) }, required: ["id"])
  }

  private static var clause: JSON {
    closed(RuleParser.clauseKeys.map { ($0, property($0)) }, required: [])
  }

  private static func property(_ key: String) -> JSON {
    switch key {
    case "title", "message", "advice", "note": reference("phrase")
    case "when": reference("condition")
    case "inForce": reference("window")
    case "check": reference("check")
    case "checks": array(reference("clause"))
    case "examples": array(reference("example"))
    case "severity": words(["info", "warning", "error"])
    case "tier": words(Tier.allCases.map(\.rawValue))
    case "scope": words(Rule.Scope.allCases.map(\.rawValue))
    case "fix": words(Rule.FixPolicy.allCases.map(\.rawValue))
    case "after", "yieldsTo", "ledgers": array(type("string"))
    case "source":
      array(
        closed(
          [("ref", type("string")), ("article", type("string")), ("ledgers", array(type("string")))],
          required: ["ref"]))
    case "review", "enabled", "onePerRecord": type("boolean")
    default: type("string")
    }
  }

  private static var check: JSON {
    .object([
      ("type", .text("object")), ("minProperties", .text("1")), ("maxProperties", .text("1")),
      ("additionalProperties", .flag(false)),
      (
        "properties",
        .object(
          CheckKinds.all.map { kind in
            let whole = closed(kind.keys.map { ($0, .object([])) }, required: [])
            let schema =
              kind.shorthand == nil ? whole : .object([("anyOf", .list([type("string"), whole]))])
            return (kind.name, schema)
          })
      ),
    ])
  }

  private static let condition: JSON = .object([
    ("type", .text("object")),
    (
      "description",
      .text(
        "field: value, a list of values, present, blank, or relations; any, all, not, person, measure, formula"
      )
    ),
  ])

  private static let window: JSON = closed(
    [("by", type("string")), ("from", type("string")), ("to", type("string"))], required: [])

  private static let span: JSON = closed(
    CalendarSpan.Unit.allCases.map { ($0.rawValue, type("integer")) }, required: [])

  private static let example: JSON = .object([
    ("type", .text("object")),
    (
      "description",
      .text(
        "pass, fail, notApplicable, notChecked or review: what the case shows; ledgers as small tables; expect: the findings"
      )
    ),
  ])

  // MARK: Writing

  private static func type(_ name: String) -> JSON {
    // Scalars are read as text, so a number or a truth value is as good as text.
    name == "string"
      ? .object([("type", .list([.text("string"), .text("number"), .text("boolean")]))])
      : .object([("type", .text(name))])
  }

  private static func words(_ words: [String]) -> JSON { .object([("enum", .list(words.map { .text($0) }))]) }

  private static func array(_ items: JSON) -> JSON { .object([("type", .text("array")), ("items", items)]) }

  private static func reference(_ name: String) -> JSON { .object([("$ref", .text("#/$defs/\(name)"))]) }

  private static func closed(_ properties: [(String, JSON)], required: [String]) -> JSON {
    var members: [(String, JSON)] = [
      ("type", .text("object")), ("additionalProperties", .flag(false)), ("properties", .object(properties)),
    ]
    if !required.isEmpty { members.append(("required", .list(required.map { .text($0) }))) }
    return .object(members)
  }

  private static func object(_ members: [(String, JSON)], indent: Int) -> String {
    if members.isEmpty { return "{}" }
    let space = String(repeating: " ", count: indent + 2)
    let lines = members.map { "\(space)\"\($0.0)\": \(write($0.1, $0.0, indent: indent + 2))" }
    return "{\n" + lines.joined(separator: ",\n") + "\n" + String(repeating: " ", count: indent) + "}"
  }

  private static func write(_ value: JSON, _ key: String, indent: Int) -> String {
    switch value {
    case .text(let text): key.hasSuffix("Properties") ? text : "\"\(text)\""
    case .flag(let flag): flag ? "true" : "false"
    case .list(let items): "[" + items.map { write($0, "", indent: indent) }.joined(separator: ", ") + "]"
    case .object(let members): object(members, indent: indent)
    }
  }
}
