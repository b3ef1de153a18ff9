import RoostCatalog
import RoostModel
import Testing

@testable import RoostInstaller

/// A catalogue and a store in memory: `debian` below `nodejs` and `python`, `nodejs` below `pnpm`.
struct StoreSample {
  var catalogue: Catalogue
  var knowledge = StoreKnowledge(layers: [])

  init() throws {
    catalogue = Catalogue(
      [
        try Self.entry("debian"), try Self.entry("nodejs", ["debian"], aliases: ["node"]), try Self.entry("python", ["debian"]),
        try Self.entry("pnpm", ["debian", "nodejs"]),
      ], profiles: [Profile(name: "web", title: "Web", specifiers: ["node@24", "python"], isDefault: true)])
  }

  static func entry(_ id: String, _ requires: [String] = [], aliases: [String] = []) throws -> CatalogueEntry {
    var entry = CatalogueEntry(
      id: try #require(RuntimeID(id)), title: id, scheme: .semver,
      source: .wheel(WheelSource(package: id, subtree: "x", destination: "y")))
    entry.requires = try requires.map { try #require(RuntimeID($0)) }
    entry.aliases = aliases
    entry.estimate = InstallEstimate(download: .megabytes(10), disk: .megabytes(20), seconds: 2)
    return entry
  }

  /// Puts a layer into the store. `requested` is the selector a user named it by; without one it came along.
  @discardableResult
  mutating func install(_ id: String, _ version: String, requested: String? = nil, recorded: Bool = true) throws -> InstalledLayer
  {
    let runtime = try #require(RuntimeID(id))
    let layer = InstalledLayer(
      runtime: runtime, version: version, digest: String(repeating: "0", count: 64), tree: "/s/\(id)-\(version)/fs",
      size: .megabytes(20), installedAt: Double(knowledge.layers.count), variables: [:], provenance: [], seconds: 1)
    knowledge.layers.append(layer)
    if recorded { knowledge.added.insert(layer.name) }
    if let requested { knowledge.requests.append(NamedRequest(runtime: runtime, selector: requested, version: version)) }
    return layer
  }

  func judge(_ texts: String...) throws -> SafetyCheck {
    let targets = try RemovalTargets(catalogue: catalogue, layers: knowledge.layers).find(texts)
    return RemovalJudgement(graph: RuntimeGraph(catalogue), knowledge: knowledge).judge(targets)
  }
}
