import ArgumentParser
import Workflow

/// Whether a run over many files can be gone on with after it was interrupted.
struct ResumeOptions: ParsableArguments {
  @Flag(
    help: help(
      "中断后可以接着做：读过的文件记在输出旁边，再次运行时不再读，做完即删",
      "can be resumed: files read are noted beside the output, not read again by the next run, removed at the end"
    ))
  var resume = false

  /// Resuming needs a place beside an output.
  func validate(output: String?) throws {
    if resume, output == nil {
      throw ValidationError(words("--resume 要与 -o 一起用", "--resume needs -o"))
    }
  }

  /// The loader with the journal of an output; as it is where no resuming was asked for.
  func journaled(
    _ loading: LedgerLoading, besides output: String, console: Console
  ) throws(OutputFailure) -> LedgerLoading {
    guard resume else { return loading }
    var loading = loading
    let journal = try Journal(besides: output, run: loading.options)
    loading.journal = journal
    if journal.replacesAnother {
      console.note(
        Phrase(
          zh: "上次的记录属于别的版本或别的选项，从头做起",
          en: "what was noted before is of another version or other options; beginning anew"))
    }
    if journal.count > 0 {
      console.note(
        Phrase(zh: "接着上次：已读过 {count} 个文件", en: "going on: {count} files were read before"),
        ["count": "\(journal.count)"])
    }
    return loading
  }
}
