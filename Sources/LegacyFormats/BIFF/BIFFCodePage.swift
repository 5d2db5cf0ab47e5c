import CSV
import OpenPackaging

/// Which code page the texts of BIFF2 to BIFF5 are in.
struct BIFFCodePage: Sendable {
  /// Its number.
  let number: Int
  /// What it was told by, where the workbook names none that byte texts can be in.
  let guess: EncodingGuess?

  /// The code page a workbook names; failing that, the one its texts look like.
  init(stated: Int?, _ stream: [UInt8], _ version: BIFFReader.Version) {
    // 1200 is UTF-16, which is BIFF8's alone; other programs put it into BIFF5 all the same.
    if let stated, stated != 1200, CodePageDecoder(stated) != nil {
      number = stated
      guess = nil
      return
    }
    let text = try? DecodedText(Self.sample(stream, version), invalidBytes: .replace)
    guess = text.flatMap { $0.encoding.evidence == .ascii ? nil : $0.encoding }
    number =
      switch guess?.encoding {
      case .gb18030: 936
      case .big5: 950
      case .utf8: 65001
      case .windows1252, .utf16LittleEndian, .utf16BigEndian, nil: 1252
      }
  }

  /// A decoder, which is no value and serves one reading.
  var decoder: CodePageDecoder? { CodePageDecoder(number) }

  /// Bytes of texts are looked at up to so many.
  private static let sampleLimit = 1 << 18

  /// The bytes of the stream's texts, a line each.
  private static func sample(_ stream: [UInt8], _ version: BIFFReader.Version) -> [UInt8] {
    var sample: [UInt8] = []
    var records = BIFFRecords(stream)
    while sample.count < sampleLimit, let record = records.next() {
      guard let (start, count) = textRange(record, version), let text = record.data.slice(start, count)
      else { continue }
      sample.append(contentsOf: text.lazy.filter { $0 >= 0x20 })
      sample.append(0x0A)
    }
    return sample
  }

  private static func textRange(
    _ record: BIFFRecords.Record, _ version: BIFFReader.Version
  ) -> (Int, Int)? {
    let data = record.data
    switch record.type {
    case BIFFRecordType.label, BIFFRecordType.richString: return data.uint16(6).map { (8, $0) }
    case BIFFRecordType.label2: return data.byte(7).map { (8, Int($0)) }
    case BIFFRecordType.string: return data.uint16(0).map { (2, $0) }
    case BIFFRecordType.boundSheet: return data.byte(6).map { (7, Int($0)) }
    case BIFFRecordType.format where version == .biff5: return data.byte(2).map { (3, Int($0)) }
    default: return nil
    }
  }
}
