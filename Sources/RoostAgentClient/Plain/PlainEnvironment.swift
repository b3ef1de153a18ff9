package import RoostEnvironments
package import RoostModel
package import SystemPackage

/// An environment without a file system of its own: what its user calls `/app/file` is elsewhere on the host, see ``PathMap``.
/// Its programs see the host's paths.
package struct PlainEnvironment: Environment {
  package let inner: AgentEnvironment
  private let paths: PathMap

  package init(inner: AgentEnvironment, paths: PathMap) {
    self.inner = inner
    self.paths = paths
  }

  package var spec: EnvironmentSpec { inner.spec }
  package var state: EnvironmentState { get async { await inner.state } }

  package func boot() async throws(Problem) { try await inner.boot() }
  package func events() async -> AsyncStream<EnvironmentEvent> { await inner.events() }
  package func processes() async throws(Problem) -> [any ProcessHandle] { try await inner.processes() }
  package func destroy(grace: Duration) async throws(Problem) { try await inner.destroy(grace: grace) }
  package func pause() async throws(Problem) { try await inner.pause() }
  package func resume() async throws(Problem) { try await inner.resume() }
  package func dial(_ port: UInt16) async throws(Problem) -> DialedConnection { try await inner.dial(port) }
  package func limit(_ limits: ResourceLimits) async throws(Problem) { try await inner.limit(limits) }
  package func metrics(within limit: Duration?) async throws(Problem) -> EnvironmentMetrics {
    try await inner.metrics(within: limit)
  }
  package func snapshot(into directory: FilePath) async throws(Problem) { try await inner.snapshot(into: directory) }
  package func keepOutput(of process: ProcessNumber, in directory: FilePath) async throws(Problem) {
    try await inner.keepOutput(of: process, in: directory)
  }

  // MARK: Paths

  package func spawn(_ process: ProcessSpec) async throws(Problem) -> any ProcessHandle {
    try await inner.spawn(try paths.outside(process))
  }

  package func mount(_ files: FileTree, at path: String) async throws(Problem) {
    try await inner.mount(files, at: try paths.outside(path))
  }

  package func writeFile(_ path: String, _ bytes: [UInt8], at offset: UInt64, mode: UInt16) async throws(Problem) {
    try await inner.writeFile(try paths.outside(path), bytes, at: offset, mode: mode)
  }

  package func readFile(_ path: String, from offset: UInt64, limit: Int) async throws(Problem) -> [UInt8] {
    try await inner.readFile(try paths.outside(path), from: offset, limit: limit)
  }

  package func listFiles(_ path: String) async throws(Problem) -> [FileEntry] {
    try await inner.listFiles(try paths.outside(path))
  }

  package func removeFile(_ path: String, recursive: Bool) async throws(Problem) {
    try await inner.removeFile(try paths.outside(path), recursive: recursive)
  }

  package func watchFiles(_ path: String) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error> {
    TranslatedChanges(try await inner.watchFiles(try paths.outside(path)), paths).stream
  }
}
