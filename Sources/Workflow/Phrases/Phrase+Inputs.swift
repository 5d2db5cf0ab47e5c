import Diagnostics

extension InputFailure {
  /// A tally whose name is no text: its lines are read from it by name.
  static func tallyNamedOddly(_ path: String) -> InputFailure {
    InputFailure(
      path: path, code: "tally.name",
      message: Phrase(zh: "分汇总文件的名字不是 UTF-8", en: "the tally's name is no UTF-8"),
      advice: Phrase(zh: "请改名后再试", en: "Rename it and try again"))
  }
}

extension Phrase {
  static let inputMissing = Phrase(zh: "没有这个文件或文件夹", en: "no such file or folder")
  static let sameNameInOtherBytes = Phrase(
    zh: "有两个文件的名字看起来一样、编码不同，后一个在这里叫作 {path}",
    en: "two files have names that look alike and differ in their bytes; the second is called {path} here")
  static let checkPath = Phrase(zh: "请核对路径", en: "Check the path")
  static let folderTooDeep = Phrase(zh: "文件夹套得太深", en: "folders are nested too deep")
  static let nameInnerFolder = Phrase(zh: "请直接给出里面的文件夹", en: "Name the inner folder itself")
  static let folderUnreadable = Phrase(zh: "没有权限打开这个文件夹", en: "no permission to open this folder")
  static let checkPermissions = Phrase(zh: "请检查权限后再试", en: "Check its permissions and try again")
}
