import RoostCatalog
import RoostModel

/// What has to be looked at before some runtimes are installed. Empty for most, so that nothing is looked at.
struct ConflictClaims: Equatable {
  var packages: [String] = []
  var ports: [UInt16] = []
  var files: [String] = []
  var services: [String] = []
  /// Programs of other runtimes that can do what one of these claims alone.
  var programs: [String] = []

  /// A layer changes nothing on the machine; once its programs are started they may meet a taken port, that is all.
  init(of entries: [CatalogueEntry], scope: InstallScope, manager: PackageManagerKind?, catalogue: Catalogue) {
    ports = Self.unique(entries.flatMap { $0.conflicts.ports.map(\.port) })
    guard scope == .host else { return }
    packages = Self.unique(entries.flatMap { entry in manager.flatMap { entry.conflicts.packages[$0] } ?? [] })
    files = Self.unique(entries.flatMap(\.conflicts.files))
    services = Self.unique(entries.flatMap(\.conflicts.services))
    let rivals = entries.flatMap { Self.rivals(of: $0, in: catalogue) }
    programs = Self.unique(rivals.flatMap(\.provides))
  }

  /// Other runtimes with a capability that `entry` would rather have alone.
  static func rivals(of entry: CatalogueEntry, in catalogue: Catalogue) -> [CatalogueEntry] {
    entry.conflicts.capabilities.flatMap { catalogue.providers(of: $0) }.filter { $0.id != entry.id }
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
