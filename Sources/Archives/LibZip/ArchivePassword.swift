import CSV

/// A password in the forms that archivers make keys of: UTF-8, and on Chinese Windows GBK.
struct ArchivePassword: Sendable {
  /// The bytes of each form, a zero behind them.
  let forms: [[CChar]]

  init(_ text: String) {
    let forms = [Array(text.utf8), TextEncoding.gb18030.bytes(of: text)].compactMap(\.self)
    self.forms = (forms.count == 2 && forms[0] == forms[1] ? [forms[0]] : forms).map { bytes in
      bytes.map { CChar(bitPattern: $0) } + [0]
    }
  }
}
