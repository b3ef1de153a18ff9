package import RoostEnvironments

extension Strategy {
  /// Discards every environment that is left.
  package func discardAll() async throws {
    for id in try await known() { try await discard(id) }
  }
}
