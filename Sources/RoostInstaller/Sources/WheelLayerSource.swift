import RoostCatalog
import RoostModel

/// Layers made from wheels of the Python package index.
struct WheelLayerSource: LayerSource {
  let recipe: WheelSource
  let variables: [String: String]
  func versions() async throws(Problem) -> [String] { [] }
  func build(_ version: String, in job: BuildJob) async throws(Problem) -> LayerOrigin { LayerOrigin(digest: "", provenance: []) }
}
