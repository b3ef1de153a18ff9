import RoostCatalog
import RoostModel

extension Installer {
  /// The version an install would take now. The entry's sources are asked in order: the first that has one that fits
  /// wins. A source that cannot be asked is told as a warning, and the next one is tried.
  ///
  /// `base` is the installed base below it, which Debian packages are chosen against. `runtime.version-unavailable` when
  /// nothing fits; when no source answers, their problem.
  func newestOffer(
    _ specifier: RuntimeSpecifier, of entry: CatalogueEntry, base: InstalledLayer?, progress: ProgressSink = { _ in }
  ) async throws(Problem) -> SourcedOffer {
    guard !specifier.selector.asksForHost else {
      throw Problem(
        .runtimeMissing, "\(specifier) is \(entry.title) as this machine has it, which is no layer",
        hint: "roost install \(entry.id) --scope host")
    }
    var search = OfferSearch(entry: entry)
    for option in entry.sources {
      do throws(Problem) {
        let source = try source(option.source, of: entry, base: base)
        let offers = try await source.offers()
        let versions = offers.map(\.version)
        search.found(versions)
        if let version = specifier.selector.pick(available: versions, installed: []),
          let offer = offers.first(where: { $0.version == version })
        {
          for silent in search.silent { progress(.warning(silent.warning)) }
          return SourcedOffer(source: source, offer: offer)
        }
      } catch {
        guard OfferSearch.passes(error) else { throw error }
        search.failed(option.source, with: error)
      }
    }
    throw search.problem(for: specifier)
  }

  /// One way of making a runtime.
  func source(_ source: RuntimeSource, of entry: CatalogueEntry, base: InstalledLayer?) throws(Problem)
    -> any LayerSource
  {
    switch source {
    case .archive(let recipe): return try archive(recipe, of: entry)
    case .oci(let recipe): return OCILayerSource(recipe: recipe, proxy: options.proxy)
    case .wheel(let wheel):
      return WheelLayerSource(
        recipe: wheel, variables: entry.variables, index: PackageIndex(proxy: options.proxy, pip: pip),
        platform: base == nil && !entry.requires.isEmpty ? .ofBaseToCome : WheelPlatform(baseProvenance: base?.provenance))
    case .base(let recipe): return BaseLayerSource(recipe: recipe)
    case .debs(let debs):
      guard let base else {
        throw Problem(
          .runtimeMissing, "\(entry.title) is chosen to fit the base system, and that is not installed yet",
          hint: "install both: roost runtime install \(entry.id)")
      }
      return DebsLayerSource(recipe: debs, base: base, lists: store.paths.packageLists, locks: store.paths.locks)
    }
  }

  private func archive(_ recipe: ArchiveSource, of entry: CatalogueEntry) throws(Problem) -> ArchiveLayerSource {
    let mirror = recipe.mirrorVariable.flatMap { options.mirrors[$0] }
    guard let addresses = ArchiveAddresses(recipe: recipe, machine: WheelPlatform.architecture, mirror: mirror) else {
      throw Problem(
        .unsupported, "the makers of \(entry.title) publish nothing for \(WheelPlatform.architecture)",
        hint: "see what else there is: roost runtime info \(entry.id)")
    }
    return ArchiveLayerSource(
      addresses: addresses, variables: entry.variables, pages: PageCache(directory: store.paths.pages, proxy: options.proxy),
      keyrings: options.keyrings)
  }
}
