extension XMLWriter {
  /// Writes a whole number in decimal digits.
  @inlinable
  public mutating func write(integer: Int) {
    reserve(20)
    if integer < 0 {
      base[end] = UInt8(ascii: "-")
      end &+= 1
    }
    write(magnitude: integer.magnitude)
  }

  @inlinable
  mutating func write(magnitude: UInt) {
    var length = 1
    var limit: UInt = 10
    while length < 20, magnitude >= limit {
      length &+= 1
      let (next, overflow) = limit.multipliedReportingOverflow(by: 10)
      if overflow { break }
      limit = next
    }
    var rest = magnitude
    var position = end &+ length
    while position > end {
      position &-= 1
      let next = rest / 10
      base[position] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest &- next &* 10)
      rest = next
    }
    end &+= length
  }

  /// Writes a finite number in the shortest form that reads back as the same double.
  ///
  /// Whole numbers and those of up to four decimals, which is nearly all that offices write, take a way
  /// without a `String`: if `n / 10⁴` gives back the very double, then `n` with four decimals is a
  /// decimal text of it, because IEEE division rounds correctly, and without its trailing zeros it is
  /// the shortest.
  @inlinable
  public mutating func write(number: Double) {
    let magnitude = number.magnitude
    if magnitude < 900_000_000_000 {
      let whole = number.rounded(.towardZero)
      if whole == number {
        // Minus zero is written as zero, as Excel does.
        write(integer: Int(whole))
        return
      }
      let scaled = (magnitude * 10_000).rounded()
      if scaled / 10_000 == magnitude, magnitude >= 0.001 {
        reserve(24)
        if number < 0 {
          base[end] = UInt8(ascii: "-")
          end &+= 1
        }
        let units = UInt(scaled)
        write(magnitude: units / 10_000)
        var decimals = units % 10_000
        base[end] = UInt8(ascii: ".")
        end &+= 1
        var divisor: UInt = 1000
        while decimals > 0 {
          base[end] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: decimals / divisor)
          end &+= 1
          decimals %= divisor
          divisor /= 10
        }
        return
      }
    }
    writeShortest(number)
  }

  @usableFromInline
  mutating func writeShortest(_ number: Double) {
    if number.magnitude < 9_007_199_254_740_992, let whole = Int(exactly: number) {
      write(integer: whole)
      return
    }
    var text = number.description
    text.withUTF8 { write(raw: $0) }
  }
}
