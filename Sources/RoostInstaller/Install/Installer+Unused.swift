import RoostCatalog
import RoostModel

extension Installer {
  /// Installed layers that nothing needs: no app, no standing request of a user, no needed layer.
  ///
  /// A request (`nodejs@22`) is answered by the newest installed version that fits it: older ones are superseded. What an app
  /// runs on is needed whatever its version. `without` counts as removed already.
  func unused(without removed: [InstalledLayer] = [], among installed: [InstalledLayer], apps: AppControl) async throws(Problem)
    -> [InstalledLayer]
  {
    let left = installed.filter { !removed.contains($0) }
    var kept: [InstalledLayer] = []
    for layer in left where try await !apps.users(layer).isEmpty { kept.append(layer) }
    for request in History(entries: try await journal.entries()).requests {
      guard let entry = catalogue.entry(named: request.runtime.text) else {
        // A runtime the catalogue does not know any more cannot be had again.
        kept += left.filter { $0.runtime == request.runtime }
        continue
      }
      let specifier = RuntimeSpecifier(runtime: request.runtime, selector: try entry.selector(request.selector))
      if let layer = fitting(specifier, among: left) { kept.append(layer) }
    }
    kept += left.filter { catalogue.entry(named: $0.runtime.text) == nil && !kept.contains($0) }
    let needed = LayerNeeds(catalogue: catalogue, installed: left).closure(of: kept)
    return left.filter { !needed.contains($0) }
  }
}
