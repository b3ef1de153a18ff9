import RoostModel
import Testing

@testable import RoostCatalog

/// The graph against answers found by trying everything.
@Suite struct RuntimeGraphPropertyTests {
  private static let seeds: [UInt64] = Array(1...2000)

  @Test func reachabilityIsThatOfBruteForce() {
    for seed in Self.seeds {
      let random = RandomGraph(seed: seed)
      let graph = RuntimeGraph(random.edges)
      for node in random.nodes {
        #expect(graph.requirements(of: node) == Set(random.nodes.filter { random.reaches(node, $0) }), "seed \(seed)")
        #expect(graph.dependents(of: node) == Set(random.nodes.filter { random.reaches($0, node) }), "seed \(seed)")
      }
    }
  }

  @Test func aRingIsFoundExactlyWhenThereIsOne() {
    var rings = 0
    for seed in Self.seeds {
      let random = RandomGraph(seed: seed)
      let ring = RuntimeGraph(random.edges).ring()
      #expect((ring != nil) == random.nodes.contains { random.reaches($0, $0) }, "seed \(seed)")
      guard let members = ring?.members else { continue }
      rings += 1
      for (member, next) in zip(members, members.dropFirst() + [members[0]]) {
        #expect(random.edges[member]?.contains(next) == true, "seed \(seed)")
      }
    }
    #expect(rings > 100 && rings < Self.seeds.count - 100)
  }

  @Test func orderHoldsEachOnceAndRequirementsFirst() throws {
    for seed in Self.seeds where seed % 2 == 1 {
      let random = RandomGraph(seed: seed)
      var generator = SeededGenerator(seed: seed)
      let wanted = random.subset(using: &generator)
      let order = try RuntimeGraph(random.edges).ordered(wanted)
      let expected = Set(random.nodes.filter { node in wanted.contains { $0 == node || random.reaches($0, node) } })
      #expect(Set(order) == expected && order.count == expected.count, "seed \(seed)")
      for (index, node) in order.enumerated() {
        #expect(Set(random.edges[node] ?? []).isSubset(of: order[..<index]), "seed \(seed)")
      }
    }
  }

  @Test func orderRefusesOnlyRingsThatAreInTheWay() {
    for seed in Self.seeds where seed % 2 == 0 {
      let random = RandomGraph(seed: seed)
      var generator = SeededGenerator(seed: seed)
      let wanted = random.subset(using: &generator)
      let touched = random.nodes.filter { node in wanted.contains { $0 == node || random.reaches($0, node) } }
      let order = try? RuntimeGraph(random.edges).ordered(wanted)
      #expect((order == nil) == touched.contains { random.reaches($0, $0) }, "seed \(seed)")
    }
  }

  @Test func unneededIsWhatNothingKeptReaches() {
    for seed in Self.seeds {
      let random = RandomGraph(seed: seed)
      var generator = SeededGenerator(seed: seed)
      let present = Set(random.subset(using: &generator))
      let kept = Set(random.subset(using: &generator))
      let expected = present.filter { node in !kept.contains(node) && !kept.contains { random.reaches($0, node) } }
      #expect(RuntimeGraph(random.edges).unneeded(among: present, keeping: kept) == expected, "seed \(seed)")
    }
  }

  @Test func chainsOfAnyLengthAreWalked() throws {
    let nodes = (0..<50_000).compactMap { RuntimeID("n\($0)") }
    let edges = Dictionary(uniqueKeysWithValues: zip(nodes, nodes.dropFirst()).map { ($0, [$1]) })
    #expect(try RuntimeGraph(edges).ordered([nodes[0]]).count == nodes.count)
  }
}
