import OpenPackaging

/// The colours that the theme and the palette of one workbook mean, written out for another one, in which the
/// same numbers mean other colours (ECMA-376 Part 1, 18.8.3, 18.8.27 and 20.1.6.2).
struct ForeignColors {
  /// The donor's colours by their index, where the package has others.
  private let theme: [String]?
  private let palette: [String]?

  /// - Returns: `nil` where colours mean the same in both.
  init?(
    from source: PackageEdit, _ donorBook: EditedWorkbook, into package: PackageEdit,
    _ workbook: EditedWorkbook
  ) throws(EditError) {
    let colors = try Self.theme(of: donorBook, in: source)
    let palette = try Self.palette(of: donorBook, in: source)
    theme = try colors == Self.theme(of: workbook, in: package) ? nil : colors
    self.palette = try palette == Self.palette(of: workbook, in: package) ? nil : palette
    if theme == nil, self.palette == nil { return nil }
  }

  /// Whether the themes differ.
  var hasOtherTheme: Bool { theme != nil }

  /// Elements with their colours written out, and fonts no longer following a theme.
  func fitted(_ elements: String) -> String {
    guard elements.contains("theme") || elements.contains("indexed") || elements.contains("scheme") else {
      return elements
    }
    let bytes = Array("<a>\(elements)</a>".utf8)
    guard let document = try? MarkupDocument(part: "", bytes: bytes),
      let inside = try? document.descendants(of: document.root)
    else { return elements }
    var patch = PartPatch()
    for element in inside {
      if theme != nil, document.localName(of: element) == "scheme" {
        patch.remove(element.range)
      } else {
        fit(element, in: document, &patch)
      }
    }
    guard let fitted = try? document.patched(patch) else { return elements }
    return String(decoding: fitted.dropFirst(3).dropLast(4), as: UTF8.self)
  }

  /// Plans the colour of one element; a tint is laid over it as before (18.8.19).
  func fit(_ element: MarkupElement, in document: MarkupDocument, _ patch: inout PartPatch) {
    for (attribute, colors) in [("theme", theme), ("indexed", palette)] as [(StaticString, [String]?)] {
      guard let colors, let index = document.number(attribute, of: element), colors.indices.contains(index)
      else { continue }
      document.set("\(attribute)", to: nil, of: element, in: &patch)
      document.set("rgb", to: "FF" + colors[index], of: element, in: &patch)
    }
  }

  private static func theme(of workbook: EditedWorkbook, in package: PackageEdit) throws(EditError)
    -> [String]?
  {
    guard let part = workbook.part("theme"), package.contains(part) else { return nil }
    let document = try package.document(part)
    let inside = try document.descendants(of: document.root)
    guard let scheme = inside.first(where: { document.localName(of: $0) == "clrScheme" }) else { return nil }
    var colors: [String: String] = [:]
    for entry in try document.children(of: scheme) {
      guard let color = try document.children(of: entry).first else { continue }
      let value =
        document.localName(of: color) == "sysClr"
        ? document.value("lastClr", of: color) : document.value("val", of: color)
      colors[document.localName(of: entry)] = value?.uppercased()
    }
    // Light and dark change places between the scheme and its numbers.
    let order = [
      "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink",
      "folHlink",
    ]
    let found = order.compactMap { colors[$0] }
    return found.count == order.count ? found : nil
  }

  /// The first eight numbers mean what the next eight do.
  private static func palette(
    of workbook: EditedWorkbook, in package: PackageEdit
  ) throws(EditError) -> [String]? {
    guard let part = workbook.part("styles"), package.contains(part) else { return nil }
    let document = try package.document(part)
    guard let colors = try document.child(of: document.root, "colors"),
      let list = try document.child(of: colors, "indexedColors")
    else { return nil }
    return try document.children(of: list, "rgbColor").map {
      String((document.value("rgb", of: $0) ?? "000000").suffix(6)).uppercased()
    }
  }
}
