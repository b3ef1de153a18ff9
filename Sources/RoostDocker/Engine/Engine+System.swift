import NIOHTTP1
import RoostModel

extension Engine {
  func info() async throws(Problem) -> EngineInfo {
    try await value(EngineCall(.GET, "/info", to: "describe itself"))
  }

  /// Makes a bridge for environments, on which they do not reach each other. Harmless when there is one.
  func ensureNetwork(_ name: String) async throws(Problem) {
    do throws(Problem) {
      try await answer(EngineCall(.GET, "/networks/\(PathSegment.encode(name))", to: "look at the network \(name)"))
      return
    } catch  where error.code == .environmentNotFound {
      try await makeNetwork(name)
    }
  }

  private func makeNetwork(_ name: String) async throws(Problem) {
    do throws(Problem) {
      try await answer(EngineCall(.POST, "/networks/create", to: "make the network \(name)", body: NetworkRequest(name: name)))
    } catch  where error.code == .environmentState {
      // Somebody else was faster.
    }
  }
}
