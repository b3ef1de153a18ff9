import RoostCatalog
import RoostModel

/// Puts wanted runtimes and what they require into the order of a stack. Pure.
struct StackOrder {
  let catalogue: Catalogue

  /// Each runtime once, requirements first. What is asked for by name keeps its own selector.
  func expand(_ wanted: [RuntimeSpecifier]) throws(Problem) -> [RuntimeSpecifier] {
    var asked: [RuntimeID: RuntimeSpecifier] = [:]
    for specifier in wanted {
      if let other = asked[specifier.runtime], other != specifier {
        throw Problem(
          .usageInvalid, "\(specifier.runtime) is wanted twice, as \(other) and as \(specifier)",
          hint: "ask for one of them: roost runtime install '\(specifier)'")
      }
      asked[specifier.runtime] = specifier
    }
    var order: [RuntimeSpecifier] = []
    for specifier in wanted { try append(specifier, asked: asked, to: &order, above: []) }
    return order
  }

  /// An expanded order in steps: a runtime comes after everything it requires; those of one step do not need each other.
  func steps(_ order: [RuntimeSpecifier]) throws(Problem) -> [[RuntimeSpecifier]] {
    var level: [RuntimeID: Int] = [:]
    for specifier in order {
      let below = try catalogue.entry(specifier.runtime).requires
      level[specifier.runtime] = (below.compactMap { level[$0] }.max() ?? -1) + 1
    }
    let count = (level.values.max() ?? -1) + 1
    return (0..<count).map { step in order.filter { level[$0.runtime] == step } }
  }

  /// Everything `runtime` stands on, directly or not.
  func requirements(of runtime: RuntimeID) throws(Problem) -> Set<RuntimeID> {
    var found: Set<RuntimeID> = []
    var open = try catalogue.entry(runtime).requires
    while let next = open.popLast() {
      if found.insert(next).inserted { open += try catalogue.entry(next).requires }
    }
    return found
  }

  private func append(
    _ specifier: RuntimeSpecifier, asked: [RuntimeID: RuntimeSpecifier], to order: inout [RuntimeSpecifier], above: [RuntimeID]
  ) throws(Problem) {
    guard !order.contains(where: { $0.runtime == specifier.runtime }) else { return }
    guard !above.contains(specifier.runtime) else {
      throw Problem(
        .catalogueInvalid, "\(specifier.runtime) requires itself, by way of \(above.map(\.text).joined(separator: ", "))",
        hint: "mend `requires` in the catalogue entry of \(specifier.runtime)")
    }
    let entry = try catalogue.entry(specifier.runtime)
    for runtime in entry.requires {
      let required = if let specifier = asked[runtime] { specifier } else { try defaultSpecifier(of: runtime) }
      try append(required, asked: asked, to: &order, above: above + [specifier.runtime])
    }
    order.append(specifier)
  }

  private func defaultSpecifier(of runtime: RuntimeID) throws(Problem) -> RuntimeSpecifier {
    let entry = try catalogue.entry(runtime)
    return RuntimeSpecifier(runtime: runtime, selector: try entry.selector(entry.defaultSelector))
  }
}
