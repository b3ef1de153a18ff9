package import RoostModel

/// Puts wanted runtimes and what they require into order: of one stack, or as layers side by side.
package struct StackOrder: Sendable {
  package let catalogue: Catalogue
  private let graph: RuntimeGraph

  package init(catalogue: Catalogue) {
    self.catalogue = catalogue
    graph = RuntimeGraph(catalogue)
  }

  /// One stack: each runtime once, requirements first. What is asked for by name keeps its own selector.
  ///
  /// `usage.invalid` when a runtime is wanted in two ways, `runtime.conflict` when two of them cannot share a stack.
  package func expand(_ wanted: [RuntimeSpecifier]) throws(Problem) -> [RuntimeSpecifier] {
    let asked = Dictionary(grouping: wanted, by: \.runtime)
    for specifiers in asked.values {
      guard let other = specifiers.first(where: { $0 != specifiers[0] }) else { continue }
      throw Problem(
        .usageInvalid, "\(other.runtime) is wanted twice in one stack, as \(specifiers[0]) and as \(other)",
        hint: "ask for one of them: '\(other)'")
    }
    let order = try ordered(wanted.map(\.runtime))
    if let pair = try exclusions(among: order).first { throw pair.problem }
    var stack: [RuntimeSpecifier] = []
    for runtime in order { stack.append(try chosen(runtime, from: asked)) }
    return stack
  }

  /// Layers side by side: a runtime may be wanted in several versions, each of which is a layer of its own.
  ///
  /// What stands on such a runtime stands on the version that was named first.
  package func sideBySide(_ wanted: [RuntimeSpecifier]) throws(Problem) -> [WantedLayer] {
    let asked = Dictionary(grouping: wanted, by: \.runtime)
    let order = try ordered(wanted.map(\.runtime))
    var chosen: [RuntimeID: RuntimeSpecifier] = [:]
    for runtime in order { chosen[runtime] = try self.chosen(runtime, from: asked) }
    var layers: [WantedLayer] = []
    for runtime in order {
      let lower = graph.requirements(of: runtime)
      let below = order.filter(lower.contains).compactMap { chosen[$0] }
      let requiring = asked[runtime] == nil ? try direct(above: runtime, in: order) : []
      for specifier in unique(asked[runtime] ?? [chosen[runtime]].compactMap { $0 }) {
        layers.append(WantedLayer(specifier: specifier, below: below, requiredBy: requiring))
      }
    }
    return layers
  }

  /// An expanded order in steps: a runtime comes after everything it requires; those of one step do not need each other.
  package func steps(_ order: [RuntimeSpecifier]) throws(Problem) -> [[RuntimeSpecifier]] {
    var level: [RuntimeID: Int] = [:]
    for specifier in order {
      let below = try catalogue.entry(specifier.runtime).requires
      level[specifier.runtime] = (below.compactMap { level[$0] }.max() ?? -1) + 1
    }
    let count = (level.values.max() ?? -1) + 1
    return (0..<count).map { step in order.filter { level[$0.runtime] == step } }
  }

  /// Everything `runtime` stands on, directly or not.
  package func requirements(of runtime: RuntimeID) throws(Problem) -> Set<RuntimeID> {
    let found = graph.requirements(of: runtime)
    for id in found { _ = try catalogue.entry(id) }
    return found
  }

  /// Those that cannot lie in one stack. It is enough that one of the two says so.
  package func exclusions(among runtimes: [RuntimeID]) throws(Problem) -> [StackExclusion] {
    var pairs: [StackExclusion] = []
    for (index, first) in runtimes.enumerated() {
      let refused = try catalogue.entry(first).conflicts.runtimes
      for second in runtimes[(index + 1)...] where first != second {
        let back = try catalogue.entry(second).conflicts.runtimes.contains(first)
        if back || refused.contains(second) { pairs.append(StackExclusion(first: first, second: second)) }
      }
    }
    return pairs
  }

  private func ordered(_ runtimes: [RuntimeID]) throws(Problem) -> [RuntimeID] {
    do throws(RequirementRing) {
      return try graph.ordered(runtimes)
    } catch {
      throw error.problem
    }
  }

  private func direct(above runtime: RuntimeID, in order: [RuntimeID]) throws(Problem) -> [RuntimeID] {
    var found: [RuntimeID] = []
    for id in order where try catalogue.entry(id).requires.contains(runtime) { found.append(id) }
    return found
  }

  private func unique(_ specifiers: [RuntimeSpecifier]) -> [RuntimeSpecifier] {
    specifiers.reduce(into: []) { list, specifier in
      if !list.contains(specifier) { list.append(specifier) }
    }
  }

  private func chosen(_ runtime: RuntimeID, from asked: [RuntimeID: [RuntimeSpecifier]]) throws(Problem) -> RuntimeSpecifier {
    if let specifier = asked[runtime]?.first { return specifier }
    let entry = try catalogue.entry(runtime)
    return RuntimeSpecifier(runtime: runtime, selector: try entry.selector(entry.defaultSelector))
  }
}
