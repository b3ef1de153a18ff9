import RoostCatalog
import RoostModel

extension Installer {
  /// How a runtime is made. `base` is the installed base below it, which Debian packages are chosen against.
  func source(of entry: CatalogueEntry, base: InstalledLayer?) throws(Problem) -> any LayerSource {
    guard let source = entry.source else {
      throw Problem(
        .unsupported, "\(entry.title) is no layer: it is installed on the machine itself",
        hint: "roost install \(entry.id) --scope host")
    }
    switch source {
    case .archive, .oci:
      throw Problem(.unsupported, "\(entry.title) comes from \(source)", hint: "choose another runtime: roost runtime list")
    case .wheel(let wheel):
      return WheelLayerSource(
        recipe: wheel, variables: entry.variables, index: PackageIndex(proxy: options.proxy, pipVariables: options.pipVariables),
        platform: WheelPlatform(baseProvenance: base?.provenance))
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
}
