/// Cuts the columns of a header apart where several tables stand side by side.
enum HeaderSegments {
  /// The tables' columns, left to right; one segment for an ordinary header.
  static func split(_ paths: [HeaderPath]) -> [[HeaderPath]] {
    if let repeated = periods(paths) { return repeated }
    var runs: [[HeaderPath]] = []
    for path in paths {
      if let last = runs.last?.last, path.column == last.column + 1 {
        runs[runs.count - 1].append(path)
      } else {
        runs.append([path])
      }
    }
    guard runs.count > 1, runs.allSatisfy({ $0.count >= 2 }) else { return [paths] }
    // A blank column parts two tables only if the second starts over with a header of the first.
    let first = Set(runs[0].compactMap { $0.leaf?.name })
    let startsOver = runs.dropFirst().allSatisfy { run in run.contains { first.contains($0.leaf?.name ?? "") }
    }
    return startsOver ? runs : [paths]
  }

  /// 序号 姓名 金额 序号 姓名 金额: the same headers over and over.
  private static func periods(_ paths: [HeaderPath]) -> [[HeaderPath]]? {
    let names = paths.map { path in path.parts.map(\.name).joined(separator: "/") }
    guard names.count >= 4 else { return nil }
    for period in 2...(names.count / 2) where names.count % period == 0 {
      let repeats = names.indices.dropFirst(period).allSatisfy { names[$0] == names[$0 - period] }
      if repeats, Set(names[..<period]).count == period {
        return stride(from: 0, to: names.count, by: period).map { Array(paths[$0..<$0 + period]) }
      }
    }
    return nil
  }
}
