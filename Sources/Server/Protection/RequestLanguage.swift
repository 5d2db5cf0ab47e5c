import HTTPTypes
import Hummingbird
import Workflow

/// The language a request asks for.
enum RequestLanguage {
  /// `?lang=` where it is given, else the first language of `Accept-Language` that we speak, else Chinese.
  static func of(_ request: Request) -> Language {
    if let asked = request.uri.queryParameters["lang"], let language = Language(rawValue: String(asked)) {
      return language
    }
    for item in (request.headers[.acceptLanguage] ?? "").split(separator: ",") {
      let tag = item.split(separator: ";").first.map { $0.filter { $0 != " " }.lowercased() } ?? ""
      if tag.hasPrefix("zh") { return .zh }
      if tag.hasPrefix("en") { return .en }
    }
    return .zh
  }
}
