package import RoostModel
package import SystemPackage

/// A place where code runs: a stack, files, variables, limits and a network, alive or about to be.
///
/// Lives until ``destroy()``, longer than the daemon. Abilities beyond the common ones have default
/// implementations that throw `unsupported`.
package protocol Environment: Sendable {
  var spec: EnvironmentSpec { get }
  var state: EnvironmentState { get async }
  /// Starts the agent. Valid once, in state `created`.
  func boot() async throws(Problem)
  func spawn(_ process: ProcessSpec) async throws(Problem) -> any ProcessHandle
  /// The processes started so far that the agent still remembers, ended ones included.
  func processes() async throws(Problem) -> [any ProcessHandle]
  /// Present state, open ports and reached limits first, then everything as it happens. Bounded: a reader that stays behind loses
  /// the oldest events. Ends after `destroyed` or `lost`.
  func events() async -> AsyncStream<EnvironmentEvent>
  /// Ends every process (SIGTERM, then SIGKILL after the grace), and removes what the environment wrote. Idempotent.
  func destroy(grace: Duration) async throws(Problem)

  /// Stops all processes where they are; they keep their memory, their files and their ports. Idempotent. Until
  /// ``resume()`` nothing can be started or dialled.
  func pause() async throws(Problem)
  /// Idempotent.
  func resume() async throws(Problem)
  /// Puts files into the environment, as the environment's user.
  func mount(_ files: FileTree, at path: String) async throws(Problem)
  /// Writes a portion of a file, as the environment's user. Offset 0 creates or empties it, its directory must be there; a
  /// later offset must be where the file ends now. `mode` holds permission bits only.
  func writeFile(_ path: String, _ bytes: [UInt8], at offset: UInt64, mode: UInt16) async throws(Problem)
  /// Connects to a port inside. The caller owns the descriptor: connected, non-blocking, close-on-exec.
  func dial(_ port: UInt16) async throws(Problem) -> DialedConnection
  /// The socket that listens inside on one of the ports of ``EnvironmentSpec/gateway``, for the gateway to accept from. The caller
  /// owns the descriptor, a copy; the environment keeps listening when it is closed. The descriptor keeps the
  /// environment's network alive: to be closed when the environment ends.
  func gatewayListener(on port: UInt16) async throws(Problem) -> DialedConnection
  /// Ends every process and moves all that was written over the stack to `directory`, usable as a layer. Same file system.
  func seal(into directory: FilePath) async throws(Problem)
  /// Copies all that was written over the stack to `directory`, which must not exist, while the environment goes on: a
  /// layer of what was there at one moment. Same file system. A later environment begins with it as its
  /// ``EnvironmentSpec/snapshot``.
  func snapshot(into directory: FilePath) async throws(Problem)
  /// At most `limit` bytes from `offset` on; empty past the end.
  func readFile(_ path: String, from offset: UInt64, limit: Int) async throws(Problem) -> [UInt8]
  /// In order of their names.
  func listFiles(_ path: String) async throws(Problem) -> [FileEntry]
  /// A directory only when it is empty or `recursive`.
  func removeFile(_ path: String, recursive: Bool) async throws(Problem)
  /// What happens below a directory from now on, or to one file. Bounded; ends with the environment.
  func watchFiles(_ path: String) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error>
  /// Without a limit as long as an answer may take.
  func metrics(within limit: Duration?) async throws(Problem) -> EnvironmentMetrics
  /// Other limits of memory, processors and processes for what runs; `nil` is none.
  func limit(_ limits: ResourceLimits) async throws(Problem)
  /// Moves the output of one ended process to `directory`, where ``Strategy/keptOutput(in:from:)`` reads it. Same file system.
  func keepOutput(of process: ProcessNumber, in directory: FilePath) async throws(Problem)
}

extension Environment {
  package func mount(_ files: FileTree, at path: String) async throws(Problem) { throw unsupported("mount files") }
  package func writeFile(_ path: String, _ bytes: [UInt8], at offset: UInt64, mode: UInt16) async throws(Problem) {
    throw unsupported("write files")
  }
  package func pause() async throws(Problem) { throw unsupported("pause an environment") }
  package func resume() async throws(Problem) { throw unsupported("resume an environment") }
  package func dial(_ port: UInt16) async throws(Problem) -> DialedConnection { throw unsupported("dial a port") }
  package func gatewayListener(on port: UInt16) async throws(Problem) -> DialedConnection {
    throw unsupported("reach the gateway of its machine")
  }
  package func seal(into directory: FilePath) async throws(Problem) { throw unsupported("seal what was written") }
  package func snapshot(into directory: FilePath) async throws(Problem) { throw unsupported("make a snapshot") }
  package func readFile(_ path: String, from offset: UInt64, limit: Int) async throws(Problem) -> [UInt8] {
    throw unsupported("read files")
  }
  package func listFiles(_ path: String) async throws(Problem) -> [FileEntry] { throw unsupported("list files") }
  package func removeFile(_ path: String, recursive: Bool) async throws(Problem) { throw unsupported("remove files") }
  package func watchFiles(_ path: String) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error> {
    throw unsupported("watch files")
  }
  package func metrics() async throws(Problem) -> EnvironmentMetrics { try await metrics(within: nil) }
  package func metrics(within limit: Duration?) async throws(Problem) -> EnvironmentMetrics {
    throw unsupported("tell what it uses")
  }
  package func limit(_ limits: ResourceLimits) async throws(Problem) { throw unsupported("change limits of what runs") }
  package func keepOutput(of process: ProcessNumber, in directory: FilePath) async throws(Problem) {
    throw unsupported("keep the output of a process")
  }

  private func unsupported(_ ability: String) -> Problem {
    Problem(.unsupported, "the \(spec.strategy) strategy cannot \(ability)", hint: "use another strategy: roost strategy list")
  }
}
