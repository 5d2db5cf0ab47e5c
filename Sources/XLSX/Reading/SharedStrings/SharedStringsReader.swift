import OpenPackaging
import XMLStreaming

/// Reads a shared strings part: scanned where it is plain, parsed where it is not.
package enum SharedStringsReader {
  /// `scans` false has everything read by the parser.
  package static func read(
    _ part: String, of package: OPCPackage, scans: Bool = true
  ) throws(XLSXError) -> SharedStrings {
    let (strings, failure) = try readPart(part, of: package, scans: scans)
    if let failure { throw failure }
    return strings
  }

  /// Reads what can be read: of a damaged part the texts before the fault, which keep their indexes.
  static func readPart(
    _ part: String, of package: OPCPackage, scans: Bool = true
  ) throws(XLSXError) -> (SharedStrings, failure: XLSXError?) {
    do throws(PackageError) {
      let entry = try package.entry(of: part)
      guard entry.size <= package.limits.bufferedPartBytes else {
        throw PackageError(.partTooLarge, part: part, detail: "\(entry.size) bytes of shared text")
      }
    } catch { throw XLSXError(error) }
    let parsing = SharedStringsParsing()
    var damage: XLSXError?
    do throws(XLSXError) {
      let reader = try PartReader(
        part: part, of: package, handler: SharedStringsHandler(parsing: parsing))
      if scans { try scan(with: reader, into: parsing) }
      while try reader.parsePiece() {
        if parsing.builder.isOverfull { break }
      }
    } catch {
      guard error.isOfOnePart else { throw error }
      guard error.isDamage else { return (SharedStrings(SharedStringsParsing().builder), error) }
      damage = error
    }
    guard !parsing.builder.isOverfull else {
      throw XLSXError(.limitExceeded, part: part, detail: "more than 4 GB of shared text")
    }
    return (SharedStrings(parsing.builder), damage)
  }

  /// Scans items as far as they are plain; the parser finds the window where the scan ended.
  private static func scan(
    with reader: PartReader<SharedStringsHandler>, into parsing: SharedStringsParsing
  ) throws(XLSXError) {
    while true {
      switch try reader.parsePrologue(to: "<sst") {
      case .going: continue
      case .notScannable: return
      case .atTag: break
      }
      if parsing.isAtItems { break }
    }
    while var cursor = reader.window.cursor {
      let stop = scanItems(&cursor, &parsing.builder)
      reader.window.position = cursor.position
      reader.hasScanned = true
      guard stop == .needsMore, try reader.moveWindow() else { return }
    }
  }

  /// Scans whole items; the position then stands in front of what is left.
  private static func scanItems(
    _ cursor: inout ByteCursor, _ builder: inout SharedStringsBuilder
  ) -> ByteCursor.Stop {
    while true {
      cursor.skipBlanks()
      let start = cursor.position
      guard cursor[0] == UInt8(ascii: "<"), cursor[1] == UInt8(ascii: "s"),
        cursor[2] == UInt8(ascii: "i"), builder.scanItem(&cursor)
      else {
        let stop = cursor.stop
        cursor.position = start
        return stop
      }
    }
  }
}

extension SharedStringsBuilder {
  /// Scans one `<si>` at the position. False if it is not plain, with the builder as it was.
  @inline(__always)
  fileprivate mutating func scanItem(_ cursor: inout ByteCursor) -> Bool {
    cursor.position &+= 3
    if cursor[0] == UInt8(ascii: ">") {
      cursor.position &+= 1
    } else {
      guard StringItemScanner.isEndOfName(cursor[0]), let isEmpty = cursor.skipTag() else {
        return false
      }
      if isEmpty {
        finishText()
        return true
      }
    }
    let isPlain = scanText { bytes in
      StringItemScanner.scan(&cursor, closing: UInt8(ascii: "s"), UInt8(ascii: "i"), to: &bytes)
    }
    if isPlain { finishText() }
    return isPlain
  }
}
