package import RoostModel
package import SystemPackage

/// All strategies behind the face of one: what an environment was prepared by is asked again.
package struct StrategyRouter: Strategy {
  package let registry: StrategyRegistry
  private let standard: StrategyKind

  /// - Parameter standard: the kind it says to be, and the one that is probed and reads kept output.
  package init(_ registry: StrategyRegistry, standard: StrategyKind = .sandbox) {
    self.registry = registry
    self.standard = standard
  }

  package var kind: StrategyKind { standard }

  package func probe() async -> ProbeReport {
    guard let strategy = registry[standard] else {
      return ProbeReport(strategy: standard, isUsable: false, isolation: .none, abilities: [], findings: [])
    }
    return await strategy.probe()
  }

  package func probe(_ target: StrategyTarget) async -> ProbeReport {
    if let strategy = registry[target.kind] { return await strategy.probe(target) }
    let finding = ProbeReport.Finding(passed: false, what: "there is no such strategy", remedy: "roost strategy list")
    return ProbeReport(strategy: target.kind, isUsable: false, isolation: .none, abilities: [], findings: [finding])
  }

  package func prepare(_ spec: EnvironmentSpec) async throws(Problem) -> any Environment {
    try await registry.strategy(spec.strategy).prepare(spec)
  }

  package func reattach(_ id: EnvironmentID) async throws(Problem) -> (any Environment)? {
    try await owner(of: id)?.reattach(id)
  }

  package func known() async throws(Problem) -> [EnvironmentID] {
    var known: [EnvironmentID] = []
    for kind in registry.kinds { known += try await registry.strategy(kind).known() }
    return known
  }

  package func discard(_ id: EnvironmentID) async throws(Problem) { try await owner(of: id)?.discard(id) }

  package func removeVolume(_ name: String, at target: StrategyTarget) async throws(Problem) {
    try await registry.strategy(target.kind).removeVolume(name, at: target)
  }

  package func keptOutput(in directory: FilePath, from offset: UInt64) -> AsyncThrowingStream<OutputChunk, any Error> {
    guard let strategy = registry[standard] else { return AsyncThrowingStream { $0.finish() } }
    return strategy.keptOutput(in: directory, from: offset)
  }

  package func keptEnd(in directory: FilePath) async throws(Problem) -> UInt64? {
    try await registry[standard]?.keptEnd(in: directory)
  }

  package func writtenOutput(
    of process: ProcessNumber, in id: EnvironmentID, from offset: UInt64
  ) async throws(Problem) -> WrittenOutput? {
    try await owner(of: id)?.writtenOutput(of: process, in: id, from: offset)
  }

  package func salvage(
    _ process: ProcessNumber, of id: EnvironmentID, in directory: FilePath
  ) async throws(Problem) -> ExitStatus? {
    try await owner(of: id)?.salvage(process, of: id, in: directory)
  }

  private func owner(of id: EnvironmentID) async throws(Problem) -> (any Strategy)? {
    for kind in registry.kinds {
      let strategy = try registry.strategy(kind)
      if try await strategy.known().contains(id) { return strategy }
    }
    return nil
  }
}
