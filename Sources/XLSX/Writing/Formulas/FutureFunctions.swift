/// Functions that came after the file format: in a file they carry a prefix, without which Excel shows
/// `#NAME?` (MS-XLSX 2.2.2, "future functions").
enum FutureFunctions {
  /// A formula with the prefixes that the file needs: `_xlfn.` before future functions, `_xlws.` as well
  /// before `FILTER` and `SORT`, `_xlpm.` before the names that `LET` and `LAMBDA` introduce. Prefixes that
  /// stand there already are left alone.
  static func prefixed(_ formula: String) -> String {
    // Nearly all formulas call nothing of the kind.
    guard formula.utf8.contains(UInt8(ascii: "(")) else { return formula }
    var scan = FormulaScan(formula)
    return scan.prefixed()
  }

  static let worksheetFunctions: Set<String> = ["FILTER", "SORT"]

  static let all: Set<String> = Set(
    """
    ACOT ACOTH AGGREGATE ANCHORARRAY ARABIC ARRAYTOTEXT BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE \
    BINOM.INV BITAND BITLSHIFT BITOR BITRSHIFT BITXOR BYCOL BYROW CEILING.MATH CEILING.PRECISE CHISQ.DIST \
    CHISQ.DIST.RT CHISQ.INV CHISQ.INV.RT CHISQ.TEST CHOOSECOLS CHOOSEROWS COMBINA CONCAT CONFIDENCE.NORM \
    CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC CSCH DAYS DECIMAL DROP ENCODEURL ERF.PRECISE \
    ERFC.PRECISE EXPAND EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST FIELDVALUE FILTER FILTERXML \
    FLOOR.MATH FLOOR.PRECISE FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT \
    FORECAST.LINEAR FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS GROUPBY HSTACK HYPGEOM.DIST \
    IFNA IFS IMAGE IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOMITTED ISOWEEKNUM LAMBDA \
    LET LOGNORM.DIST LOGNORM.INV MAKEARRAY MAP MAXIFS MINIFS MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST \
    NORM.DIST NORM.INV NORM.S.DIST NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC \
    PERCENTOF PERCENTRANK.EXC PERCENTRANK.INC PERMUTATIONA PHI PIVOTBY POISSON.DIST QUARTILE.EXC \
    QUARTILE.INC RANDARRAY RANK.AVG RANK.EQ REDUCE REGEXEXTRACT REGEXREPLACE REGEXTEST RRI SCAN SEC SECH \
    SEQUENCE SHEET SHEETS SINGLE SKEW.P SORT SORTBY STDEV.P STDEV.S SWITCH T.DIST T.DIST.2T T.DIST.RT T.INV \
    T.INV.2T T.TEST TAKE TEXTAFTER TEXTBEFORE TEXTJOIN TEXTSPLIT TOCOL TOROW TRIMRANGE UNICHAR UNICODE \
    UNIQUE VALUETOTEXT VAR.P VAR.S VSTACK WEBSERVICE WEIBULL.DIST WRAPCOLS WRAPROWS XLOOKUP XMATCH XOR \
    Z.TEST
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init))
}

/// One pass over a formula: words, strings, quoted names and brackets, as far as prefixes need them.
private struct FormulaScan {
  private enum Piece {
    /// A function's name, `(` follows.
    case call(String)
    /// Another word: a name, a reference, a number.
    case word(String)
    /// Anything else, as it stands.
    case other(String)
    case open, close, comma
  }

  private var pieces: [Piece] = []

  init(_ formula: String) {
    var rest = formula[...]
    while let first = rest.first {
      switch first {
      case "\"": pieces.append(.other(Self.quoted(&rest, by: "\"")))
      case "'": pieces.append(.other(Self.quoted(&rest, by: "'")))
      case "[": pieces.append(.other(Self.bracketed(&rest)))
      case "(":
        pieces.append(.open)
        rest = rest.dropFirst()
      case ")":
        pieces.append(.close)
        rest = rest.dropFirst()
      case ",":
        pieces.append(.comma)
        rest = rest.dropFirst()
      case _ where first.isLetter || first == "_" || first == "\\":
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "\\" }
        rest = rest.dropFirst(word.count)
        pieces.append(rest.first == "(" ? .call(String(word)) : .word(String(word)))
      default:
        pieces.append(.other(String(first)))
        rest = rest.dropFirst()
      }
    }
  }

  private static func quoted(_ rest: inout Substring, by quote: Character) -> String {
    var end = rest.index(after: rest.startIndex)
    while end < rest.endIndex, rest[end] != quote { end = rest.index(after: end) }
    if end < rest.endIndex { end = rest.index(after: end) }
    defer { rest = rest[end...] }
    return String(rest[..<end])
  }

  /// A structured reference or a workbook's number: brackets may nest.
  private static func bracketed(_ rest: inout Substring) -> String {
    var depth = 0
    var end = rest.startIndex
    while end < rest.endIndex {
      if rest[end] == "[" { depth += 1 }
      if rest[end] == "]" { depth -= 1 }
      end = rest.index(after: end)
      if depth == 0 { break }
    }
    defer { rest = rest[end...] }
    return String(rest[..<end])
  }

  mutating func prefixed() -> String {
    let parameters = self.parameters()
    var result = ""
    for piece in pieces {
      switch piece {
      case .call(let name): result += Self.function(name, parameters: parameters)
      case .word(let word): result += parameters.contains(word.lowercased()) ? "_xlpm." + word : word
      case .other(let text): result += text
      case .open: result += "("
      case .close: result += ")"
      case .comma: result += ","
      }
    }
    return result
  }

  private static func function(_ name: String, parameters: Set<String>) -> String {
    // A LAMBDA held by a LET name is called like a function.
    if parameters.contains(name.lowercased()) { return "_xlpm." + name }
    let upper = name.uppercased()
    guard FutureFunctions.all.contains(upper) else { return name }
    return FutureFunctions.worksheetFunctions.contains(upper) ? "_xlfn._xlws." + name : "_xlfn." + name
  }

  /// The names that `LET` and `LAMBDA` introduce: a lone word in the place of a name, unless it is the
  /// last argument, which is the result.
  private func parameters() -> Set<String> {
    struct Call {
      var isLet = false
      var isLambda = false
      var argument = 0
      var words: [String] = []
      var pieces = 0
    }
    var found: Set<String> = []
    var stack: [Call] = []
    for (index, piece) in pieces.enumerated() {
      switch piece {
      case .open:
        var call = Call()
        if index > 0, case .call(let name) = pieces[index - 1] {
          let upper = name.uppercased()
          call.isLet = upper == "LET" || upper == "_XLFN.LET"
          call.isLambda = upper == "LAMBDA" || upper == "_XLFN.LAMBDA"
        }
        stack.append(call)
      case .close:
        stack.removeLast(stack.isEmpty ? 0 : 1)
        if let last = stack.indices.last { stack[last].pieces += 1 }
      case .comma:
        guard let last = stack.indices.last else { break }
        // What has just ended is a name if it is one word in a name's place.
        if stack[last].pieces == 1, let word = stack[last].words.first,
          stack[last].isLambda || (stack[last].isLet && stack[last].argument % 2 == 0),
          !word.lowercased().hasPrefix("_xlpm.")
        {
          found.insert(word.lowercased())
        }
        stack[last].argument += 1
        stack[last].pieces = 0
        stack[last].words = []
      case .word(let word):
        guard let last = stack.indices.last else { break }
        stack[last].pieces += 1
        stack[last].words.append(word)
      case .other(let text):
        if let last = stack.indices.last, text != " ", text != "\n" { stack[last].pieces += 1 }
      case .call:
        if let last = stack.indices.last { stack[last].pieces += 1 }
      }
    }
    return found
  }
}
