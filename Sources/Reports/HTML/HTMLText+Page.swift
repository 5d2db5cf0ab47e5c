import Diagnostics

extension HTMLText {
  /// Begins a page: its head, with a policy that lets nothing be fetched or run but what is in it, and a
  /// link for the keyboard past what stands above the content.
  mutating func begin(title: String, language: Language, skipTo: String, name: String) {
    raw("<!DOCTYPE html>\n<html lang=\"\(language == .zh ? "zh-CN" : "en")\"><head><meta charset=\"utf-8\">")
    raw("<meta http-equiv=\"Content-Security-Policy\" content=\"\(ReportScript.policy)\">")
    raw("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
    raw("<meta name=\"color-scheme\" content=\"light dark\">")
    element("title", text: title)
    raw("<style>\(ReportStyle.sheet)</style></head><body class=\"\(name)\">")
    element("a", [("class", "skip"), ("href", "#content")], text: skipTo)
    raw("<main id=\"content\">")
  }

  /// Ends a page with its script.
  mutating func end(script: String) {
    raw("</main><script>\(script)</script></body></html>\n")
  }
}
