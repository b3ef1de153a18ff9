import RoostCatalog
package import RoostModel

extension Installer {
  /// What the sources of a runtime offer now and what is installed of it. Takes what a user types; a version in it is a range
  /// to stay in.
  ///
  /// Throws what an installation would when no source answers.
  package func versions(_ text: String) async throws(Problem) -> VersionList {
    let specifier = try catalogue.specifier(text)
    let entry = try catalogue.entry(specifier.runtime)
    let layers = try await store.scan().layers
    let base = try base(of: layers)
    var list = OfferedVersions(entry: entry, today: CalendarDay(secondsSince1970: options.now()))
    list.range = catalogue.entry(named: text) == nil ? specifier.selector : nil
    list.installed = Set(layers.filter { $0.runtime == entry.id }.map(\.version))
    var search = OfferSearch(entry: entry)
    for option in entry.sources {
      do throws(Problem) {
        let offered = try await source(option.source, of: entry, base: base).offers().map(\.version)
        search.found(offered)
        list.add(offered, from: option.source.place)
      } catch {
        search.failed(option.source, with: error)
      }
    }
    guard list.hasAny else { throw search.problem(for: specifier) }
    return list.result(silent: search.silent.map { "\($0.source): \($0.problem.message)" })
  }
}
