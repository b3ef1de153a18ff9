package import RoostModel
import RoostSystem

extension Supervisor {
  /// Under the key of this node, as variables are. It opens for the same context alone.
  package func seal(_ bytes: [UInt8], for context: String) async throws(Problem) -> [UInt8] {
    try await services.vault.sealingKey().seal(bytes, for: context)
  }

  package func open(_ sealed: [UInt8], for context: String) async throws(Problem) -> [UInt8] {
    let keys = services.vault.keys
    let key = try await BlockingWork.run { () throws(Problem) in try keys.key(creating: false) }
    return try key.open(sealed, for: context)
  }
}
