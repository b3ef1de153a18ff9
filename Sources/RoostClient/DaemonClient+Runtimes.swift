import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func runtimes() async throws(Problem) -> [RuntimeSummary] { try await value(.GET, "runtimes") }

  package func runtime(_ specifier: String) async throws(Problem) -> RuntimeSummary {
    try await value(.GET, "runtimes/\(PathSegment.encode(specifier))")
  }

  package func install(
    _ request: InstallRequest, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> InstallResult {
    try await operation("runtimes", request, progress: progress)
  }

  package func removeRuntime(_ specifier: String) async throws(Problem) {
    try await done(.DELETE, "runtimes/\(PathSegment.encode(specifier))")
  }
}
