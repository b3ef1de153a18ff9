import RoostModel

/// Requirements among a few runtimes, the same for the same seed.
struct RandomGraph {
  let nodes: [RuntimeID]
  let edges: [RuntimeID: [RuntimeID]]

  init(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    nodes = (0..<Int.random(in: 1...8, using: &random)).compactMap { RuntimeID("r\($0)") }
    let density = Int.random(in: 1...4, using: &random)
    var edges: [RuntimeID: [RuntimeID]] = [:]
    for node in nodes {
      edges[node] = nodes.shuffled(using: &random).filter { other in
        // Half of the graphs have no ring.
        Int.random(in: 0..<10, using: &random) < density && (seed % 2 == 0 || other.text < node.text)
      }
    }
    self.edges = edges
  }

  func subset(using random: inout SeededGenerator) -> [RuntimeID] {
    nodes.shuffled(using: &random).filter { _ in Bool.random(using: &random) }
  }

  /// Whether `from` comes to `to` along one edge or more, found by trying all lengths.
  func reaches(_ from: RuntimeID, _ to: RuntimeID) -> Bool {
    var heads = Set(edges[from] ?? [])
    for _ in nodes {
      if heads.contains(to) { return true }
      heads.formUnion(heads.flatMap { edges[$0] ?? [] })
    }
    return heads.contains(to)
  }
}
