package import RoostModel

/// What can be done with the files of named environments.
package struct EnvironmentFileOperations: Sendable {
  package typealias Name = EnvironmentName
  /// From this machine into an environment.
  package var put: @Sendable (Name, FileTransfer, @escaping ProgressSink) async throws(Problem) -> FileTransferResult
  /// From an environment to this machine; what it becomes must not exist.
  package var get: @Sendable (Name, FileTransfer, @escaping ProgressSink) async throws(Problem) -> FileTransferResult
  package var list: @Sendable (Name, String) async throws(Problem) -> [FileEntry]
  /// From an offset on, at most so many bytes.
  package var read: @Sendable (Name, String, UInt64, Int) async throws(Problem) -> FilePortion
  /// A directory only when it is empty, or with what it holds.
  /// Without a path, where programs start.
  package var watch: @Sendable (Name, String?) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error>
  package var remove: @Sendable (Name, String, _ recursive: Bool) async throws(Problem) -> Void

  package init(
    put: @escaping @Sendable (Name, FileTransfer, @escaping ProgressSink) async throws(Problem) -> FileTransferResult,
    get: @escaping @Sendable (Name, FileTransfer, @escaping ProgressSink) async throws(Problem) -> FileTransferResult,
    list: @escaping @Sendable (Name, String) async throws(Problem) -> [FileEntry],
    read: @escaping @Sendable (Name, String, UInt64, Int) async throws(Problem) -> FilePortion,
    watch: @escaping @Sendable (Name, String?) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error>,
    remove: @escaping @Sendable (Name, String, Bool) async throws(Problem) -> Void
  ) {
    self.put = put
    self.get = get
    self.list = list
    self.read = read
    self.watch = watch
    self.remove = remove
  }

  /// The most bytes of a file in one answer.
  package static let longestPortion = 1 << 20
}
