/// What people write beside a date: a weekday, a time of day, a remark.
extension DateText {
  /// Takes a weekday, a part of the day and a time of day.
  mutating func readTail() {
    while position < tokens.count {
      if token(0) == .space {
        // A blank before another date belongs to a list.
        if isNumber(token(1)), !isClock(1) { return }
        position += 1
        continue
      }
      let start = position
      var isBracketed = false
      if case .other(let scalar) = token(0), scalar == "(" || scalar == "（" {
        isBracketed = true
        position += 1
      }
      let found = readWeekday() || readPartOfDay() || (!isBracketed && readClock())
      if found, isBracketed {
        if case .other(let scalar) = token(0), scalar == ")" || scalar == "）" {
          position += 1
          continue
        }
      } else if found {
        continue
      }
      position = start
      return
    }
  }

  private func word(_ offset: Int) -> Unicode.Scalar? {
    if case .other(let scalar) = token(offset) { return scalar }
    return nil
  }

  /// `星期六`, `周日`, `礼拜天`.
  private mutating func readWeekday() -> Bool {
    let length: Int
    switch (word(0), word(1)) {
    case ("星", "期"), ("礼", "拜"), ("禮", "拜"): length = 2
    case ("周", _), ("週", _): length = 1
    default: return false
    }
    switch token(length) {
    case .number(let day, digits: 1) where (1...7).contains(day): weekday = day
    case .day, .other("天"): weekday = 7
    default: return false
    }
    position += length + 1
    return true
  }

  /// `上午`, `下午`, `晚上`, `全天`: a time of day, though none of the clock.
  private mutating func readPartOfDay() -> Bool {
    let parts: [(Unicode.Scalar, String)] = [
      ("上", "午"), ("下", "午"), ("中", "午"), ("早", "上晨"), ("晚", "上"), ("凌", "晨"), ("傍", "晚"), ("全", "天"),
    ]
    guard let first = word(0), let second = word(1),
      parts.contains(where: { $0.0 == first && $0.1.unicodeScalars.contains(second) })
    else { return false }
    hasTime = true
    position += 2
    return true
  }

  /// Whether a number with a colon or `时` behind it stands at an offset.
  private func isClock(_ offset: Int) -> Bool {
    guard case .number(_, let digits) = token(offset), digits <= 2 else { return false }
    return token(offset + 1) == .colon || isHour(word(offset + 1))
  }

  private func isHour(_ scalar: Unicode.Scalar?) -> Bool {
    scalar == "时" || scalar == "時" || scalar == "点" || scalar == "點"
  }

  /// `14:30`, `T16:00:00.000Z`, `9时30分`, `9点半`.
  private mutating func readClock() -> Bool {
    let start = position
    if word(0) == "T", isClock(1) { position += 1 }
    guard isClock(0), case .number(let hour, _) = token(0), hour <= 24 else {
      position = start
      return false
    }
    var isMidnight = hour == 0
    let isChinese = token(1) != .colon
    position += 2
    while case .number(let number, _) = token(0) {
      isMidnight = isMidnight && number == 0
      position += 1
      switch token(0) {
      case .colon, .separator("."): position += 1
      case .other("分"), .other("秒"): position += 1
      default: break
      }
    }
    if isChinese { skipWord("半") }
    hasTime = hasTime || !isMidnight || isChinese
    if word(0) == "Z" {
      isUTC = true
      position += 1
    } else if word(0) == "+", case .number(let offset, _) = token(1), [0, 8, 800].contains(offset) {
      isUTC = offset == 0
      position += token(2) == .colon && token(3) == .number(0, digits: 2) ? 4 : 2
    }
    if isUTC { hoursUTC = hour }
    return true
  }

  /// What is left over is a remark.
  mutating func takeRest() {
    while let token = token(0) {
      switch token {
      case .number(let number, _): remark += String(number)
      case .other(let scalar): remark.unicodeScalars.append(scalar)
      case .separator(let scalar): remark.unicodeScalars.append(scalar)
      case .year: remark += "年"
      case .month: remark += "月"
      case .day: remark += "日"
      case .colon: remark += ":"
      case .dash, .to: remark += "-"
      case .space: break
      }
      position += 1
    }
  }
}
