import XMLStreaming

/// Elements and attributes of worksheet parts that the readers know (ECMA-376 Part 1, 18.3).
enum SheetName: String, XMLVocabulary {
  case worksheet
  case sheetData
  case row
  case cell = "c"
  case value = "v"
  case formula = "f"
  case inlineString = "is"
  /// `<t>`, and the attribute for a cell's or formula's type.
  case t
  case phoneticRun = "rPh"
  /// The attribute for a cell's or row's place, and `<r>`, a rich text run.
  case r
  case style = "s"
  case hidden
  case sharedIndex = "si"
  case reference = "ref"
  case column = "col"
  case first = "min"
  case last = "max"
  case mergeCell
}
