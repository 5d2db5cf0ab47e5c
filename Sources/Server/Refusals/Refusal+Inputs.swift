import HTTPTypes
import Workflow

extension InputFailure {
  /// Whether a password, or the right one, would help.
  var wantsPassword: Bool { code.hasSuffix("password-needed") || code.hasSuffix("wrong-password") }

  static func tooManyCells(_ path: String, limit: Int) -> InputFailure {
    InputFailure(
      path: path, code: "visit.too-many-cells",
      message: Phrase(
        zh: "这次放入的表格合计超过 \(limit) 个单元格，网页上放不下",
        en: "all sheets together have more than \(limit) cells, more than the page holds"),
      advice: Phrase(
        zh: "请移除一些文件，或改用命令行 taizhang check", en: "Remove some files, or use the command taizhang check"))
  }
}

extension Refusal {
  /// A file that cannot be read or edited. What the command line advises is put in the page's own words.
  init(_ failure: InputFailure) {
    var advice = failure.advice
    if failure.wantsPassword {
      advice = Phrase(zh: "请输入密码，或请提供者取消密码后再发", en: "Enter it, or ask for the file to be saved without one")
    }
    self.init(
      status: .unprocessableContent, code: failure.code,
      message: Phrase(
        zh: "\(failure.message.zh)。\(advice.zh)。", en: "\(failure.message.en). \(advice.en)."))
  }
}
