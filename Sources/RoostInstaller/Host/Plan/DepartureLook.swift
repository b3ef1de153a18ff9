import RoostModel

/// Asks a package manager what else would go with packages. Changes nothing.
struct DepartureLook: Sendable {
  let runner: PackageRunner
  /// Packages that go anyway, as the manager's database names them.
  let together: Set<String>

  /// What goes with `names` besides `together`. Empty where the manager cannot tell beforehand.
  func losses(_ names: Set<String>) async throws(Problem) -> [String] {
    guard !names.isEmpty, let query = runner.manager.foresee(.remove(names.sorted(), purging: false)) else { return [] }
    return try await runner.ask(query).removing.filter { !HostReversal.isAllowed($0, together) }.sorted()
  }

  /// Those of `names` that others need. Asks about many at a time, and about fewer where somebody needs one of them.
  func needed(_ names: [String]) async throws(Problem) -> Set<String> {
    if try await losses(Set(names)).isEmpty { return [] }
    guard names.count > 1 else { return Set(names) }
    let half = names.count / 2
    return try await needed(Array(names[..<half])).union(try await needed(Array(names[half...])))
  }
}
