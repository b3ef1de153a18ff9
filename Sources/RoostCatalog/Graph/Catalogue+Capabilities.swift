import RoostModel

extension Catalogue {
  /// Runtimes that are `capability`, `http-server`, beside their names.
  package func providers(of capability: String) -> [CatalogueEntry] {
    entries.filter { $0.capabilities.contains(capability) }
  }
}
