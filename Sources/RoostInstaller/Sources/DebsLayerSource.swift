import RoostCatalog
import RoostModel
import SystemPackage

struct DebsLayerSource: LayerSource {
  let recipe: DebsSource
  let base: InstalledLayer
  let lists: FilePath
  let locks: FilePath
  func versions() async throws(Problem) -> [String] { [] }
  func build(_ version: String, in job: BuildJob) async throws(Problem) -> LayerOrigin { LayerOrigin(digest: "", provenance: []) }
}
