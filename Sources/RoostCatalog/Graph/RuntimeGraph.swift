package import RoostModel

/// Which runtime stands on which. Runtimes nobody described stand on nothing.
package struct RuntimeGraph: Sendable {
  private let below: [RuntimeID: [RuntimeID]]

  package init(_ requirements: [RuntimeID: [RuntimeID]]) { below = requirements }

  package init(_ catalogue: Catalogue) {
    self.init(Dictionary(catalogue.entries.map { ($0.id, $0.requires) }) { first, _ in first })
  }

  /// Everything `runtime` stands on, directly or not; itself only when it is part of a ring.
  package func requirements(of runtime: RuntimeID) -> Set<RuntimeID> { reachable(from: below[runtime] ?? [], by: below) }

  /// Everything that stands on `runtime`, directly or not.
  package func dependents(of runtime: RuntimeID) -> Set<RuntimeID> {
    var above: [RuntimeID: [RuntimeID]] = [:]
    for (upper, lowers) in below {
      for lower in lowers { above[lower, default: []].append(upper) }
    }
    return reachable(from: above[runtime] ?? [], by: above)
  }

  /// What of `present` neither is kept nor lies below something kept.
  package func unneeded(among present: Set<RuntimeID>, keeping kept: Set<RuntimeID>) -> Set<RuntimeID> {
    present.subtracting(kept).subtracting(reachable(from: kept.flatMap { below[$0] ?? [] }, by: below))
  }

  /// The wanted ones and what they stand on, each once, requirements first, otherwise as they were wanted.
  ///
  /// Throws the ring when one is in the way.
  package func ordered(_ wanted: [RuntimeID]) throws(RequirementRing) -> [RuntimeID] {
    var walk = GraphWalk(below: below)
    for runtime in wanted { try walk.visit(runtime) }
    return walk.finished
  }

  /// A ring of requirements, if there is one.
  package func ring() -> RequirementRing? {
    do throws(RequirementRing) {
      _ = try ordered(below.keys.sorted { $0.text < $1.text })
      return nil
    } catch {
      return error
    }
  }

  private func reachable(from start: [RuntimeID], by edges: [RuntimeID: [RuntimeID]]) -> Set<RuntimeID> {
    var found: Set<RuntimeID> = []
    var open = start
    while let next = open.popLast() {
      if found.insert(next).inserted { open += edges[next] ?? [] }
    }
    return found
  }
}
