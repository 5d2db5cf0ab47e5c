import Testing
import XMLStreaming

@Suite("Alternatives of markup compatibility")
struct AlternateContentTests {
  /// What a handler of the namespace `urn:a` is told; `{A}` is an element that offers alternatives.
  static func log(_ content: String, namespaces: [String] = ["urn:a"]) throws -> String {
    let text = content.replacing("{A}", with: "<mc:AlternateContent>")
      .replacing("{/A}", with: "</mc:AlternateContent>")
      .replacing("{F}", with: "<mc:Fallback>").replacing("{/F}", with: "</mc:Fallback>")
      .replacing("{/C}", with: "</mc:Choice>").replacing("{C ", with: "<mc:Choice Requires=").replacing(
        "}", with: ">")
    let whole = """
      <a xmlns="urn:a" xmlns:x="urn:x" xmlns:n="urn:a" \
      xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">\(text)</a>
      """
    return try XMLPushParserTests.log(Array(whole.utf8), namespaces: namespaces)
  }

  @Test(
    "One alternative is read as if it stood alone: the first understood choice, or else the fallback",
    arguments: [
      // A choice that asks for what is not understood gives way.
      ("{A}{C \"x\"}<b>1</b>{/C}{F}<b>2</b>{/F}{/A}", "<b>2</b>"),
      ("{A}{C 'n'}<b>1</b>{/C}{F}<b>2</b>{/F}{/A}", "<b>1</b>"),
      ("{A}{C 'n x'}<b>1</b>{/C}{C 'n'}<b>2</b>{/C}{C 'n'}<b>3</b>{/C}{F}<b>4</b>{/F}{/A}", "<b>2</b>"),
      ("{A}{C 'x'}<b>1</b>{/C}{/A}<b>3</b>", "<b>3</b>"),
      // A prefix nobody declared is not understood, and no prefix is none.
      ("{A}{C 'nope'}<b>1</b>{/C}{F}<b>2</b>{/F}{/A}", "<b>2</b>"),
      ("{A}{C ''}<b>1</b>{/C}{F}<b>2</b>{/F}{/A}", "<b>2</b>"),
      // Alternatives within alternatives.
      (
        "{A}{C 'x'}<b>1</b>{/C}{F}{A}{C 'n'}<b>2</b>{/C}{F}<b>3</b>{/F}{/A}<b>4</b>{/F}{/A}",
        "<b>2</b><b>4</b>"
      ),
      ("{A}{C 'x'}{A}{F}<b>1</b>{/F}{/A}{/C}{F}<b/>{/F}{/A}", "<b></b>"),
      // A declaration holds for its own element only.
      ("<b xmlns:y='urn:a'/>{A}{C 'y'}<b>1</b>{/C}{F}<b>2</b>{/F}{/A}", "<b></b><b>2</b>"),
      ("<b xmlns:x='urn:a'>{A}{C 'x'}1{/C}{F}2{/F}{/A}</b>", "<b>1</b>"),
      // What is neither choice nor fallback is offered to nobody.
      ("{A}<b>0</b>{F}<b>2</b>{/F}{/A}", "<b>2</b>"), ("{F}<b>2</b>{/F}", "<?Fallback><b>2</b></?>"),
    ])
  func picked(content: String, log: String) throws {
    #expect(try Self.log(content) == "<a>\(log)</a>")
  }

  @Test("A handler of all namespaces sees every alternative")
  func everything() throws {
    let log = try Self.log("{A}{C 'x'}<b>1</b>{/C}{F}<b>2</b>{/F}{/A}", namespaces: [])
    #expect(log.contains("<b>1</b>") && log.contains("<b>2</b>"))
  }
}
