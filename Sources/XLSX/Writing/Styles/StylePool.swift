import SpreadsheetModel

/// The styles of a workbook being written, each kept once: the content of `xl/styles.xml`.
struct StylePool {
  /// One cell format (`xf`): indices into the other lists and the parts kept in it.
  struct CellFormat: Hashable {
    var font = 0
    var fill = 0
    var border = 0
    var numberFormat = 0
    var alignment: Alignment?
    var isLocked: Bool?
    var isFormulaHidden: Bool?
  }

  private(set) var fonts: Pool<Font>
  private(set) var fills: Pool<Fill>
  private(set) var borders: Pool<Border>
  private(set) var formats: Pool<CellFormat>
  /// Number format codes of the workbook's own; the first has id 164.
  private(set) var numberFormats = Pool<String>()
  /// Looks of conditional formats and tables (`dxf`).
  private(set) var differentials = Pool<CellStyle>()
  private var idsByStyle: [CellStyle: StyleID]
  /// The style each format came from, so that a date can be given a format without losing the rest.
  private var stylesByID: [CellStyle]
  /// Styles with an implied format, by the id of the style without it: a date is looked up for each cell.
  private var implying: [StyleID?] = []

  init(defaultFont: Font) {
    fonts = Pool([defaultFont])
    // The first two fills are reserved: readers take them for these whatever they say.
    fills = Pool([Fill(pattern: .none), Fill(pattern: .gray125)])
    borders = Pool([Border()])
    formats = Pool([CellFormat()])
    idsByStyle = [CellStyle(): .default]
    stylesByID = [CellStyle()]
  }

  var defaultFont: Font { fonts.items[0] }

  /// Every look asked for, those of conditional formats included.
  var styles: [CellStyle] { [CellStyle(font: defaultFont)] + idsByStyle.keys + differentials.items }

  /// The id of a style, added if it is new.
  mutating func id(of style: CellStyle) -> StyleID {
    if let known = idsByStyle[style] { return known }
    let format = CellFormat(
      font: style.font.map { fonts.index(of: $0) } ?? 0,
      fill: style.fill.map { fills.index(of: $0) } ?? 0,
      border: style.border.map { borders.index(of: $0) } ?? 0,
      numberFormat: style.numberFormat.map { numberFormatID(of: $0.code) } ?? 0,
      alignment: style.alignment, isLocked: style.isLocked,
      isFormulaHidden: style.isFormulaHidden)
    let id = StyleID(index: Int32(clamping: formats.index(of: format)))
    idsByStyle[style] = id
    if Int(id.index) == stylesByID.count { stylesByID.append(style) }
    return id
  }

  /// The style of an id.
  func style(of id: StyleID) -> CellStyle {
    stylesByID.indices.contains(Int(id.index)) ? stylesByID[Int(id.index)] : CellStyle()
  }

  /// The style of an id with the number format that a value implies, unless it has one of its own.
  mutating func id(of id: StyleID, showing implied: ImpliedFormat) -> StyleID {
    let key = Int(id.index) * 2 + (implied == .date ? 0 : 1)
    if key < implying.count, let known = implying[key] { return known }
    var style = style(of: id)
    if style.numberFormat == nil { style.numberFormat = implied.format }
    let shown = self.id(of: style)
    while implying.count <= key { implying.append(nil) }
    implying[key] = shown
    return shown
  }

  /// The index of a look among the differential formats.
  mutating func differentialIndex(of style: CellStyle) -> Int { differentials.index(of: style) }

  /// The id of a number format: one of the built-in ones (ECMA-376 Part 1, 18.8.30), or from 164.
  mutating func numberFormatID(of code: String) -> Int {
    BuiltInNumberFormats.portableID(of: code)
      ?? BuiltInNumberFormats.firstCustomID + numberFormats.index(of: code)
  }
}

/// The number format without which a value would not show what it is.
enum ImpliedFormat {
  case date, dateTime

  var format: NumberFormat {
    switch self {
    case .date: .isoDate
    case .dateTime: NumberFormat(code: "yyyy-mm-dd hh:mm")
    }
  }
}

/// Values kept once each, in the order of their first use.
struct Pool<Item: Hashable> {
  private(set) var items: [Item]
  private var indices: [Item: Int]

  init(_ items: [Item] = []) {
    self.items = []
    indices = [:]
    for item in items { _ = index(of: item) }
  }

  /// The index of a value, added if it is new.
  mutating func index(of item: Item) -> Int {
    if let known = indices[item] { return known }
    indices[item] = items.count
    items.append(item)
    return items.count - 1
  }
}
