import NIOHTTP1
package import RoostModel

extension DaemonClient {
  /// Everything that can be done with runtimes, done by the daemon. What streams goes on there when its caller is cancelled.
  package var runtimes: RuntimeOperations {
    let client = self
    return RuntimeOperations(
      list: { () async throws(Problem) in try await client.value(.GET, "runtimes") },
      info: { (text) async throws(Problem) in try await client.value(.GET, "runtimes/\(PathSegment.encode(text))") },
      versions: { (text) async throws(Problem) in
        try await client.value(.GET, "runtimes/\(PathSegment.encode(text))/versions")
      },
      plan: { (request) async throws(Problem) in try await client.value(.POST, "runtimes/plan", body: request) },
      install: { (request, sink) async throws(Problem) in try await client.operation("runtimes", request, progress: sink) },
      canRemove: { (request) async throws(Problem) in try await client.value(.POST, "runtimes/can-remove", body: request) },
      remove: { (request, sink) async throws(Problem) in try await client.operation("runtimes/remove", request, progress: sink) },
      verify: { (names, sink) async throws(Problem) in
        try await client.operation("runtimes/verify", SpecifierList(specifiers: names), progress: sink)
      },
      why: { (text) async throws(Problem) in try await client.value(.GET, "runtimes/\(PathSegment.encode(text))/why") },
      outdated: { () async throws(Problem) in try await client.value(.GET, "outdated") },
      upgrade: { (names, sink) async throws(Problem) in
        try await client.operation("runtimes/upgrade", SpecifierList(specifiers: names), progress: sink)
      },
      collect: { (request, sink) async throws(Problem) in
        try await client.operation("runtimes/collect", request, progress: sink)
      },
      profiles: { () async throws(Problem) in try await client.value(.GET, "profiles") },
      chooseProfile: { (name) async throws(Problem) in
        try await client.value(.PUT, "profiles/chosen", body: ProfileChoice(name: name))
      },
      history: { () async throws(Problem) in try await client.value(.GET, "transactions") },
      undo: { (number, sink) async throws(Problem) in
        try await client.operation("transactions/\(number)/undo", progress: sink)
      },
      repair: { (sink) async throws(Problem) in try await client.operation("repairs", progress: sink) },
      createBundle: { (request, sink) async throws(Problem) in try await client.operation("bundles", request, progress: sink) },
      verifyBundle: { (path, sink) async throws(Problem) in
        try await client.operation("bundles/verify", BundlePath(path: path), progress: sink)
      },
      compareBundle: { (path, other) async throws(Problem) in
        try await client.value(.POST, "bundles/compare", body: BundlePath(path: path, other: other))
      },
      installBundle: { (request, sink) async throws(Problem) in
        try await client.operation("bundles/install", request, progress: sink)
      },
      strategies: { () async throws(Problem) in try await client.value(.GET, "strategies") },
      capabilities: { () async throws(Problem) in try await client.value(.GET, "capabilities") },
      check: { (directory) async throws(Problem) in
        try await client.value(.POST, "project-checks", body: DirectoryPath(directory: directory))
      },
      linkToolCache: { (directory) async throws(Problem) in
        try await client.value(.POST, "tool-caches", body: DirectoryPath(directory: directory))
      })
  }
}
