import OpenPackaging
import SpreadsheetModel

/// Changes a workbook without losing anything of it.
///
/// An edit is a list of operations. Saving plans the smallest change, splices it into the bytes of the
/// parts concerned and copies every other part as stored; without an edit the file is copied byte for
/// byte. Nothing is rebuilt from a model, so that charts, pivots, macros, extensions and whatever else
/// the editor has never heard of stay as they are.
/// ```swift
/// var editor = try XLSXEditor(path: "台账.xlsx")
/// try editor["名册"].set("C7", to: .date(day))
/// try editor["名册"].note("D7", "身份证号校验位不符")
/// let receipt = try editor.save(to: "台账（已更正）.xlsx", replacing: false)
/// ```
public struct XLSXEditor: Sendable {
  /// What becomes of results that formulas had stored before cells were changed.
  public enum StaleResults: Hashable, Sendable {
    /// Results that depend on changed cells are taken out, and applications are asked to compute all anew
    /// when they open the file.
    case recalculated
    /// They stay, and applications are asked to compute all anew when they open the file.
    case marked
    /// They stay as they are.
    case kept
  }

  /// How old results of formulas are dealt with.
  public var staleResults: StaleResults = .recalculated

  /// Whether charts lose the values they have copied of changed cells, and pivot tables over changed cells
  /// are refreshed when the file is opened. Off unless asked for: applications draw charts from the cells
  /// anyway, and an edit then changes the fewest parts.
  public var refreshesCopies = false

  var package: PackageEdit
  /// Sheets being edited, by lower-case name.
  var sheets: [String: SheetEditor] = [:]
  /// The original file's path, or its bytes.
  private let source: Source
  private var isEncrypted: Bool
  private let password: String?
  private(set) var changes: [CellChange] = []
  private(set) var remarks: [EditRemark] = []
  private var widened: [WidenedColumn] = []
  private(set) var emptiedResults: [String: Set<CellReference>] = [:]

  private enum Source: Sendable {
    case file(String)
    case memory([UInt8])
  }

  /// Opens a workbook in the file system. The file must stay as it is until the editor has saved.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - password: Opens an encrypted workbook, which is saved encrypted with the same password.
  ///   - limits: What a package may hold.
  /// - Throws: `unreadablePackage`, `missingPart`, `malformedPart`.
  public init(
    path: String, password: String? = nil, limits: PackageLimits = .standard
  ) throws(EditError) {
    let package: OPCPackage
    do { package = try OPCPackage(path: path, password: password, limits: limits) } catch {
      throw EditError(error)
    }
    try self.init(package, source: .file(path), password: password)
  }

  /// Opens a workbook in memory.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - password: Opens an encrypted workbook, which is saved encrypted with the same password.
  ///   - limits: What a package may hold.
  /// - Throws: `unreadablePackage`, `missingPart`, `malformedPart`.
  public init(
    bytes: [UInt8], password: String? = nil, limits: PackageLimits = .standard
  ) throws(EditError) {
    let package: OPCPackage
    do { package = try OPCPackage(bytes: bytes, password: password, limits: limits) } catch {
      throw EditError(error)
    }
    try self.init(package, source: .memory(bytes), password: password)
  }

  private init(_ original: OPCPackage, source: Source, password: String?) throws(EditError) {
    package = PackageEdit(original)
    self.source = source
    isEncrypted = original.encryption != nil
    self.password = password
    let sheets = try EditedWorkbook(package).sheets
    do { try original.boundRepeats(of: sheets.lazy.compactMap(\.part)) } catch { throw EditError(error) }
  }

  /// The names of the sheets, chart sheets included, in the order of their tabs.
  public var sheetNames: [String] {
    get throws(EditError) { try EditedWorkbook(package).sheets.map(\.name) }
  }

  /// How dates count.
  public var dateSystem: DateSystem {
    get throws(EditError) { try EditedWorkbook(package).dateSystem }
  }

  /// A sheet by its name, without regard to case. Operations on a name that no sheet has throw
  /// `noSuchSheet`.
  public subscript(name: String) -> SheetEditor {
    get { sheets[name.lowercased()] ?? SheetEditor(name: name, loaded: load(name)) }
    _modify {
      let key = name.lowercased()
      if sheets[key] == nil { sheets[key] = SheetEditor(name: name, loaded: load(name)) }
      yield &sheets[
        key, default: SheetEditor(name: name, loaded: .failure(EditError(.noSuchSheet, sheet: name)))]
    }
  }

  private func load(_ name: String) -> Result<LoadedSheet, EditError> {
    do throws(EditError) {
      let workbook = try EditedWorkbook(package)
      guard let position = workbook.index(ofSheet: name) else {
        throw EditError(.noSuchSheet, sheet: name)
      }
      let record = workbook.sheets[position]
      guard let part = record.part, record.kind == "worksheet" else {
        throw EditError(record.part == nil ? .missingPart : .notAWorksheet, sheet: record.name)
      }
      let index = try SheetIndex(part: part, bytes: package.content(of: part))
      return .success(
        LoadedSheet(
          name: record.name, position: position, part: part, index: index, groups: FormulaGroups(index),
          tables: try EditedTable.all(of: part, in: package), workbook: workbook, package: package))
    } catch {
      return .failure(error)
    }
  }

  /// Leaves out the encryption that the workbook came with; returns whether it had one.
  public mutating func removeEncryption() -> Bool {
    defer { isEncrypted = false }
    return isEncrypted
  }

  // MARK: Saving

  /// Saves to a file, which appears whole or not at all.
  ///
  /// - Parameters:
  ///   - path: The file to write; it may be the one that was opened.
  ///   - replacing: Whether an existing file may be replaced.
  ///   - compression: How hard changed parts are compressed.
  /// - Throws: What the plan refuses, and `unwritable`.
  @discardableResult
  public mutating func save(
    to path: String, replacing: Bool, compression: CompressionLevel = .fast
  ) throws(EditError) -> EditReceipt {
    try flush()
    do {
      let file = try AtomicFile(path, replacing: replacing)
      if package.isUnchanged {
        try copyOriginal(to: file)
      } else if isEncrypted {
        try file.write(encryptedBytes(compression))
        try file.commit()
      } else {
        let writer = ZIPWriter(to: file)
        try package.write(to: writer, level: compression)
        try writer.finish()
      }
    } catch let error as EditError {
      throw error
    } catch {
      throw EditError(.unwritable, detail: "\(error)")
    }
    return receipt
  }

  /// Saves to memory.
  public mutating func save(
    compression: CompressionLevel = .fast
  ) throws(EditError) -> (bytes: [UInt8], receipt: EditReceipt) {
    try flush()
    if package.isUnchanged { return (try originalBytes(), receipt) }
    if isEncrypted { return (try encryptedBytes(compression), receipt) }
    do {
      let writer = ZIPWriter()
      try package.write(to: writer, level: compression)
      return (try writer.finish(), receipt)
    } catch {
      throw EditError(.unwritable, detail: "\(error)")
    }
  }

  /// The changed package, encrypted as it came.
  private func encryptedBytes(_ compression: CompressionLevel) throws(EditError) -> [UInt8] {
    let plain: [UInt8]
    do {
      let writer = ZIPWriter()
      try package.write(to: writer, level: compression)
      plain = try writer.finish()
    } catch {
      throw EditError(.unwritable, detail: "\(error)")
    }
    do {
      return try OPCPackage.encrypt(plain, like: originalBytes(), password: password)
    } catch let error as PackageError {
      throw EditError(error)
    } catch {
      throw EditError(.unwritable, detail: "\(error)")
    }
  }

  /// What saving would do to parts and cells.
  public mutating func plan() throws(EditError) -> EditReceipt {
    try flush()
    return receipt
  }

  private var receipt: EditReceipt {
    EditReceipt(
      parts: package.fates.map { EditReceipt.PartFate(name: $0.name, fate: $0.fate) }, cells: changes,
      remarks: remarks, widened: widened, emptiedResults: emptiedResults)
  }

  /// Notes what a flush has done, for the receipt.
  mutating func record(_ draft: EditDraft) {
    record(draft.changes)
    remarks += draft.remarks
    emptiedResults.merge(draft.emptiedResults) { $0.union($1) }
    // The last width of a column holds.
    widened.removeAll { old in draft.widened.contains { ($0.sheet, $0.column) == (old.sheet, old.column) } }
    widened += draft.widened
  }

  private mutating func record(_ made: [CellChange]) {
    guard !made.isEmpty else { return }
    var places: [String: [CellReference: Int]] = [:]
    for (place, change) in changes.enumerated() { places[change.sheet, default: [:]][change.cell] = place }
    for change in made {
      // A cell changed twice has one line: from what it held at first to what it holds at last.
      if let earlier = places[change.sheet]?[change.cell] {
        changes[earlier].after = change.after
      } else {
        places[change.sheet, default: [:]][change.cell] = changes.count
        changes.append(change)
      }
    }
    changes.removeAll { $0.before == $0.after }
  }

  private func originalBytes() throws(EditError) -> [UInt8] {
    switch source {
    case .memory(let bytes): return bytes
    case .file(let path):
      var bytes: [UInt8] = []
      try FileBytes.read(path) { (piece) throws(OutputError) in bytes += piece }
      return bytes
    }
  }

  private func copyOriginal(to file: AtomicFile) throws(EditError) {
    switch source {
    case .memory(let bytes):
      do { try file.write(bytes) } catch { throw EditError(.unwritable, detail: "\(error)") }
    case .file(let path):
      try FileBytes.read(path) { (piece) throws(OutputError) in try file.write(Array(piece)) }
    }
    do { try file.commit() } catch { throw EditError(.unwritable, detail: "\(error)") }
  }
}
