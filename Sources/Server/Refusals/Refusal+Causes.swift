import HTTPTypes
import Workflow

extension Refusal {
  static let wrongHost = Refusal(
    status: .misdirectedRequest, code: "request.host",
    message: Phrase(
      zh: "这个地址不是本服务的地址。请用启动时显示的网址打开。",
      en: "This is not the server's own address. Open the address shown when it was started."))
  static let otherSite = Refusal(
    status: .forbidden, code: "request.origin",
    message: Phrase(zh: "请求来自别的网站，没有执行。", en: "The request came from another site and was not done."))
  static let wrongToken = Refusal(
    status: .forbidden, code: "request.token",
    message: Phrase(zh: "页面凭证不符，请刷新页面。", en: "The page could not prove itself. Reload it."))
  static let visitEnded = Refusal(
    status: .gone, code: "visit.ended",
    message: Phrase(
      zh: "本次使用已结束，内容已全部清除。请刷新页面重新开始。",
      en: "This visit has ended and everything was cleared. Reload the page to begin again."))
  static let tooManyVisits = Refusal(
    status: .serviceUnavailable, code: "visit.too-many",
    message: Phrase(zh: "同时使用的人太多，请稍后再试。", en: "Too many visits at the moment. Try again later."))
  static let busy = Refusal(
    status: .serviceUnavailable, code: "server.busy",
    message: Phrase(zh: "正忙，请稍后再试。", en: "The server is busy. Try again in a moment."))
  static let failed = Refusal(
    status: .internalServerError, code: "server.failed",
    message: Phrase(
      zh: "没有做成。您的文件没有改动；请再试一次，仍不行请告诉维护者。",
      en: "This could not be done. Your files are untouched; try again, then tell the maintainers."))
  static let notFound = Refusal(
    status: .notFound, code: "request.not-found", message: Phrase(zh: "没有这一项。", en: "There is no such thing.")
  )
  static let malformed = Refusal(
    status: .badRequest, code: "request.malformed",
    message: Phrase(zh: "请求不完整，请刷新页面再试。", en: "The request is malformed. Reload the page and try again."))
  static let nothingRead = Refusal(
    status: .conflict, code: "visit.empty",
    message: Phrase(zh: "还没有读到台账，请先放入文件。", en: "No ledger was read yet. Add a file first."))
  static let emptyFile = Refusal(
    status: .badRequest, code: "file.empty",
    message: Phrase(zh: "文件是空的，请重新导出后再放进来。", en: "The file is empty. Export it again."))

  static func fileTooLarge(_ limit: Int) -> Refusal {
    Refusal(
      status: .contentTooLarge, code: "file.too-large",
      message: Phrase(
        zh: "文件超过 \(limit >> 20) MB，网页上不收。请拆分，或改用命令行 taizhang check。",
        en: "The file is larger than \(limit >> 20) MB. Split it, or use the command taizhang check."))
  }

  static func visitTooLarge(_ limit: Int) -> Refusal {
    Refusal(
      status: .contentTooLarge, code: "visit.too-large",
      message: Phrase(
        zh: "这次放入的文件合计超过 \(limit >> 20) MB。请先移除一些，或改用命令行。",
        en: "All files together are larger than \(limit >> 20) MB. Remove some, or use the command line."))
  }

  static func tooManyFiles(_ limit: Int) -> Refusal {
    Refusal(
      status: .contentTooLarge, code: "visit.too-many-files",
      message: Phrase(
        zh: "一次最多放 \(limit) 个文件。请先移除一些，或改用命令行。",
        en: "At most \(limit) files at a time. Remove some, or use the command line."))
  }
}
