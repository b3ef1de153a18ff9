package import RoostModel

/// All strategies there are, and the choice between them. Nothing is looked at before it is asked for.
package struct StrategyRegistry: Sendable {
  /// From the cheapest environment to the most expensive one.
  private let ordered: [StrategyKind]
  private let strategies: [StrategyKind: any Strategy]

  /// - Parameter strategies: from the one whose environments cost least to the one whose cost most.
  package init(_ strategies: [any Strategy]) {
    ordered = strategies.map(\.kind)
    self.strategies = Dictionary(strategies.map { ($0.kind, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package var kinds: [StrategyKind] { ordered }

  package subscript(kind: StrategyKind) -> (any Strategy)? { strategies[kind] }

  /// The strategy itself, whether it can be used here or not.
  package func strategy(_ kind: StrategyKind) throws(Problem) -> any Strategy {
    if let strategy = strategies[kind] { return strategy }
    throw Problem(
      .strategyUnavailable, "there is no strategy '\(kind.rawValue.prefix(64))'",
      hint: "the strategies are \(ordered.map(\.rawValue).joined(separator: ", ")): roost strategy list")
  }

  /// What each strategy says about this machine, side by side. `ssh` says what it needs here; about a host says ``probe(_:)``.
  package func reports() async -> [ProbeReport] {
    await withTaskGroup(of: (Int, ProbeReport).self) { group in
      for (index, strategy) in ordered.compactMap({ strategies[$0] }).enumerated() {
        group.addTask { (index, await strategy.probe()) }
      }
      return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  /// Chooses, and tells what was passed over. Throws `strategy.unavailable` with every reason when nothing is left.
  package func select(_ wish: StrategyWish) async throws(Problem) -> StrategySelection {
    var round = SelectionRound(mayWeaken: wish.mayWeaken)
    switch wish.choice {
    case .named(let target):
      let strategy = try strategy(target.kind)
      // What a host can do is its own affair, what was asked for is a sandbox there.
      if target.kind == .ssh { round.needs([], .namespaces) }
      if let found = await round.consider(target, strategy) { return found }
    case .smallest(let abilities, let isolation):
      round.needs(abilities, isolation)
      // A host is never chosen for somebody: it has to be named.
      for kind in ordered where kind != .ssh {
        if let strategy = strategies[kind], let found = await round.consider(StrategyTarget(kind), strategy) { return found }
      }
    }
    for target in wish.fallback {
      if let found = await round.consider(target, try strategy(target.kind)) { return found }
    }
    throw round.nothingLeft()
  }
}
