import Foundation
import Hummingbird
import SpreadsheetModel
import Workflow

/// How a visit stands, as its page shows it.
struct VisitDocument: ResponseEncodable {
  /// Counts up with every change.
  var revision: Int
  /// Whether a check is going on.
  var isChecking: Bool
  /// Whether what is told of findings takes in the last change.
  var isCurrent: Bool
  /// The day rules look from.
  var asOf: String
  /// Whether numbers of persons are shown whole.
  var showsPersonal: Bool
  /// The files in the order they came.
  var files: [FileDocument]
  /// How the organisations stand.
  var organisations: [OrganisationDocument]
  /// Organisations beyond those listed.
  var moreOrganisations: Int

  /// An organisation's standing.
  struct OrganisationDocument: Encodable {
    var name: String
    /// `nil` where nothing could be assessed.
    var score: String?
    var tier: String
    var stars: Int
    var isProvisional: Bool
    var areas: [Area]
  }

  /// Points of an area.
  struct Area: Encodable {
    var title: String
    var score: String
    var max: String
    /// 0 to 100; `nil` where nothing of it could be assessed.
    var percent: Int?
  }

  /// Organisations listed on the page; the summary has all.
  private static let organisationLimit = 40

  /// Describes a visit.
  init(_ visit: isolated Visit, pack: CriteriaPack, language: Language) {
    revision = visit.revision
    isChecking = visit.isChecking
    isCurrent = visit.isCurrent
    asOf = visit.settings.asOf.description
    showsPersonal = visit.settings.showsPersonal
    let corrected = Dictionary(
      (visit.outcome?.files ?? []).map { ($0.input.path, $0) }, uniquingKeysWith: { first, _ in first })
    files = visit.files.map { FileDocument($0, corrected: corrected[$0.name], language: language) }
    let all = visit.outcome?.report.organisations ?? []
    let scored = all.filter { $0.score != nil }
    let listed = scored.isEmpty ? all : scored
    organisations = listed.prefix(Self.organisationLimit).map {
      OrganisationDocument($0, pack: pack, language: language)
    }
    moreOrganisations = max(0, listed.count - Self.organisationLimit)
  }
}

extension VisitDocument.OrganisationDocument {
  init(_ result: OrganisationResult, pack: CriteriaPack, language: Language) {
    name = result.name
    score = result.score.map { "\($0.rounded(places: 2))" }
    tier =
      result.isRated
      ? Self.tier(result.tier).template(language)
      : Phrase(zh: "未评定（资料不足）", en: "too little assessed").template(language)
    stars = result.stars ?? 0
    isProvisional = result.isProvisional
    areas = pack.areas.map { area in
      let points = result.areas.first { $0.id == area.id }
      let max = points?.max.rounded(places: 2) ?? 0
      let percent = points.flatMap { points -> Int? in
        guard points.max > 0 else { return nil }
        let share = (points.score / points.max).nearestDouble
        return Int(exactly: (min(Swift.max(share, 0), 1) * 100).rounded())
      }
      return VisitDocument.Area(
        title: area.title.template(language), score: "\(points?.score.rounded(places: 2) ?? 0)",
        max: "\(max)",
        percent: percent)
    }
  }

  private static func tier(_ tier: Tier?) -> Phrase {
    switch tier {
    case .basic: Phrase(zh: "基本标准", en: "Basic")
    case .standard: Phrase(zh: "规范标准", en: "Standard")
    case .innovative: Phrase(zh: "创新标准", en: "Innovative")
    case nil: Phrase(zh: "未达基本标准", en: "No tier")
    }
  }
}
