import Diagnostics

/// Words for what goes wrong before a format is known.
enum FileWords {
  static let notFound = ErrorWords(
    message: Phrase(zh: "找不到这个文件", en: "no such file"),
    advice: Phrase(zh: "请核对路径和文件名", en: "Check the path and the name"))
  static let noPermission = ErrorWords(
    message: Phrase(zh: "没有读取权限", en: "permission to read is missing"),
    advice: Phrase(
      zh: "请向文件的所有者要读取权限，或把文件复制到自己的文件夹后再试",
      en: "Ask its owner for permission, or copy it to a folder of your own and try again"))
  static let isFolder = ErrorWords(
    message: Phrase(zh: "这是文件夹，不是文件", en: "this is a folder, not a file"),
    advice: Phrase(zh: "请指定文件夹里的文件", en: "Name a file inside it"))
  static let unreadable = ErrorWords(
    message: Phrase(zh: "无法读取（{reason}）", en: "it cannot be read ({reason})"),
    advice: Phrase(
      zh: "请检查磁盘或网络位置，必要时重新复制文件",
      en: "Check the disk or network place, and copy the file again if need be"))
  static let notRegular = ErrorWords(
    message: Phrase(zh: "这是设备或套接字，不是文件", en: "this is a device or a socket, not a file"),
    advice: Phrase(
      zh: "请指定文件；要从别的程序读入，请用管道接到“-”",
      en: "Name a file; to read from another program, pipe it into '-'"))
  static let silentPipe = ErrorWords(
    message: Phrase(zh: "命名管道里没有数据", en: "nothing comes out of this named pipe"),
    advice: Phrase(
      zh: "请先启动写入管道的程序，或直接指定文件",
      en: "Start the program that writes into it, or name a file"))
  static let streamTooLong = ErrorWords(
    message: Phrase(
      zh: "从管道读入的数据超过 {limit} MB", en: "more than {limit} MB came from the pipe"),
    advice: Phrase(
      zh: "请先存成文件，再指定文件名：文件可以边读边处理",
      en: "Save it to a file and name that: files are read as they go"))
  static let unwritable = ErrorWords(
    message: Phrase(zh: "无法写入（{reason}）", en: "it cannot be written ({reason})"),
    advice: Phrase(
      zh: "请检查文件夹是否存在、是否有写入权限、磁盘是否已满",
      en: "Check that the folder exists and may be written to, and that the disk has room"))
  static let exists = ErrorWords(
    message: Phrase(zh: "文件已经存在", en: "the file exists already"),
    advice: Phrase(zh: "请换一个名字，或加 --force 覆盖", en: "Choose another name, or pass --force to replace it"))
  static let empty = ErrorWords(
    message: Phrase(zh: "文件是空的（0 字节）", en: "the file is empty (0 bytes)"),
    advice: Phrase(
      zh: "多半是复制或下载没有完成，请重新获取这个文件",
      en: "A copy or download was probably cut short; fetch the file again"))
  static let foreign = ErrorWords(
    message: Phrase(
      zh: "这不是表格文件：从内容看是 {kind}", en: "this is no spreadsheet: by its content it is {kind}"),
    advice: Phrase(
      zh: "改名不能改变格式；请提供 .xlsx、.xls 或 .csv 原文件",
      en: "A new name does not change the format; provide the .xlsx, .xls or .csv itself"))
  static let unknownBytes = ErrorWords(
    message: Phrase(
      zh: "这不是表格文件：内容是未知的二进制数据（开头为 {bytes}）",
      en: "this is no spreadsheet: its content is unknown binary data (it begins with {bytes})"),
    advice: Phrase(
      zh: "请用制作它的程序打开并另存为 .xlsx",
      en: "Open it in the program that made it and save it as .xlsx"))
  static let unknownXML = ErrorWords(
    message: Phrase(
      zh: "这是 XML 文件，但不是 XML 表格 2003", en: "this is an XML file, but not an XML Spreadsheet 2003"),
    advice: Phrase(
      zh: "请用制作它的程序打开并另存为 .xlsx",
      en: "Open it in the program that made it and save it as .xlsx"))

  /// What a foreign file is called.
  static let kinds: [String: Phrase] = [
    "PNG": Phrase(zh: "PNG 图片", en: "a PNG picture"),
    "JPEG": Phrase(zh: "JPEG 图片", en: "a JPEG picture"),
    "GIF": Phrase(zh: "GIF 图片", en: "a GIF picture"),
    "BMP": Phrase(zh: "BMP 图片", en: "a BMP picture"),
    "TIFF": Phrase(zh: "TIFF 图片", en: "a TIFF picture"),
    "PDF": Phrase(zh: "PDF 文档", en: "a PDF document"),
    "RTF": Phrase(zh: "RTF 文档", en: "an RTF document"),
    "gzip": Phrase(zh: "gzip 压缩文件", en: "a gzip archive"),
    "7z": Phrase(zh: "7z 压缩文件", en: "a 7z archive"),
    "RAR": Phrase(zh: "RAR 压缩文件", en: "a RAR archive"),
    "EXE": Phrase(zh: "Windows 程序", en: "a Windows program"),
  ]
}
