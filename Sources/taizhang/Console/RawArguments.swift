import Workflow

/// The words of the call in their own bytes: names of files need be no UTF-8, and the parser repairs what is none.
enum RawArguments {
  private static let all: [[UInt8]] = (0..<Int(CommandLine.argc)).map { index in
    guard let word = CommandLine.unsafeArgv[index] else { return [] }
    return String.bytes(word)
  }

  /// The paths that stand for words as the parser gives them; two that it repaired alike, in the order of the call.
  static func paths(_ words: [String]) -> [InputPath] {
    var rest = all.filter { String(validating: $0, as: UTF8.self) == nil }
    return words.map { word in
      guard let index = rest.firstIndex(where: { String(decoding: $0, as: UTF8.self) == word }) else {
        return InputPath(word)
      }
      return InputPath(bytes: rest.remove(at: index))
    }
  }

  /// The input that a word names; `-` is standard input.
  static func input(_ word: String) -> InputFile {
    word == "-" ? InputFile(path: "-", source: .standardInput) : InputFile(paths([word])[0])
  }

  /// The output that the call names, where it is no UTF-8.
  static var unnameableOutput: InputPath? {
    for (index, word) in all.enumerated() where String(validating: word, as: UTF8.self) == nil {
      let before = index > 0 ? all[index - 1] : []
      if before == Array("-o".utf8) || before == Array("--output".utf8) { return InputPath(bytes: word) }
      for mark in ["--output=", "-o"] where word.starts(with: mark.utf8) {
        return InputPath(bytes: Array(word.dropFirst(mark.utf8.count)))
      }
    }
    return nil
  }
}

extension String {
  fileprivate static func bytes(_ word: UnsafePointer<CChar>) -> [UInt8] {
    var count = 0
    while word[count] != 0 { count += 1 }
    return (0..<count).map { UInt8(bitPattern: word[$0]) }
  }
}
