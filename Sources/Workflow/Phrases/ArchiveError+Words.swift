import Archives
import Diagnostics

extension InputFailure {
  /// Tells in words why an archive, or an entry of one, cannot be read.
  init(_ error: ArchiveError, path: String) {
    let (code, message, advice) = Self.words(error)
    self.init(path: path, code: "archive.\(code)", message: message, advice: advice)
  }

  /// An archive within an archive within an archive.
  static func nestedTooDeep(_ path: String) -> InputFailure {
    InputFailure(
      path: path, code: "archive.nested-too-deep",
      message: Phrase(zh: "压缩包套得太深，没有打开", en: "archives are nested too deep; this one was not opened"),
      advice: Phrase(zh: "请把它单独取出来再处理", en: "Take it out and give it by itself"))
  }

  /// An archive without anything to read.
  static func noTables(_ path: String, isEmpty: Bool) -> InputFailure {
    InputFailure(
      path: path, code: "archive.empty",
      message: isEmpty
        ? Phrase(zh: "压缩包是空的", en: "the archive is empty")
        : Phrase(zh: "压缩包里没有表格文件", en: "there is no table in the archive"),
      advice: Phrase(zh: "请核对是否拿错了文件，或重新打包", en: "Check that it is the right file, or have it packed again"))
  }

  /// A tally among the files of an archive.
  static func tallyInArchive(_ path: String) -> InputFailure {
    InputFailure(
      path: path, code: "archive.tally",
      message: Phrase(zh: "压缩包里的分汇总不能直接读", en: "a tally is not read from inside an archive"),
      advice: Phrase(zh: "请解压后再给出", en: "Unpack it and give the file itself"))
  }

  private static let fetchAgain = Phrase(
    zh: "请重新获取这个压缩包，或请提供者重新打包", en: "Fetch the archive again, or ask for it to be made again")
  private static let packPlainly = Phrase(
    zh: "请用系统自带的压缩功能重新打包成 .zip，或直接给出文件夹",
    en: "Pack it again as an ordinary .zip, or give the folder itself")
  private static let makeSure = Phrase(
    zh: "请确认文件来源可靠；确有这么大的，请解压后再处理",
    en: "Make sure it comes from someone you trust; unpack it first if it really is that large")

  private static func words(_ error: ArchiveError) -> (code: String, Phrase, Phrase) {
    switch error.code {
    case .unreadable:
      (
        "unreadable",
        Phrase(zh: "压缩包读不出来（\(error.detail)）", en: "the archive cannot be read (\(error.detail))"),
        .checkPermissions
      )
    case .truncated:
      ("truncated", Phrase(zh: "压缩包不完整", en: "the archive is cut short"), fetchAgain)
    case .damaged:
      ("damaged", Phrase(zh: "压缩包里的数据已损坏", en: "its data in the archive is damaged"), fetchAgain)
    case .checksum:
      (
        "checksum", Phrase(zh: "解压后与校验码不符，数据已损坏", en: "its data is damaged: the checksum does not agree"),
        fetchAgain
      )
    case .passwordNeeded:
      (
        "password-needed", Phrase(zh: "压缩包设有密码", en: "the archive is protected by a password"),
        Phrase(zh: "请用 --password 给出密码", en: "Give it with --password")
      )
    case .wrongPassword:
      (
        "wrong-password",
        Phrase(zh: "所给密码打不开压缩包里的这个文件", en: "the password given does not open this file of the archive"),
        Phrase(
          zh: "请核对密码；密码无误的，是数据已损坏，请重新获取压缩包",
          en: "Check the password; if it is right, the data is damaged: fetch the archive again")
      )
    case .unsupportedEncryption:
      (
        "unsupported-encryption",
        Phrase(zh: "压缩包的加密方式不认识", en: "the archive is encrypted in a way that is not known here"), packPlainly
      )
    case .unsupportedMethod:
      (
        "unsupported-method",
        Phrase(
          zh: "压缩方法 \(error.detail) 不支持", en: "the compression method \(error.detail) is not supported"),
        packPlainly
      )
    case .symbolicLink:
      (
        "symbolic-link",
        Phrase(zh: "压缩包里存的是链接，不是文件", en: "the archive holds a link here, not a file"),
        Phrase(zh: "请把链接所指的文件本身放进压缩包", en: "Put the file itself into the archive")
      )
    case .sharedBytes:
      (
        "shared-bytes",
        Phrase(zh: "与压缩包里别的文件共用数据，没有读", en: "it shares its bytes with another entry and was not read"),
        makeSure
      )
    case .folderTooDeep: ("folder-too-deep", .folderTooDeep, packPlainly)
    case .tooManyEntries:
      ("too-many-entries", Phrase(zh: "压缩包里的文件太多", en: "the archive has too many entries"), makeSure)
    case .entryTooLarge:
      (
        "entry-too-large",
        Phrase(
          zh: "解压后超过 \(error.detail) MB，没有读",
          en: "unpacked it has more than \(error.detail) MB and was not read"),
        makeSure
      )
    case .archiveTooLarge:
      (
        "archive-too-large",
        Phrase(zh: "压缩包解压后的总量超过安全上限", en: "unpacked, the archive passes a safety limit"), makeSure
      )
    case .ratioTooHigh:
      (
        "ratio-too-high",
        Phrase(
          zh: "解压后是原来的 \(error.detail) 倍以上，超过安全上限",
          en: "it unpacks to more than \(error.detail) times its size, a safety limit"), makeSure
      )
    }
  }
}

extension Phrase {
  static let leftOutNoTable = Phrase(zh: "未读（不是表格文件）：{path}", en: "not read (no table file): {path}")
  static let leftOutMacFile = Phrase(
    zh: "未读（macOS 附带的文件，不是台账）：{path}", en: "not read (made by macOS, no ledger): {path}")
  static let leftOutLock = Phrase(
    zh: "未读（Office 打开文件时的锁文件）：{path}", en: "not read (a lock of an open Office program): {path}")
  static let leftOutHidden = Phrase(zh: "未读（隐藏文件）：{path}", en: "not read (a hidden file): {path}")
  static let archiveWithoutTables = Phrase(
    zh: "压缩包里没有表格文件：{path}", en: "no table in this archive: {path}")

  /// Tells that an entry is read under another name than the archive gives it.
  static func nameChanged(_ change: ArchiveEntry.NameChange) -> Phrase {
    switch change {
    case .unsafe:
      Phrase(
        zh: "压缩包里的名称指向包外或含控制字符，改按 {path} 读取",
        en: "the name in the archive leads out of it or has control characters; read as {path}")
    case .taken:
      Phrase(
        zh: "压缩包里有同名文件，这一个按 {path} 读取",
        en: "the archive has two entries of one name; this one is read as {path}")
    }
  }
}
