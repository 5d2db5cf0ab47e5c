import Diagnostics
import Foundation
import Ledgers

extension LedgerLoading {
  /// What a tally keeps of an input, from the journal where it holds it.
  func line(of input: InputFile) -> TallyLine {
    if case .tally(let place) = input.source {
      return TallyFile.line(at: place)
        ?? TallyLine(
          path: input.path, digest: "",
          result: .failure(.damagedTally(place.tally, at: place.offset)))
    }
    let digest = InputDigest.digest(of: input, salt: options) ?? ""
    if !digest.isEmpty, let known = journal?.line(of: input.path, digest: digest) { return known }
    let result = Result { () throws(InputFailure) in StoredLedgerFile(try load(input).ledgers) }
    let line = TallyLine(path: input.path, digest: digest, result: result)
    // What could not be read may be mended by the next run.
    if case .success = result, !digest.isEmpty { journal?.append(line) }
    return line
  }

  /// The ledgers of an input.
  func ledgers(of input: InputFile) throws(InputFailure) -> LedgerFile {
    if journal == nil {
      guard case .tally = input.source else { return try load(input).ledgers }
    }
    let line = line(of: input)
    let stored = try line.result.get()
    do throws(StoredLedgerError) {
      return try stored.file(path: input.path, catalog: reader.catalog)
    } catch {
      throw InputFailure(
        path: input.path, code: "tally.unfit", message: error.message,
        advice: Phrase(
          zh: "请用生成它时的 --ledgers，或重新生成", en: "Give the --ledgers it was made with, or make it again"))
    }
  }
}
