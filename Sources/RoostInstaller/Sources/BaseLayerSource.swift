import RoostCatalog
import RoostModel

struct BaseLayerSource: LayerSource {
  let recipe: BaseSource
  func versions() async throws(Problem) -> [String] { [recipe.version] }
  func build(_ version: String, in job: BuildJob) async throws(Problem) -> LayerOrigin { LayerOrigin(digest: "", provenance: []) }
}
