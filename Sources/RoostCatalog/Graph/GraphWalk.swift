import RoostModel

/// One walk through requirements, deepest first. It keeps its own stack, as a catalogue's chains may be of any length.
struct GraphWalk {
  let below: [RuntimeID: [RuntimeID]]
  /// Requirements before what stands on them.
  private(set) var finished: [RuntimeID] = []

  private struct Step {
    var runtime: RuntimeID
    var open: ArraySlice<RuntimeID>
  }
  private var done: Set<RuntimeID> = []
  private var path: [Step] = []
  private var onPath: Set<RuntimeID> = []

  init(below: [RuntimeID: [RuntimeID]]) { self.below = below }

  mutating func visit(_ runtime: RuntimeID) throws(RequirementRing) {
    try enter(runtime)
    while let last = path.indices.last {
      if let next = path[last].open.popFirst() {
        try enter(next)
      } else {
        let left = path.removeLast().runtime
        onPath.remove(left)
        done.insert(left)
        finished.append(left)
      }
    }
  }

  private mutating func enter(_ runtime: RuntimeID) throws(RequirementRing) {
    guard !done.contains(runtime) else { return }
    guard onPath.insert(runtime).inserted else {
      throw RequirementRing(members: path.map(\.runtime).drop { $0 != runtime }.map { $0 })
    }
    path.append(Step(runtime: runtime, open: (below[runtime] ?? [])[...]))
  }
}
