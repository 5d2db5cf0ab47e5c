/// The value of an attribute, before escaping.
public enum XMLValue {
  /// Text, escaped on writing.
  case text(String)
  /// A whole number.
  case integer(Int)
  /// A number in its shortest form.
  case number(Double)
  /// `1` or `0`.
  case flag(Bool)
}

extension XMLValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// `1` or `0`.
  public init(booleanLiteral value: Bool) { self = .flag(value) }
}

/// Attributes in the order in which they are written; `nil` leaves one out.
public typealias XMLAttributes = KeyValuePairs<StaticString, XMLValue?>

extension XMLWriter {
  /// Writes an element without content.
  public mutating func element(_ name: StaticString, _ attributes: XMLAttributes = [:]) {
    startTag(name, attributes)
    write("/>")
  }

  /// Writes an element that holds text.
  public mutating func element(
    _ name: StaticString, _ attributes: XMLAttributes = [:], text: String
  ) {
    startTag(name, attributes)
    write(byte: UInt8(ascii: ">"))
    write(text: text)
    close(name)
  }

  /// Writes an element around what the closure writes.
  public mutating func element<Failure: Error>(
    _ name: StaticString, _ attributes: XMLAttributes = [:],
    content: (inout XMLWriter) throws(Failure) -> Void
  ) throws(Failure) {
    open(name, attributes)
    try content(&self)
    close(name)
  }

  /// Writes a start tag; `close` of the same name ends the element.
  public mutating func open(_ name: StaticString, _ attributes: XMLAttributes = [:]) {
    startTag(name, attributes)
    write(byte: UInt8(ascii: ">"))
  }

  /// Writes an end tag.
  public mutating func close(_ name: StaticString) {
    write("</")
    write(name)
    write(byte: UInt8(ascii: ">"))
  }

  private mutating func startTag(_ name: StaticString, _ attributes: XMLAttributes) {
    write(byte: UInt8(ascii: "<"))
    write(name)
    for (key, value) in attributes {
      guard let value else { continue }
      write(byte: UInt8(ascii: " "))
      write(key)
      write("=\"")
      switch value {
      case .text(let text): write(attribute: text)
      case .integer(let integer): write(integer: integer)
      case .number(let number): write(number: number)
      case .flag(let flag): write(byte: flag ? UInt8(ascii: "1") : UInt8(ascii: "0"))
      }
      write(byte: UInt8(ascii: "\""))
    }
  }
}
