#if canImport(Glibc)
  import CMalloc
#endif

/// What becomes of memory that is not used any more: the allocator of glibc can be told, others know best.
public enum FreedMemory {
  /// Lets the next file of many use the pages of the one before, which the allocator would hand back to the
  /// system and ask for again: a twentieth of the time over hundreds of small files.
  public static func keep() {
    #if canImport(Glibc)
      mallopt(M_TRIM_THRESHOLD, 256 << 20)
      mallopt(M_MMAP_THRESHOLD, 32 << 20)
    #endif
  }

  /// Gives back what is kept, between parts of many files: too little of it fits what the next part asks for,
  /// and what is left over would add up.
  static func giveBack() {
    #if canImport(Glibc)
      malloc_trim(0)
    #endif
  }
}
