import Criteria
import Ledgers

/// How a report shows what the ledgers hold: whole, or with the numbers of persons masked.
public struct PersonalMask: Sendable, Hashable {
  /// Whether ID and telephone numbers are shown whole.
  public var showsPersonal: Bool

  /// Creates a mask.
  public init(showsPersonal: Bool) { self.showsPersonal = showsPersonal }

  /// Words in which numbers of persons may stand.
  public func text(_ text: String) -> String {
    showsPersonal ? text : PersonalData.maskingNumbers(in: text)
  }

  /// The value of a field; what a field of ID or telephone numbers holds is masked whatever it looks like.
  public func value(_ text: String, isPersonal: Bool) -> String {
    !showsPersonal && isPersonal ? PersonalData.masked(text) : self.text(text)
  }
}

extension FieldKind {
  /// Whether its values are ID or telephone numbers, which reports mask.
  public var isPersonalNumber: Bool { self == .idNumber || self == .phone }
}

extension Finding {
  /// Whether the value is an ID or telephone number, which reports mask.
  public func isPersonal(in pack: CriteriaPack) -> Bool {
    guard let ledger, let field else { return false }
    return pack.ledgers[ledger]?[field]?.kind.isPersonalNumber ?? false
  }
}
