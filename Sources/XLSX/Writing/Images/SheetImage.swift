/// A picture on a sheet.
struct PlacedImage {
  var image: ImageFile
  var anchor: DrawingAnchor
  var alternativeText: String?
}

/// The bytes of a PNG or JPEG file and the picture's size.
struct ImageFile: Hashable {
  enum Format: String {
    case png, jpeg

    var contentType: String { "image/\(rawValue)" }
  }

  let bytes: [UInt8]
  let format: Format
  /// In pixels.
  let width: Int
  /// In pixels.
  let height: Int

  /// Takes the bytes of a PNG or JPEG file; `nil` for anything else.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    if let size = Self.pngSize(bytes) {
      format = .png
      (width, height) = size
    } else if let size = Self.jpegSize(bytes) {
      format = .jpeg
      (width, height) = size
    } else {
      return nil
    }
    guard width > 0, height > 0 else { return nil }
  }

  /// A PNG file begins with its signature and the header chunk, which begins with the size (RFC 2083).
  private static func pngSize(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 24, bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
      bytes[12..<16].elementsEqual("IHDR".utf8)
    else { return nil }
    func number(_ start: Int) -> Int { bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16), number(20))
    return width <= 1 << 24 && height <= 1 << 24 ? (width, height) : nil
  }

  /// A JPEG file is a row of segments; the one that starts the frame has the size (ITU-T T.81, B.2.2).
  private static func jpegSize(_ bytes: [UInt8]) -> (Int, Int)? {
    guard bytes.count >= 4, bytes[0] == 0xFF, bytes[1] == 0xD8 else { return nil }
    var index = 2
    while index + 9 < bytes.count {
      guard bytes[index] == 0xFF else { return nil }
      let marker = bytes[index + 1]
      // Fill bytes may stand before a marker.
      if marker == 0xFF {
        index += 1
        continue
      }
      if (0xC0...0xCF).contains(marker), marker != 0xC4, marker != 0xC8, marker != 0xCC {
        return (
          Int(bytes[index + 7]) << 8 | Int(bytes[index + 8]),
          Int(bytes[index + 5]) << 8 | Int(bytes[index + 6])
        )
      }
      index += 2 + (Int(bytes[index + 2]) << 8 | Int(bytes[index + 3]))
    }
    return nil
  }
}
