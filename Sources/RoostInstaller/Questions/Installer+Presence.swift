import RoostCatalog
import RoostModel

extension Installer {
  func presence(of entry: CatalogueEntry) async throws(Problem) -> RuntimePresence? { nil }
}
