import Diagnostics
import Foundation

extension LedgerCatalog {
  /// The ledgers and the code lists that come with the program; read once.
  ///
  /// Throws `resourcesMissing` where the program was moved without its resource folder.
  public static var standard: LedgerCatalog {
    get throws(DefinitionError) { try loaded.get() }
  }

  private static let loaded: Result<LedgerCatalog, DefinitionError> = {
    do throws(DefinitionError) {
      let folder = try LedgerResources.folder()
      let catalog = try LedgerCatalog(ledgers: []).adding(contentsOf: folder)
      // Files are read by name; people expect the ledgers in the order in which an office keeps them.
      let sorted = catalog.ledgers.enumerated().sorted { left, right in
        let places = (
          order.firstIndex(of: left.element.id) ?? order.count,
          order.firstIndex(of: right.element.id) ?? order.count
        )
        return places.0 == places.1 ? left.offset < right.offset : places.0 < places.1
      }
      return .success(
        LedgerCatalog(ledgers: sorted.map(\.element), codeLists: Array(catalog.codeLists.values)))
    } catch {
      return .failure(error)
    }
  }()

  private static let order: [LedgerID] = [
    "organisation", "member", "admission", "meeting", "dues", "election", "training", "appraisal",
    "transfer", "mobile_member", "points", "care", "rectification", "funding", "assessment", "feature",
    "staff", "responsibility", "monthly_review", "election_summary", "staffing", "contact_point",
    "political_birthday", "lost_member",
  ]
}
