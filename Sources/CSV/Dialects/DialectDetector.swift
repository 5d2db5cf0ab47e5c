/// Tells a text's dialect by its content: each candidate reads the sample, and the one that gives the
/// most regular table wins.
///
/// A sample that RFC 4180 reads without a fault into rows of equal length is read so, unless its commas
/// are decimal signs or its quotes single ones.
struct DialectDetector {
  private let text: UnsafeBufferPointer<UInt8>
  private let isWhole: Bool
  private let maySingleQuote: Bool

  /// Guesses the dialect of a sample in UTF-8 without a byte order mark.
  ///
  /// - Parameters:
  ///   - sample: The start of the text.
  ///   - isWhole: Whether it is all of the text; otherwise its last row is left out of account.
  ///   - stated: What the caller knows of it; the table is found all the same.
  static func guess(
    _ sample: [UInt8], isWhole: Bool, stated: CSVReadingOptions = .init()
  ) -> DialectGuess {
    // The scanner looks 64 bytes beyond the end.
    (sample + repeatElement(0, count: 64)).withUnsafeBufferPointer { padded in
      let text = UnsafeBufferPointer(rebasing: padded.dropLast(64))
      if let dialect = stated.dialect {
        let detector = DialectDetector(text, isWhole: isWhole)
        return detector.guess(DialectReading(text, dialect, isWhole: isWhole), confidence: 1)
      }
      let line = SeparatorLine(text)
      let rest = UnsafeBufferPointer(rebasing: text[(line?.length ?? 0)...])
      let detector = DialectDetector(rest, isWhole: isWhole)
      guard let delimiter = stated.delimiter ?? line?.delimiter else { return detector.guess() }
      var guess = detector.guess(detector.reading(delimiter), confidence: 1)
      guess.hasSeparatorLine = line != nil
      return guess
    }
  }

  private init(_ text: UnsafeBufferPointer<UInt8>, isWhole: Bool) {
    self.text = text
    self.isWhole = isWhole
    maySingleQuote = SampleTraits.maySingleQuote(text)
  }

  private func guess(_ reading: DialectReading, confidence: Double) -> DialectGuess {
    DialectGuess(
      dialect: reading.dialect, confidence: confidence, firstTableRow: reading.shape.firstRow,
      columns: reading.shape.columns, lineEnds: SampleTraits.lineEnds(text))
  }

  private func guess() -> DialectGuess {
    let known = CSVDialect.Delimiter.known.map(reading)
    let tables = known.filter { $0.shape.columns > 1 }
    let best = best(of: tables)
    if let best, best.isClean {
      return guess(best, confidence: confidence(best, among: tables))
    }
    let rare = CSVDialect.Delimiter.rare.map(readingOfRare)
    if let table = rareTable(rare, instead: best) {
      return guess(table, confidence: confidence(table, among: tables + rare))
    }
    if let best { return guess(best, confidence: confidence(best, among: tables)) }
    guard known[0].shape.filledRows > 0 else { return guess(known[0], confidence: 0.95) }
    // One column: no delimiter is to be seen, and the standard's is as good as any. The more rows hold
    // what elsewhere is a delimiter, the less sure that is.
    let split = (known + rare.filter { !$0.dialect.delimiter.isBlank }).map { reading in
      1 - Double(reading.shape.oneFieldRows) / Double(reading.shape.filledRows)
    }
    return guess(known[0], confidence: 0.95 - 0.9 * (split.max() ?? 0))
  }

  /// The likeliest of the readings that give tables.
  private func best(of tables: [DialectReading]) -> DialectReading? {
    guard let comma = tables.first(where: { $0.dialect == .rfc4180 && $0.isClean }) else {
      let others = tables.filter { $0.isClean && !$0.isDecimal }
      // Decimal commas make rows of equal length, too.
      let ranked = others.isEmpty ? tables : tables.filter { !$0.isDecimal || $0.dialect.delimiter != .comma }
      return ranked.max { $0.score < $1.score }
    }
    let rivals = tables.filter { $0.isClean && $0.dialect.delimiter != .comma }
    if comma.isDecimal, let rival = rivals.max(by: { $0.score < $1.score }) { return rival }
    // A field with just one tab in every row is rarer than one with just one comma.
    let tabs = rivals.first {
      $0.dialect.delimiter == .tab && $0.shape.columns >= comma.shape.columns && $0.shape.filledRows >= 3
    }
    return tabs ?? comma
  }

  /// How sure a reading is: how regular its table is, how well its quotes fit, and whether another one
  /// does about as well.
  private func confidence(_ reading: DialectReading, among others: [DialectReading]) -> Double {
    let shape = reading.shape
    let others = others.filter { other in
      other.dialect.delimiter != reading.dialect.delimiter && other.shape.columns > 1
        && !(other.isDecimal && !reading.isDecimal)
    }
    let isAlone = !others.contains { $0.score > 0.3 * reading.score }
    let isRivalled = others.contains { other in
      reading.isClean
        ? other.isClean && other.shape.columns >= shape.columns : other.score > 0.8 * reading.score
    }
    var confidence = isAlone && reading.faults == 0 ? 0.5 + 0.5 * shape.regularity : shape.regularity
    confidence *= (0.75 + 0.25 * shape.coverage) * (1 - 0.5 / Double(shape.equalRows + 1))
    confidence *= 1 - min(0.6, Double(reading.faults) / Double(max(1, shape.filledRows)))
    if isRivalled { confidence *= 0.5 }
    // Blanks and marks of enumeration stand inside fields as well.
    if reading.dialect.delimiter.isBlank || reading.dialect.delimiter.scalar == "、" { confidence *= 0.5 }
    return max(0.05, min(0.99, confidence))
  }

  // MARK: Readings

  /// What a delimiter makes of the sample, in the way of writing quotes that fits best.
  private func reading(_ delimiter: CSVDialect.Delimiter) -> DialectReading {
    let double = reading(CSVDialect(delimiter: delimiter))
    guard maySingleQuote else { return double }
    let single = reading(CSVDialect(delimiter: delimiter, quote: "'"))
    let fitsBetter =
      double.isClean
      ? single.isClean && single.shape.columns >= double.shape.columns
      : single.faults <= double.faults && single.shape.score > double.shape.score
    return fitsBetter ? single : double
  }

  /// What a dialect or a variant of it makes of the sample: quotes behind blanks, quotes and delimiters
  /// behind backslashes.
  private func reading(_ plain: CSVDialect) -> DialectReading {
    var best = DialectReading(text, plain, isWhole: isWhole)
    if best.isClean || text.isEmpty { return best }
    var variants: [CSVDialect] = []
    if SampleTraits.hasBlankBeforeQuote(text, plain) {
      var variant = plain
      variant.skipsInitialSpace = true
      variants.append(variant)
    }
    if SampleTraits.hasEscape(text, plain) {
      variants += ([plain] + variants).map { dialect in
        var dialect = dialect
        dialect.escape = .backslash
        return dialect
      }
    }
    for variant in variants {
      let other = DialectReading(text, variant, isWhole: isWhole)
      let fitsBetter =
        other.faults < best.faults && other.shape.score >= 0.9 * best.shape.score
        || other.faults == best.faults && other.shape.isUniform && !best.shape.isUniform
      if fitsBetter { best = other }
    }
    return best
  }

  /// What a delimiter that is seldom one makes of the sample; blanks that come in runs count as one if
  /// that makes the table regular.
  private func readingOfRare(_ delimiter: CSVDialect.Delimiter) -> DialectReading {
    let single = reading(delimiter)
    guard delimiter.isBlank else { return single }
    let joined = DialectReading(
      text, CSVDialect(delimiter: delimiter, joinsDelimiters: true), isWhole: isWhole)
    return joined.isClean ? joined : single
  }

  /// The reading with a rare delimiter that is to be preferred to the best with a known one.
  ///
  /// It gives a table of three columns and three rows without exception; or it is a blank, and quotes
  /// around fields that hold blanks and columns of numbers and dates show that it stands between fields.
  private func rareTable(
    _ readings: [DialectReading], instead known: DialectReading?
  ) -> DialectReading? {
    let regular = readings.filter {
      $0.isClean && $0.shape.columns >= 3 && $0.shape.filledRows >= 3 && $0.score > known?.score ?? 0
    }
    if let best = regular.max(by: { $0.score < $1.score }) { return best }
    return readings.first { reading in
      reading.dialect.delimiter.isBlank && reading.faults == 0 && reading.shape.columns >= 3
        && reading.quotedDelimiters * 2 >= reading.shape.filledRows && known?.faults ?? 1 > 0
        && DialectReading.valueColumns(text, reading.dialect) >= 2
    }
  }
}
