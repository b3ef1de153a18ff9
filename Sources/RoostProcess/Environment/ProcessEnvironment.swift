import RoostAgentClient
import RoostEnvironments
import RoostModel
import SystemPackage

/// An environment without a file system of its own: what its user calls `/app/file` is elsewhere on the host, see ``PathMap``.
/// Its programs see the host's paths.
struct ProcessEnvironment: Environment {
  let inner: AgentEnvironment
  let paths: PathMap

  var spec: EnvironmentSpec { inner.spec }
  var state: EnvironmentState { get async { await inner.state } }

  func boot() async throws(Problem) { try await inner.boot() }
  func events() async -> AsyncStream<EnvironmentEvent> { await inner.events() }
  func processes() async throws(Problem) -> [any ProcessHandle] { try await inner.processes() }
  func destroy(grace: Duration) async throws(Problem) { try await inner.destroy(grace: grace) }
  func pause() async throws(Problem) { try await inner.pause() }
  func resume() async throws(Problem) { try await inner.resume() }
  func dial(_ port: UInt16) async throws(Problem) -> DialedConnection { try await inner.dial(port) }
  func metrics() async throws(Problem) -> EnvironmentMetrics { try await inner.metrics() }
  func snapshot(into directory: FilePath) async throws(Problem) { try await inner.snapshot(into: directory) }
  func keepOutput(of process: ProcessNumber, in directory: FilePath) async throws(Problem) {
    try await inner.keepOutput(of: process, in: directory)
  }

  // MARK: Paths

  func spawn(_ process: ProcessSpec) async throws(Problem) -> any ProcessHandle {
    try await inner.spawn(try paths.outside(process))
  }

  func mount(_ files: FileTree, at path: String) async throws(Problem) {
    try await inner.mount(files, at: try paths.outside(path))
  }

  func writeFile(_ path: String, _ bytes: [UInt8], at offset: UInt64, mode: UInt16) async throws(Problem) {
    try await inner.writeFile(try paths.outside(path), bytes, at: offset, mode: mode)
  }

  func readFile(_ path: String, from offset: UInt64, limit: Int) async throws(Problem) -> [UInt8] {
    try await inner.readFile(try paths.outside(path), from: offset, limit: limit)
  }

  func listFiles(_ path: String) async throws(Problem) -> [FileEntry] { try await inner.listFiles(try paths.outside(path)) }

  func removeFile(_ path: String, recursive: Bool) async throws(Problem) {
    try await inner.removeFile(try paths.outside(path), recursive: recursive)
  }

  func watchFiles(_ path: String) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error> {
    TranslatedChanges(try await inner.watchFiles(try paths.outside(path)), paths).stream
  }
}
