import Diagnostics

extension Phrase {
  static let outputExists = Phrase(zh: "文件已经存在，没有覆盖", en: "the file exists and was not replaced")
  static let useForce = Phrase(
    zh: "请换一个名字，或加 --force 覆盖", en: "Choose another name, or pass --force to replace it")
  static let outputIsFolder = Phrase(zh: "这是文件夹，不能当文件写", en: "this is a folder, not a file to write")
  static let outputIsNoFile = Phrase(
    zh: "这是设备或管道，不是普通文件", en: "this is a device or a pipe, not a plain file")
  static let nameAFile = Phrase(zh: "请给出文件名", en: "Name a file inside it")
  static let outputFolderMissing = Phrase(zh: "所在的文件夹不存在", en: "its folder does not exist")
  static let makeTheFolder = Phrase(zh: "请先建好文件夹", en: "Make the folder first")
  static let outputNotPermitted = Phrase(zh: "没有写入权限", en: "permission to write is missing")
  static let outputReadOnly = Phrase(zh: "所在的磁盘只能读，不能写", en: "its file system is read-only")
  static let outputNoSpace = Phrase(zh: "磁盘已满，没有写完，原文件未动", en: "the disk is full; nothing was changed")
  static let makeRoom = Phrase(zh: "请腾出空间后再试", en: "Make room and try again")
  static let chooseAnotherPlace = Phrase(zh: "请检查磁盘，或换一个位置", en: "Check the disk, or choose another place")
}

extension Phrase {
  static func workbookNotMade(_ reason: String) -> Phrase {
    Phrase(zh: "工作簿没有做成（\(reason)）", en: "the workbook could not be made (\(reason))")
  }
  static func endingDoesNotFit(_ ending: String) -> Phrase {
    Phrase(zh: "这种工作簿不能用 .\(ending) 作扩展名，Excel 会打不开", en: "Excel opens no such workbook as .\(ending)")
  }
  static func useEnding(_ ending: String) -> Phrase {
    Phrase(zh: "请把输出文件名的扩展名改成 .\(ending)", en: "Let the output's name end with .\(ending)")
  }
  static let reportThis = Phrase(
    zh: "输入文件没有改动；请把这条信息告诉维护者", en: "The input is untouched; pass this message to the maintainers")
}

extension Phrase {
  static let databaseNeedsFile = Phrase(
    zh: "数据库不能写到标准输出", en: "a database cannot go to standard output")
  static let nameAFileForIt = Phrase(zh: "请用 -o 给出文件名", en: "Name a file with -o")
  static func tablesNeedFolder(_ count: Int) -> Phrase {
    Phrase(
      zh: "有\(count)张表，一个 CSV 放不下", en: "there are \(count) tables, and a CSV file holds one")
  }
  static let nameAFolderForThem = Phrase(
    zh: "请用 -o 给出文件夹，或转成 jsonl、xlsx", en: "Name a folder with -o, or convert to jsonl or xlsx")
}
