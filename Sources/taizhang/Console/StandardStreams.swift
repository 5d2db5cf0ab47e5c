import Foundation
import OpenPackaging
import Workflow

/// Standard output and standard error, written past any buffer and with every write looked at.
enum StandardStreams {
  /// Takes the place of the streams that this process was started without: no file opened later may become one
  /// of them. Whatever uses them fails as a closed one does, except that words for nobody go nowhere.
  static func openMissing() {
    for (descriptor, access) in [
      (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_WRONLY),
    ]
    where fcntl(descriptor, F_GETFD) == -1 {
      // The lowest number that is free, which is this one.
      _ = open("/dev/null", access)
    }
  }

  /// Writes to standard output. Where that fails, the run ends with status 4 and one line that says why; a reader
  /// that has gone away (`| head`) just gets no more.
  static func writeOutput(_ bytes: [UInt8], _ language: Language) {
    guard let reason = failure(of: STDOUT_FILENO, writing: bytes), reason != EPIPE else { return }
    let phrase = Phrase(
      zh: "标准输出写不进去（{reason}），内容不全。请检查磁盘，或用 -o 写到别处。\n",
      en:
        "standard output cannot be written ({reason}) and is cut short. Check the disk, or write elsewhere with -o.\n"
    )
    end(.unwritableOutput, phrase.text(language, ["reason": String(cString: strerror(reason))]))
  }

  /// Writes to standard error; where nobody can hear it there is nobody to tell.
  static func writeError(_ text: String) {
    _ = failure(of: STDERR_FILENO, writing: Array(text.utf8))
  }

  /// Tells a line on standard error: numbers of persons masked, control characters in letters, whatever it quotes.
  static func tell(_ line: String) {
    writeError(PersonalMask(showsPersonal: false).text(line).showingControls() + "\n")
  }

  /// Ends the run at once, whatever else is under way, with a last word and without temporary files.
  static func end(_ status: ExitStatus, _ text: String) -> Never {
    UnfinishedFiles.removeAll()
    writeError(text)
    _exit(status.rawValue)
  }

  /// The system's reason where not all can be written.
  private static func failure(of descriptor: Int32, writing bytes: [UInt8]) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        if written < 0, errno == EAGAIN {
          // A terminal or pipe that another program has set so takes more in a while.
          var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          _ = poll(&request, 1, 1000)
          continue
        }
        guard written > 0 else { return written < 0 ? errno : EIO }
        rest = rest.dropFirst(written)
      }
      return nil
    }
  }
}
