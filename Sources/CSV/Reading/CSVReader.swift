import SpreadsheetModel

/// Reads a file of delimited text, whatever its encoding and dialect.
///
/// Every cell is text: what looks like a number, a date or an ID number keeps its characters.
public final class CSVReader {
  /// The sheet's name: the file's base name.
  public let name: String
  /// The encoding, told by content or stated.
  public let encoding: EncodingGuess
  /// The dialect, told by content or stated.
  public let dialect: DialectGuess
  private let options: CSVReadingOptions
  private let text: TextDecoding.Decoded

  /// Opens the text of a file.
  ///
  /// - Throws: `CSVError` if bytes are invalid in the encoding and are not to be replaced.
  public init(bytes: [UInt8], name: String, options: CSVReadingOptions = .init()) throws(CSVError) {
    self.name = name
    self.options = options
    let (encoding, decoded) = try bytes.withUnsafeBufferPointer {
      bytes throws(CSVError) -> (EncodingGuess, TextDecoding.Decoded) in
      var guess = EncodingDetector.guess(bytes, isWhole: true)
      if let stated = options.encoding {
        let mark = EncodingDetector.byMark(bytes)
        guess = EncodingGuess(
          encoding: stated, confidence: 1, evidence: .stated,
          markLength: mark?.encoding == stated ? mark?.markLength ?? 0 : 0)
      }
      let body = UnsafeBufferPointer(rebasing: bytes[guess.markLength...])
      let decoded = try TextDecoding.decode(
        body, from: guess.encoding, baseOffset: guess.markLength, invalidBytes: options.invalidBytes)
      return (guess, decoded)
    }
    self.encoding = encoding
    text = decoded
    dialect = decoded.utf8.withUnsafeBufferPointer { utf8 in
      let isWhole = utf8.count <= 1 << 18
      let sample = UnsafeBufferPointer(rebasing: utf8.prefix(1 << 18))
      var guess = DialectDetector.guess(sample, isWhole: isWhole)
      if let stated = options.dialect {
        guess.dialect = stated
        guess.confidence = 1
      }
      return guess
    }
  }

  /// Reads the whole file as one sheet.
  public func sheet() throws(CSVError) -> Sheet {
    var sheet = Sheet(name: name)
    let scanner = StructureScanner(dialect.dialect)
    let fieldText = FieldText(scanner)
    text.utf8.withUnsafeBufferPointer { whole in
      var start = 0
      if dialect.hasSeparatorLine, let line = SeparatorLine(whole) { start = line.length }
      let bytes = UnsafeBufferPointer(rebasing: whole[start...])
      var separators: [Int] = []
      var irregularities: [StructureScanner.Irregularity] = []
      var end = scanner.scan(bytes, separators: &separators, irregularities: &irregularities)
      if let open = end.openQuote {
        separators.removeAll(keepingCapacity: true)
        end = scanner.scan(
          bytes, literalQuote: open, separators: &separators, irregularities: &irregularities)
      }
      separators.append(bytes.count)
      var row = Row(index: 0)
      var column = 0
      var fieldStart = 0
      var scratch: [UInt8] = []
      for position in separators {
        if position > fieldStart {
          let raw = UnsafeBufferPointer(rebasing: bytes[fieldStart..<position])
          let content = fieldText.content(raw, scratch: &scratch)
          let text =
            content.map { String(decoding: $0, as: UTF8.self) }
            ?? String(decoding: scratch, as: UTF8.self)
          if !text.isEmpty { row.cells.append(Cell(column: column, value: .text(text))) }
        }
        let byte = position < bytes.count ? bytes[position] : StructureScanner.lineFeed
        if byte == StructureScanner.lineFeed || byte == StructureScanner.carriageReturn {
          if !row.cells.isEmpty { sheet.rows.append(row) }
          row = Row(index: row.index + 1)
          column = 0
          fieldStart = position + 1
          if byte == StructureScanner.carriageReturn, fieldStart < bytes.count,
            bytes[fieldStart] == StructureScanner.lineFeed
          {
            fieldStart += 1
          }
        } else {
          column += 1
          fieldStart = position + scanner.delimiter.count
        }
      }
    }
    return sheet
  }

  /// Reads the whole file as a workbook of one sheet.
  public func workbook() throws(CSVError) -> Workbook {
    Workbook(sheets: [try sheet()])
  }
}
