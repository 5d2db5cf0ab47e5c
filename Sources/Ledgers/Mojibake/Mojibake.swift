/// Text that some program read in a wrong encoding and saved again: what it was, as far as that can be
/// told.
///
/// Recognised are UTF-8 read as GBK (`党员` became `鍏氬憳`), UTF-8 and GBK read as Latin-1 or
/// Windows-1252 (`å…šå‘˜`, `µ³Ô±`), and the Latin glosses that a bad conversion left behind Han
/// characters (`創(chuàng)新`).
struct Mojibake: Hashable, Sendable {
  /// How sure the restoration is.
  enum Certainty: Hashable, Sendable {
    /// The way back is exact and nothing but damaged text takes it.
    case certain
    /// A Latin gloss was taken out behind a Han character. Nothing else is known to write one, but it is no matter
    /// of encodings.
    case gloss
    /// The way back is exact, but so short a text can take it by chance: to be believed beside other
    /// damage.
    case likely
    /// The text is damaged and part of it is gone.
    case lost
  }

  /// The text as it was meant; for lost text, what stands in the cell.
  let text: String
  /// How sure that is.
  let certainty: Certainty

  private init(_ text: String, _ certainty: Certainty) {
    self.text = text
    self.certainty = certainty
  }

  /// Recognises damage; `nil` for sound text.
  init?(_ text: String) {
    guard Self.mayBeDamaged(text) else { return nil }
    if let plain = PinyinGlosses.removed(from: text) {
      // Half a repair is none: 勇?lián) has lost more than its gloss.
      let isWhole = !plain.unicodeScalars.contains(where: PinyinGlosses.isToned)
      self.init(isWhole ? plain : text, isWhole ? .gloss : .lost)
      return
    }
    if PinyinGlosses.hasRest(text) {
      self.init(text, .lost)
      return
    }
    let found = Self.fromWestern(text) ?? Self.fromGBK(text)
    guard let found else { return nil }
    self = found
  }

  /// A quick test that nearly every sound text fails: a Latin letter with a mark, or a first character
  /// that UTF-8 read as GBK can begin with.
  private static func mayBeDamaged(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var isFirst = true
      for index in bytes.indices where bytes[index] >= 0xC3 {
        let byte = bytes[index]
        if byte <= 0xC7 { return true }
        guard isFirst else { continue }
        isFirst = false
        guard (0xE0...0xEF).contains(byte), index + 2 < bytes.count else { continue }
        let unit =
          UInt16(byte & 0x0F) << 12 | UInt16(bytes[index + 1] & 0x3F) << 6 | UInt16(bytes[index + 2] & 0x3F)
        if GBKTable.standard.beginsUTF8(unit) { return true }
      }
      return false
    }
  }

  // MARK: UTF-8 read as GBK

  private static func fromGBK(_ text: String) -> Mojibake? {
    let table = GBKTable.standard
    var bytes: [UInt8] = []
    var isRare = false
    var isCutOff = false
    for scalar in text.unicodeScalars {
      // What a character's last byte became when it found no partner.
      guard !isCutOff else { return nil }
      if scalar.value < 0x80, scalar != "?" {
        bytes.append(UInt8(truncatingIfNeeded: scalar.value))
      } else if scalar == "?" || scalar.value == 0xFFFD {
        isCutOff = true
      } else if scalar.value == 0x20AC {
        // Windows reads the single byte 0x80 as the euro sign: 一 became `涓€`.
        bytes.append(0x80)
        isRare = true
      } else if let code = table.code(of: scalar) {
        bytes.append(UInt8(code >> 8))
        bytes.append(UInt8(code & 0xFF))
        if !GBKTable.isGB2312(code) { isRare = true }
      } else {
        return nil
      }
    }
    let whole = UTF8Prefix(bytes)
    let rest = bytes.count - whole.count
    guard rest == 0 || whole.isCutOff, whole.isLedgerText, whole.hanCount > 0 else { return nil }
    if rest > 0 || isCutOff {
      // One whole character before the break is not enough to tell damage by.
      return whole.hanCount > 1 && isRare ? Mojibake(text, .lost) : nil
    }
    // Sound text that takes the way back by chance is of common characters and comes out as rare ones.
    guard isRare || whole.isCommon else { return nil }
    return Mojibake(whole.text, whole.hanCount > 1 ? .certain : .likely)
  }

  // MARK: UTF-8 or GBK read as Latin-1 or Windows-1252

  private static func fromWestern(_ text: String) -> Mojibake? {
    var bytes: [UInt8] = []
    var high = 0
    var hasLetter = false
    for scalar in text.unicodeScalars {
      guard let byte = Windows1252.byte(of: scalar) else { return nil }
      bytes.append(byte)
      if byte >= 0x80 { high += 1 }
      if scalar.value >= 0xC0, scalar != "×", scalar != "÷" { hasLetter = true }
    }
    // `××××` stands for something left out.
    guard hasLetter else { return nil }
    let whole = UTF8Prefix(bytes)
    if whole.count == bytes.count, high >= 3, whole.hanCount > 0, whole.isLedgerText {
      return Mojibake(whole.text, .certain)
    }
    guard let decoded = GBKTable.standard.decode(bytes), decoded.isLedgerText, decoded.hanCount > 0,
      decoded.isCommon
    else { return nil }
    // Two letters with marks can stand side by side in a foreign name; four in a row do not.
    return Mojibake(decoded.text, decoded.hanCount > 1 ? .certain : .likely)
  }
}
