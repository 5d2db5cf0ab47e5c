import Formula
import SpreadsheetModel
import XMLStreaming

extension XMLWriter {
  /// Writes the `dataValidations` of a worksheet.
  ///
  /// - Parameter listReference: Gives the reference of a list that does not fit into the rule itself.
  mutating func dataValidations(
    _ validations: [CellValidation], listReference: ([String]) -> String?
  ) {
    element("dataValidations", ["count": .integer(validations.count)]) { xml in
      for validation in validations {
        xml.dataValidation(validation, listReference: listReference)
      }
    }
  }

  private mutating func dataValidation(
    _ validation: CellValidation, listReference: ([String]) -> String?
  ) {
    let parts = validation.rule.parts(listReference: listReference)
    element(
      "dataValidation",
      [
        "type": .text(parts.type),
        "errorStyle": validation.strictness == .stop ? nil : .text(validation.strictness.rawValue),
        "operator": parts.comparison.map { .text($0) },
        "allowBlank": validation.allowsBlank ? 1 : nil,
        "showInputMessage": validation.prompt == nil ? nil : 1, "showErrorMessage": 1,
        "errorTitle": validation.alert.flatMap { $0.title.isEmpty ? nil : .xString($0.title) },
        "error": validation.alert.map { .xString($0.text) },
        "promptTitle": validation.prompt.flatMap { $0.title.isEmpty ? nil : .xString($0.title) },
        "prompt": validation.prompt.map { .xString($0.text) },
        "sqref": .text(validation.ranges.map(\.description).joined(separator: " ")),
      ]
    ) { xml in
      xml.element("formula1", formula: StoredFormula.prefixed(parts.first))
      if let second = parts.second {
        xml.element("formula2", formula: StoredFormula.prefixed(second))
      }
    }
  }
}

extension CellValidation.Rule {
  /// A list as the rule itself holds it; `nil` if it has to stand in cells: Excel takes 255 characters,
  /// and the comma divides the texts.
  static func literal(_ items: [String]) -> String? {
    guard !items.isEmpty, !items.contains(where: { $0.contains(",") || $0.isEmpty }) else { return nil }
    // A text that begins or ends with a blank would lose it.
    guard !items.contains(where: { $0.first == " " || $0.last == " " }) else { return nil }
    let joined = items.joined(separator: ",")
    guard joined.utf16.count <= 255 else { return nil }
    return "\"\(joined.replacing("\"", with: "\"\""))\""
  }

  fileprivate func parts(
    listReference: ([String]) -> String?
  ) -> (type: String, comparison: String?, first: String, second: String?) {
    switch self {
    case .list(let items):
      ("list", nil, Self.literal(items) ?? listReference(items) ?? "\"\"", nil)
    case .listFrom(let reference): ("list", nil, reference, nil)
    case .whole(let comparison): comparison.parts(type: "whole")
    case .decimal(let comparison): comparison.parts(type: "decimal")
    case .date(let comparison): comparison.parts(type: "date")
    case .time(let comparison): comparison.parts(type: "time")
    case .textLength(let comparison): comparison.parts(type: "textLength")
    case .custom(let formula): ("custom", nil, formula, nil)
    }
  }
}

extension CellValidation.Comparison {
  /// The operator's name (ST_DataValidationOperator, ST_ConditionalFormattingOperator) and its bounds.
  var parts: (name: String, bounds: [String]) {
    switch self {
    case .between(let low, let high): ("between", [low, high])
    case .notBetween(let low, let high): ("notBetween", [low, high])
    case .equal(let bound): ("equal", [bound])
    case .notEqual(let bound): ("notEqual", [bound])
    case .greater(let bound): ("greaterThan", [bound])
    case .less(let bound): ("lessThan", [bound])
    case .greaterOrEqual(let bound): ("greaterThanOrEqual", [bound])
    case .lessOrEqual(let bound): ("lessThanOrEqual", [bound])
    }
  }

  fileprivate func parts(
    type: String
  ) -> (type: String, comparison: String?, first: String, second: String?) {
    let (name, bounds) = parts
    return (type, name == "between" ? nil : name, bounds[0], bounds.count > 1 ? bounds[1] : nil)
  }
}
