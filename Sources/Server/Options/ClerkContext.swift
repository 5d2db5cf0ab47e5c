import Hummingbird
import Workflow

/// What travels with a request: its language, and the visit it belongs to.
struct ClerkContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The language of every answer.
  var language: Language = .zh
  /// The visit, once its page has proved itself.
  var visit: Visit?

  init(source: ApplicationRequestContextSource) {
    coreContext = .init(source: source)
  }

  /// The visit; refused where there is none.
  var ownVisit: Visit {
    get throws(Refusal) {
      guard let visit else { throw .visitEnded }
      return visit
    }
  }
}
