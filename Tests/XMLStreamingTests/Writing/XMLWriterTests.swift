import Testing
import XMLStreaming

@Suite("The XML writer")
struct XMLWriterTests {
  private func written(_ body: (inout XMLWriter) -> Void) -> String {
    var xml = XMLWriter(capacity: 1)
    body(&xml)
    return String(decoding: xml.bytes, as: UTF8.self)
  }

  @Test(
    "escapes text",
    arguments: [
      ("a&b<c>d\"e'", "a&amp;b&lt;c&gt;d\"e'"), ("行1\n行2\t", "行1\n行2\t"), ("\r", "&#13;"),
      ("\u{1}\u{FFFE}", "\u{FFFD}\u{FFFD}"), ("", ""), ("😀", "😀"), ("\u{FF0C}", "\u{FF0C}"),
    ])
  func text(plain: String, escaped: String) {
    #expect(written { $0.write(text: plain) } == escaped)
  }

  @Test("escapes an attribute's quotes and line ends")
  func attribute() {
    let xml = written { $0.element("a", ["b": .text("x\"y\n\t<&>"), "c": nil, "d": 7, "e": true]) }
    #expect(xml == "<a b=\"x&quot;y&#10;&#9;&lt;&amp;&gt;\" d=\"7\" e=\"1\"/>")
  }

  @Test("nests elements")
  func nesting() {
    let xml = written { xml in
      xml.element("a") { xml in
        xml.element("b", text: "党")
        xml.element("c")
      }
    }
    #expect(xml == "<a><b>党</b><c/></a>")
  }

  @Test(
    "writes whole numbers",
    arguments: [0, 1, 9, 10, -1, 99, 100, 123_456_789, Int.max, Int.min, 1_000_000_000_000_000_000])
  func integers(number: Int) {
    #expect(written { $0.write(integer: number) } == String(number))
  }

  @Test(
    "writes numbers in their shortest form",
    arguments: [
      (0.0, "0"), (-0.0, "0"), (0.1, "0.1"), (-0.015, "-0.015"), (1234.5678, "1234.5678"),
      (0.1 + 0.2, "0.30000000000000004"), (1e-7, "1e-07"),
      (1e15, "1000000000000000"), (123_456_789_012.25, "123456789012.25"),
      (999_999_999_999.9999, "999999999999.9999"), (1e300, "1e+300"), (2.0 / 3, "0.6666666666666666"),
      (0.0001, "0.0001"), (0.00011, "0.00011"), (43_647.520833333336, "43647.520833333336"),
    ])
  func numbers(number: Double, text: String) {
    #expect(written { $0.write(number: number) } == text)
  }

  @Test("every number reads back as itself")
  func roundTrip() {
    var state: UInt64 = 88_172_645_463_325_252
    for index in 0..<20_000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      // Any bits, and decimals of a few digits such as people type.
      let number =
        index % 2 == 0
        ? Double(bitPattern: state) : Double(Int64(truncatingIfNeeded: state % 100_000_000)) / 10_000
      guard number.isFinite else { continue }
      let text = written { $0.write(number: number) }
      #expect(Double(text) == number, "\(text)")
      #expect(text.count <= number.description.count, "\(text)")
    }
  }
}
