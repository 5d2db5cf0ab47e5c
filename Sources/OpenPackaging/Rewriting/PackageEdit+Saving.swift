extension PackageEdit {
  /// Writes the package: untouched entries as stored, in the order of the original, new ones last.
  ///
  /// - Parameter level: How hard the changed parts are compressed.
  public func write(
    to writer: ZIPWriter, level: CompressionLevel = .fast
  ) throws(PackageRewriteError) {
    for entry in original.archive.entries {
      switch replaced[PartName.key(entry.name)] {
      case .none: try copy(entry, to: writer)
      case .some(.none): continue
      case .some(.some(let content)): try write(content, named: entry.name, to: writer, level: level)
      }
    }
    for part in added { try write(part.content, named: part.name, to: writer, level: level) }
  }

  private func copy(_ entry: ZIPEntry, to writer: ZIPWriter) throws(PackageRewriteError) {
    let stored: [UInt8]
    do { stored = try original.archive.rawBytes(of: entry) } catch { throw .reading(error) }
    do {
      try writer.add(
        entry.name, compressed: stored, method: entry.method.rawValue, checksum: entry.crc32,
        plainCount: UInt64(max(entry.size, 0)))
    } catch { throw .writing(error) }
  }

  private func write(
    _ content: Content, named name: String, to writer: ZIPWriter, level: CompressionLevel
  ) throws(PackageRewriteError) {
    do {
      switch content {
      case .whole(let bytes): try writer.add(name, bytes: bytes, level: level)
      case .spliced(let bytes, let splices):
        let stream = try writer.open(name, level: level)
        var position = 0
        for splice in splices {
          try stream.write(bytes, position..<splice.range.lowerBound)
          try stream.write(splice.bytes, 0..<splice.bytes.count)
          position = splice.range.upperBound
        }
        try stream.write(bytes, position..<bytes.count)
        try writer.close(stream)
      }
    } catch { throw .writing(error) }
  }
}

/// Why an edited package could not be written.
public enum PackageRewriteError: Error, Sendable {
  /// The original's parts could not be read.
  case reading(PackageError)
  /// The output could not be written.
  case writing(OutputError)
}

extension ZIPEntryStream {
  fileprivate func write(_ bytes: [UInt8], _ range: Range<Int>) throws(OutputError) {
    guard !range.isEmpty else { return }
    try bytes.span.bytes.withUnsafeBytes { (raw) throws(OutputError) in
      try write(UnsafeRawBufferPointer(rebasing: raw[range]))
    }
  }
}
