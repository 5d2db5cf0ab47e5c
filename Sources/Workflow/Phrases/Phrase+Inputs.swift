import Diagnostics

extension Phrase {
  static let inputMissing = Phrase(
    zh: "没有这个文件或文件夹，请核对路径", en: "no such file or folder; check the path")
  static let folderTooDeep = Phrase(
    zh: "文件夹套得太深，请直接给出里面的文件夹", en: "folders are nested too deep; name the inner folder itself")
  static let folderUnreadable = Phrase(
    zh: "没有权限打开这个文件夹，请检查权限", en: "no permission to open this folder; check its permissions")
}
