package import RoostModel

/// What a request comes down to: layers, and what only the machine itself can have.
package struct WantedRuntimes: Sendable, Equatable {
  /// In the order they were named; a profile's come last.
  package var layers: [RuntimeSpecifier] = []
  /// `docker@system`: never installed with layers, but said when it is not there.
  package var host: [RuntimeSpecifier] = []

  /// Throws `usage.invalid` when nothing is wanted, `runtime.unknown`, `profile.unknown`, and `unsupported` for what was named
  /// as a layer and can be none. In a profile such a runtime is the machine's.
  package init(_ request: InstallRequest, catalogue: Catalogue) throws(Problem) {
    guard request.scope == .layer else {
      throw Problem(
        .unsupported, "layers do not change the machine itself",
        hint: "as root: roost install \(request.specifiers.joined(separator: " ")) --scope host")
    }
    for text in request.specifiers {
      let specifier = try catalogue.specifier(text)
      let entry = try catalogue.entry(specifier.runtime)
      guard !entry.sources.isEmpty || specifier.selector.asksForHost else { throw Self.noLayer(entry) }
      add(specifier, isHost: specifier.selector.asksForHost)
    }
    if let name = request.profile {
      for text in try catalogue.profile(named: name).specifiers {
        let specifier = try catalogue.specifier(text)
        let isHost = specifier.selector.asksForHost
        let hasLayer = try !catalogue.entry(specifier.runtime).sources.isEmpty
        add(specifier, isHost: isHost || !hasLayer)
      }
    }
    guard !layers.isEmpty || !host.isEmpty else {
      throw Problem(.usageInvalid, "nothing was asked for", hint: "name a runtime: roost runtime install nodejs")
    }
  }

  private mutating func add(_ specifier: RuntimeSpecifier, isHost: Bool) {
    if isHost {
      if !host.contains(where: { $0.runtime == specifier.runtime }) { host.append(specifier) }
    } else if !layers.contains(specifier) {
      layers.append(specifier)
    }
  }

  private static func noLayer(_ entry: CatalogueEntry) -> Problem {
    Problem(
      .unsupported, "\(entry.title) is no layer: it is installed on the machine itself",
      hint: "roost install \(entry.id) --scope host")
  }
}
