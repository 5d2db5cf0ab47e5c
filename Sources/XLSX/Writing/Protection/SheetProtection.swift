import XMLStreaming

/// What a user may still do on a protected sheet (ECMA-376 Part 1, 18.3.1.85).
///
/// Protection keeps people from slips, not from reading or determined change: nothing is encrypted.
public struct SheetProtection: Hashable, Sendable {
  /// Something that can be allowed.
  public enum Action: String, Hashable, Sendable, CaseIterable {
    case selectLockedCells, selectUnlockedCells
    case formatCells, formatColumns, formatRows
    case insertColumns, insertRows, insertHyperlinks
    case deleteColumns, deleteRows
    case sort, autoFilter, pivotTables
    case objects, scenarios
  }

  /// What is allowed; Excel's own default is to choose cells.
  public var allowed: Set<Action>
  /// A password for lifting the protection in Excel; none if `nil`.
  public var password: String?

  /// Creates a protection.
  public init(
    allowing allowed: Set<Action> = [.selectLockedCells, .selectUnlockedCells], password: String? = nil
  ) {
    self.allowed = allowed
    self.password = password
  }

  /// The 16-bit hash of a password as all versions of Excel know it (ECMA-376 Part 4, 14.7.1).
  static func hash(of password: String) -> String {
    var hash: UInt16 = 0
    // Characters beyond one byte count by their lower byte.
    let bytes = password.utf16.prefix(15).map { UInt16($0 & 0xFF == 0 ? $0 >> 8 : $0 & 0xFF) }
    for byte in bytes.reversed() {
      hash ^= byte
      hash = (hash >> 14 & 1) | (hash << 1 & 0x7FFF)
    }
    hash ^= UInt16(bytes.count) ^ 0xCE4B
    let digits = String(hash, radix: 16, uppercase: true)
    return String(repeating: "0", count: 4 - digits.count) + digits
  }
}

extension XMLWriter {
  /// Writes `sheetProtection`. Most attributes say what is forbidden, and are true when left out.
  mutating func protection(_ protection: SheetProtection) {
    func forbids(_ action: SheetProtection.Action) -> Bool { !protection.allowed.contains(action) }
    element(
      "sheetProtection",
      [
        "password": protection.password.map { .text(SheetProtection.hash(of: $0)) }, "sheet": 1,
        "objects": forbids(.objects) ? 1 : nil, "scenarios": forbids(.scenarios) ? 1 : nil,
        "formatCells": forbids(.formatCells) ? nil : 0,
        "formatColumns": forbids(.formatColumns) ? nil : 0,
        "formatRows": forbids(.formatRows) ? nil : 0,
        "insertColumns": forbids(.insertColumns) ? nil : 0,
        "insertRows": forbids(.insertRows) ? nil : 0,
        "insertHyperlinks": forbids(.insertHyperlinks) ? nil : 0,
        "deleteColumns": forbids(.deleteColumns) ? nil : 0,
        "deleteRows": forbids(.deleteRows) ? nil : 0,
        "selectLockedCells": forbids(.selectLockedCells) ? 1 : nil, "sort": forbids(.sort) ? nil : 0,
        "autoFilter": forbids(.autoFilter) ? nil : 0, "pivotTables": forbids(.pivotTables) ? nil : 0,
        "selectUnlockedCells": forbids(.selectUnlockedCells) ? 1 : nil,
      ])
  }
}
