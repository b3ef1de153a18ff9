import Hummingbird
import RoostModel

/// `/api/v1/bundles`. Paths are those of the daemon's machine.
struct BundleRoutes: Sendable {
  let operations: RuntimeOperations
  let streamed: OperationAnswer

  func add(to router: APIRoutes) {
    let operations = operations
    router.stream("bundles", .nodeAdmin, streamed, with: operations.createBundle)
    router.stream("bundles/install", .nodeAdmin, streamed, with: operations.installBundle)
    router.stream("bundles/verify", .nodeAdmin, streamed) { (wanted: BundlePath, sink) async throws(Problem) in
      try await operations.verifyBundle(wanted.path, sink)
    }
    router.answer(.post, "bundles/compare", .nodeAdmin) { (wanted: BundlePath) async throws(Problem) in
      try await operations.compareBundle(wanted.path, wanted.other)
    }
  }
}
