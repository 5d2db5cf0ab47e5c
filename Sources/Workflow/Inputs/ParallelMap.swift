/// Applies an operation to every element, at most `jobs` at a time, and returns the results in the
/// order of the elements.
///
/// - Parameters:
///   - elements: what the operation is applied to.
///   - jobs: how many run side by side; at least one.
///   - progress: told after each element how many are done.
///   - operation: what is done with each.
public func mapInParallel<Element: Sendable, Result: Sendable>(
  _ elements: [Element], jobs: Int, progress: (@Sendable (Int) -> Void)? = nil,
  _ operation: @escaping @Sendable (Element) -> Result
) async -> [Result] {
  await withTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: elements.count)
    var next = 0
    var done = 0
    while next < min(max(jobs, 1), elements.count) {
      let index = next
      group.addTask { (index, operation(elements[index])) }
      next += 1
    }
    while let (index, result) = await group.next() {
      results[index] = result
      done += 1
      progress?(done)
      if next < elements.count, !Task.isCancelled {
        let index = next
        group.addTask { (index, operation(elements[index])) }
        next += 1
      }
    }
    return results.compactMap { $0 }
  }
}
