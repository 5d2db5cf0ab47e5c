import TestSupport

/// Text as a part may write it, and what it reads as: made by lot, so that every spelling meets every other.
struct GeneratedText {
  /// The markup.
  private(set) var markup = ""
  /// What it reads as, `_xHHHH_` decoded.
  private(set) var text = ""

  /// Words, references, line ends and escapes; where `isPlain` is false also CDATA, comments and instructions.
  init(_ generator: inout SeededGenerator, isPlain: Bool, pieces: ClosedRange<Int> = 1...5) {
    for _ in 0..<Int.random(in: pieces, using: &generator) { addPiece(&generator, isPlain: isPlain) }
  }

  private static let words = ["党员", "a", "Zz 9", "é", "😀", " ", "  ", "\n", "\t", ">", "\"", "'", "="]

  /// Markup, and what it reads as.
  private static let references = [
    ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""), ("&apos;", "'"), ("&#65;", "A"),
    ("&#x4E2D;", "中"), ("&#x1F600;", "😀"), ("&#10;", "\n"), ("&#13;", "\r"), ("&#9;", "\t"), ("\r\n", "\n"),
    ("\r", "\n"), ("&amp;lt;", "&lt;"),
  ]

  private static let escapes = [
    ("_x0041_", "A"), ("_x000d_", "\r"), ("_xD83D__xDE00_", "😀"), ("_x005F_x0041_", "_x0041_"),
    ("_x004_", "_x004_"), ("_x00G1_", "_x00G1_"), ("_x00 ", "_x00 "),
  ]

  private static let parsed = [
    ("<![CDATA[<b>&amp;]]>", "<b>&amp;"), ("<![CDATA[]]>", ""), ("<!-- <v>1</v> -->", ""), ("<?pi <t>?>", ""),
  ]

  private mutating func addPiece(_ generator: inout SeededGenerator, isPlain: Bool) {
    switch Int.random(in: 0..<(isPlain ? 8 : 9), using: &generator) {
    case 0..<4:
      let word = Self.words.randomElement(using: &generator) ?? ""
      add(markup: word, text: word)
    case 4..<7:
      let (markup, text) = Self.references.randomElement(using: &generator) ?? ("", "")
      // A line feed behind a raw carriage return is one line end with it.
      add(markup: markup == "\r" ? "\rx" : markup, text: markup == "\r" ? "\nx" : text)
    case 7:
      let (markup, text) = Self.escapes.randomElement(using: &generator) ?? ("", "")
      add(markup: markup, text: text)
    default:
      let (markup, text) = Self.parsed.randomElement(using: &generator) ?? ("", "")
      add(markup: markup, text: text)
    }
  }

  private mutating func add(markup: String, text: String) {
    self.markup += markup
    self.text += text
  }
}

/// A table of shared strings with every form of item, and the texts it holds.
struct GeneratedStrings {
  /// The items' markup, one after another.
  private(set) var items = ""
  /// What they read as.
  private(set) var texts: [String] = []

  init(seed: UInt64, count: Int) {
    var generator = SeededGenerator(seed: seed)
    let isPlain = seed % 4 != 0
    for _ in 0..<count {
      let item = GeneratedItem(&generator, isPlain: isPlain)
      items += item.text.isEmpty && Bool.random(using: &generator) ? "<si/>" : "<si>\(item.markup)</si>"
      if Bool.random(using: &generator) {
        items += ["\n", " ", "\r\n\t"].randomElement(using: &generator) ?? ""
      }
      texts.append(item.text)
    }
  }

  /// The part.
  var part: String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sst xmlns=\"\(OddWorkbook.main)\" count=\"1\">\(items)</sst>"
  }
}

/// The inside of `<si>` and `<is>`: plain text, or runs with phonetic guides.
struct GeneratedItem {
  private(set) var markup = ""
  private(set) var text = ""

  init(_ generator: inout SeededGenerator, isPlain: Bool) {
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: markup = ["", "<t/>", "<t></t>", "<r><t/></r>"].randomElement(using: &generator) ?? ""
    case 1, 2:
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        markup += "<r>"
        if Bool.random(using: &generator) { markup += "<rPr><b/><sz val='11'/><rFont val=\"宋体\"/></rPr>" }
        addText(&generator, isPlain: isPlain)
        markup += "</r>"
        if Int.random(in: 0..<3, using: &generator) == 0 {
          markup += "<rPh sb=\"0\" eb='1'><t>\(GeneratedText(&generator, isPlain: isPlain).markup)</t></rPh>"
        }
      }
    default: addText(&generator, isPlain: isPlain)
    }
    if Int.random(in: 0..<5, using: &generator) == 0 {
      markup += "<rPh sb=\"0\" eb=\"1\"><t>guide</t></rPh><phoneticPr fontId=\"1\"/>"
    }
  }

  private mutating func addText(_ generator: inout SeededGenerator, isPlain: Bool) {
    let piece = GeneratedText(&generator, isPlain: isPlain)
    let space =
      [" xml:space=\"preserve\"", " xml:space='preserve' ", " ", ""].randomElement(using: &generator)
    markup += "<t\(space ?? "")>\(piece.markup)</t>"
    text += piece.text
  }
}
