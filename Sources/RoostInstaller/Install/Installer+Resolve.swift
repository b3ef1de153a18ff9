import RoostCatalog
package import RoostModel

extension Installer {
  /// Looks each specifier up (`nodejs@22`, `python@>=3.9`), what they require included, bottom of the stack first.
  ///
  /// An installed version that fits is preferred to a newer one. When all are installed, nothing but the disk is asked.
  package func resolve(_ specifiers: [String]) async throws(Problem) -> [ResolvedRuntime] {
    let order = try stackOrder(specifiers)
    let scan = try await store.scan()
    var resolved: [ResolvedRuntime] = []
    for specifier in order {
      if let layer = fitting(specifier, among: scan.layers) {
        resolved.append(.installed(layer))
      } else {
        resolved.append(.missing(await missing(specifier, base: resolved.first?.layer)))
      }
    }
    return resolved
  }

  /// The specifiers as values, requirements first, each runtime once.
  func stackOrder(_ texts: [String]) throws(Problem) -> [RuntimeSpecifier] {
    var wanted: [RuntimeSpecifier] = []
    for text in texts { wanted.append(try catalogue.specifier(text)) }
    return try StackOrder(catalogue: catalogue).expand(wanted)
  }

  /// The newest installed layer that will do.
  func fitting(_ specifier: RuntimeSpecifier, among layers: [InstalledLayer]) -> InstalledLayer? {
    let candidates = layers.filter { $0.runtime == specifier.runtime }
    guard let version = specifier.selector.pick(available: [], installed: candidates.map(\.version)) else { return nil }
    return candidates.filter { $0.version == version }.max { $0.installedAt < $1.installedAt }
  }

  func missing(_ specifier: RuntimeSpecifier, base: InstalledLayer?) async -> MissingRuntime {
    do throws(Problem) {
      let entry = try catalogue.entry(specifier.runtime)
      do throws(Problem) {
        let offer = try await newestOffer(specifier, of: entry, base: base)
        return MissingRuntime(
          specifier: specifier, title: entry.title, version: offer.version, estimate: entry.estimate, lookupProblem: nil)
      } catch {
        return MissingRuntime(
          specifier: specifier, title: entry.title, version: nil, estimate: entry.estimate, lookupProblem: error)
      }
    } catch {
      let none = InstallEstimate(download: ByteCount(0), disk: ByteCount(0), seconds: 0)
      return MissingRuntime(
        specifier: specifier, title: specifier.runtime.text, version: nil, estimate: none, lookupProblem: error)
    }
  }
}
