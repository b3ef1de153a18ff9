/// Which of several things to start, when each needs some of the others first. Pure.
///
/// A thing starts as soon as what it needs is finished, and as long as no more than `width` are under way.
struct InstallSchedule: Sendable {
  private var open: [Int: Set<Int>]
  private var running = 0
  private let width: Int

  /// `needs[i]` are the positions of what `i` needs. They form no ring.
  init(needs: [[Int]], width: Int) {
    open = Dictionary(uniqueKeysWithValues: needs.enumerated().map { ($0, Set($1)) })
    self.width = max(1, width)
  }

  var isFinished: Bool { open.isEmpty && running == 0 }

  /// What to start at the beginning.
  mutating func begin() -> [Int] { takeReady() }

  /// What to start now that `index` is finished.
  mutating func finished(_ index: Int) -> [Int] {
    running -= 1
    for key in open.keys { open[key]?.remove(index) }
    return takeReady()
  }

  private mutating func takeReady() -> [Int] {
    let ready = open.filter(\.value.isEmpty).keys.sorted().prefix(max(0, width - running))
    for index in ready { open[index] = nil }
    running += ready.count
    return Array(ready)
  }
}
