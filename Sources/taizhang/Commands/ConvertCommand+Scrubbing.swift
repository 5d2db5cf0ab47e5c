import ArgumentParser
import Workflow

extension ConvertCommand {
  /// `convert --scrub`: each workbook without what leaves with it unseen.
  func scrubFiles(_ console: Console) throws {
    guard to == nil || to == .xlsx, !raw else {
      throw ValidationError(
        words(
          "--scrub 输出的是同一份 .xlsx，不与 --raw 或其他格式同用", "--scrub gives the same .xlsx; leave out --raw and --to"))
    }
    let inputs = try Inputs(files, without: output.out, common)
    var status = inputs.status
    let places: OutputPlaces
    do throws(OutputFailure) { places = try OutputPlaces(output.output, inputs: inputs.files) } catch {
      return try console.tell(error).end()
    }
    for input in inputs.files {
      do throws(WorkbookFailure) {
        let file: InputFile
        do throws(InputFailure) { file = try input.held() } catch { throw .input(error) }
        let target = try places.output(
          for: file, extension: file.workbookExtension(password: common.password))
        let done = try Scrubbing(file, password: common.password, to: target)
        console.note(Phrase(zh: "已写入 {path}", en: "written: {path}"), ["path": target.path])
        for trace in done.removed {
          console.note(
            Phrase(zh: "  去掉 {what}", en: "  taken out: {what}"), ["what": trace.text(common.lang)])
        }
        for trace in done.left {
          console.warn(
            Phrase(zh: "  仍在 {what}", en: "  still there: {what}"), ["what": trace.text(common.lang)])
        }
      } catch {
        status = max(status, console.tell(error))
      }
    }
    do throws(OutputFailure) { try places.finish() } catch {
      status = max(status, console.tell(error))
    }
    try status.end()
  }
}
