/// A text's bytes in windows that grow at the end and are used up from the front, valid in their
/// encoding and, unless that is not needed, in UTF-8.
///
/// 64 zero bytes lie behind the window.
final class TextStream {
  /// Bytes asked of the source at once: a window and its bitmap stay in the second-level cache.
  static let readSize = 1 << 19

  /// The window's bytes.
  private(set) var bytes: UnsafeMutablePointer<UInt8>
  /// How many there are.
  private(set) var count = 0
  /// Whether the text ends with the window.
  private(set) var isAtEnd = false
  /// Whether the window has, or had lately, NUL bytes.
  private(set) var hasNUL = false
  /// Where invalid bytes were replaced, as offsets into the file.
  private(set) var replaced = OffsetList()
  /// Where lines in UTF-8 begin in a text of another encoding, as offsets into the file.
  private(set) var foreignLines = OffsetList()

  private let source: ByteSource
  private let stream: ByteStream
  private let encoding: TextEncoding
  private let policy: CSVReadingOptions.InvalidBytes
  private let readSize: Int
  private var capacity: Int
  /// Set once the bytes are not taken as they are.
  private var transcoder: Transcoder?
  /// Bytes read and not yet converted or, in a text taken as it is, not yet a whole character.
  private var pending: [UInt8] = []
  /// Offset in the file of the first byte in `pending`, or behind the window.
  private var offset: Int
  private let findsForeignLines: Bool
  /// Whether `pending` begins inside a line known not to be foreign.
  private var isInsideLine = false

  /// Opens a text.
  ///
  /// - Parameters:
  ///   - source: Its bytes.
  ///   - encoding: Their encoding.
  ///   - markLength: Bytes to pass over at the start.
  ///   - keepsEncoding: Whether GB18030 is only checked and left as it is; what is invalid is refused then.
  ///   - policy: What to do with invalid bytes, and with foreign lines: replacing, those are read as the
  ///     UTF-8 they are.
  ///   - findsForeignLines: Whether lines in UTF-8 in a text of another encoding are looked for.
  init(
    _ source: ByteSource, encoding: TextEncoding, markLength: Int, keepsEncoding: Bool,
    policy: CSVReadingOptions.InvalidBytes, findsForeignLines: Bool = false
  ) throws(CSVError) {
    self.source = source
    self.findsForeignLines = findsForeignLines
    stream = try ByteStream(source)
    self.encoding = encoding
    self.policy = policy
    offset = 0
    readSize = source.readSize(limit: Self.readSize)
    capacity = 2 * readSize + 64
    bytes = .allocate(capacity: capacity)
    guard encoding != .utf8, !(keepsEncoding && encoding == .gb18030) else {
      try skip(markLength)
      return
    }
    guard let transcoder = Transcoder(encoding) else {
      throw CSVError(.encodingUnavailable, detail: encoding.iconvName)
    }
    self.transcoder = transcoder
    try skip(markLength)
  }

  deinit { bytes.deallocate() }

  private func skip(_ length: Int) throws(CSVError) {
    guard length > 0 else { return }
    offset = try stream.read(into: UnsafeMutableRawBufferPointer(start: bytes, count: length))
  }

  /// Drops bytes from the front of the window.
  func discard(_ length: Int) {
    let length = min(length, count)
    guard length > 0 else { return }
    bytes.update(from: bytes + length, count: count - length)
    count -= length
  }

  /// Puts a byte behind the last one, once the text is at its end.
  func append(_ byte: UInt8) {
    reserve(count + 1)
    bytes[count] = byte
    count += 1
    pad()
  }

  /// Reads more: a window's worth, or as much again as there is.
  ///
  /// - Throws: `CSVError` if reading fails, or with the byte offset of the first invalid bytes unless
  ///   those are to be replaced.
  func fill() throws(CSVError) {
    guard !isAtEnd else { return }
    let wanted = max(readSize, min(count, 1 << 26))
    if transcoder == nil { try fillDirectly(wanted) } else { try fillByConverting(wanted) }
    if isAtEnd { count = EndMark.lengthWithout(UnsafeBufferPointer(start: bytes, count: count)) }
    pad()
  }

  private func reserve(_ needed: Int) {
    guard needed + 64 > capacity else { return }
    capacity = max(needed + 64, capacity * 2)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: bytes, count: count)
    bytes.deallocate()
    bytes = grown
  }

  private func pad() { (bytes + count).update(repeating: 0, count: 64) }

  private func fillDirectly(_ wanted: Int) throws(CSVError) {
    reserve(count + pending.count + wanted)
    let start = bytes + count
    for (index, byte) in pending.enumerated() { start[index] = byte }
    let read = try stream.read(
      into: UnsafeMutableRawBufferPointer(start: start + pending.count, count: wanted))
    isAtEnd = read < wanted
    let fresh = UnsafeBufferPointer(start: start, count: pending.count + read)
    (start + fresh.count).update(repeating: 0, count: 64)
    let check = encoding == .utf8 ? UTF8Validation.check(fresh) : GB18030Validation.check(fresh)
    hasNUL = check.hasNUL || hasNUL && count > 0
    if let foreign = foreignLine(behind: count, in: count + fresh.count), foreign <= count + check.validCount
    {
      throw mixed(at: offset - count + foreign)
    }
    count += check.validCount
    offset += check.validCount
    pending = Array(fresh[check.validCount...].prefix(check.isCutOff ? 4 : Int.max))
    if pending.isEmpty || check.isCutOff && !isAtEnd { return }
    guard policy == .replace else { throw invalid(pending, at: offset) }
    // From here on bytes are converted, faults replaced.
    guard let transcoder = Transcoder(encoding) else {
      throw CSVError(.encodingUnavailable, detail: encoding.iconvName)
    }
    self.transcoder = transcoder
    try convertPending(transcoder)
  }

  private func fillByConverting(_ wanted: Int) throws(CSVError) {
    guard let transcoder else { return }
    let carried = pending.count
    var read = 0
    pending.append(contentsOf: repeatElement(0, count: wanted))
    var failure: CSVError?
    pending.withUnsafeMutableBytes { buffer in
      do throws(CSVError) {
        read = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[carried...]))
      } catch { failure = error }
    }
    if let failure { throw failure }
    pending.removeLast(wanted - read)
    isAtEnd = read < wanted
    try convertPending(transcoder)
  }

  /// Where the first foreign line begins in a window of so many bytes that is taken as it is, if it is not
  /// all in the part that was looked through before.
  private func foreignLine(behind known: Int, in length: Int) -> Int? {
    guard findsForeignLines, encoding != .utf8 else { return nil }
    var start = known
    while start > 0, bytes[start - 1] != 0x0A, bytes[start - 1] != 0x0D { start -= 1 }
    let window = UnsafeBufferPointer(start: bytes, count: length)
    guard case .found(let line) = ForeignLine.first(in: window, from: start, encoding, isFinal: isAtEnd)
    else { return nil }
    return line.lowerBound
  }

  private func nextForeignLine(from start: Int) -> ForeignLine {
    guard findsForeignLines else { return .none }
    return pending.withUnsafeBufferPointer {
      let start = start == 0 && isInsideLine ? ForeignLine.afterLine($0) : start
      return ForeignLine.first(in: $0, from: start, encoding, isFinal: isAtEnd)
    }
  }

  private func convertPending(_ transcoder: Transcoder) throws(CSVError) {
    reserve(count + pending.count * Transcoder.growth + 8)
    let before = count
    var position = 0
    var foreign = nextForeignLine(from: 0)
    while position < pending.count {
      let limit =
        switch foreign {
        case .none: pending.count
        case .found(let line): line.lowerBound
        case .undecided(let start): start
        }
      let result = pending.withUnsafeBufferPointer {
        transcoder.convert(UnsafeBufferPointer(rebasing: $0[position..<limit]), into: bytes + count)
      }
      position += result.read
      count += result.written
      if position == limit {
        guard case .found(let line) = foreign else { break }
        try takeForeign(line)
        position = line.upperBound
        foreign = nextForeignLine(from: position)
        continue
      }
      if result.stop == .inputUsedUp && limit == pending.count && !isAtEnd { break }
      guard policy == .replace else {
        throw invalid(Array(pending[position...].prefix(4)), at: offset + position)
      }
      replaced.append(offset + position)
      count += Transcoder.write(0xFFFD, to: bytes + count)
      let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
      position += min(isWide ? 2 : 1, pending.count - position)
    }
    offset += position
    if position > 0 { isInsideLine = pending[position - 1] != 0x0A && pending[position - 1] != 0x0D }
    pending.removeFirst(position)
    let fresh = UnsafeBufferPointer(start: bytes + before, count: count - before)
    hasNUL = fresh.contains(0) || hasNUL && before > 0
  }

  /// Takes a line in UTF-8 as it is, unless that is refused.
  private func takeForeign(_ line: Range<Int>) throws(CSVError) {
    guard policy == .replace else { throw mixed(at: offset + line.lowerBound) }
    foreignLines.append(offset + line.lowerBound)
    pending.withUnsafeBufferPointer { pending in
      for byte in pending[line] {
        bytes[count] = byte
        count += 1
      }
    }
  }

  private func mixed(at offset: Int) -> CSVError {
    let line = try? LineLocator.line(ofByte: offset, in: source, encoding: encoding)
    return CSVError(
      .mixedEncodings, at: CSVPlace(line: line, byteOffset: offset), detail: encoding.rawValue)
  }

  private func invalid(_ bytes: [UInt8], at offset: Int) -> CSVError {
    let hex = bytes.prefix(2).map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return digits.count < 2 ? "0" + digits : digits
    }
    let line = try? LineLocator.line(ofByte: offset, in: source, encoding: encoding)
    return CSVError(
      .invalidBytes, at: CSVPlace(line: line, byteOffset: offset), detail: hex.joined(separator: " "))
  }
}
