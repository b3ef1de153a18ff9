import RoostCatalog
import RoostModel

extension Installer {
  /// What installing a runtime takes; read once for many questions.
  func estimates() async throws(Problem) -> @Sendable (CatalogueEntry) -> Cost {
    let costs = try await learnedCosts()
    return { costs.cost(of: $0) }
  }
}
