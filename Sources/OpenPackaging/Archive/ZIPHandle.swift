import CLibZip

/// Owns a libzip archive opened for reading. libzip archives belong to one thread at a time.
struct ZIPHandle: ~Copyable {
  let archive: OpaquePointer

  deinit {
    zip_discard(archive)
  }
}

/// Owns an entry of a libzip archive opened for reading; must go before its archive.
struct ZIPEntryHandle: ~Copyable {
  let file: OpaquePointer

  deinit {
    zip_fclose(file)
  }
}
