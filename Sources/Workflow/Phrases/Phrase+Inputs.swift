import Diagnostics

extension Phrase {
  static let inputMissing = Phrase(zh: "没有这个文件或文件夹", en: "no such file or folder")
  static let checkPath = Phrase(zh: "请核对路径", en: "Check the path")
  static let folderTooDeep = Phrase(zh: "文件夹套得太深", en: "folders are nested too deep")
  static let nameInnerFolder = Phrase(zh: "请直接给出里面的文件夹", en: "Name the inner folder itself")
  static let folderUnreadable = Phrase(zh: "没有权限打开这个文件夹", en: "no permission to open this folder")
  static let checkPermissions = Phrase(zh: "请检查权限后再试", en: "Check its permissions and try again")
}
