import NIOHTTP1
package import RoostModel

extension DaemonClient {
  package func spawn(_ request: ProcessRequest, in name: EnvironmentName) async throws(Problem) -> ProcessSummary {
    try await value(.POST, "environments/\(name)/processes", body: request)
  }

  /// The last piece says how the process ended, when it has.
  package func output(
    of process: ProcessNumber, in name: EnvironmentName, from offset: UInt64 = 0, follows: Bool, each: (ProcessOutput) -> Void
  ) async throws(Problem) {
    try await items("environments/\(name)/processes/\(process)/output?follow=\(follows)&from=\(offset)", each: each)
  }

  package func input(_ input: ProcessInput, to process: ProcessNumber, in name: EnvironmentName) async throws(Problem) {
    try await done(.POST, "environments/\(name)/processes/\(process)/input", body: input)
  }

  /// Ends when this is cancelled.
  package func put(
    _ transfer: FileTransfer, into name: EnvironmentName, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> FileTransferResult {
    try await operation("environments/\(name)/files/put", transfer, progress: progress)
  }

  /// What happens to files from now on. Without a path, below where programs start. Returns when that is gone.
  package func changes(in name: EnvironmentName, below path: String?, each: (FileChange) -> Void) async throws(Problem) {
    try await items("environments/\(name)/files/changes" + (path.map { "?path=\(PathSegment.encode($0))" } ?? ""), each: each)
  }

  /// Ends when this is cancelled; what was made here goes again then.
  package func get(
    _ transfer: FileTransfer, from name: EnvironmentName, progress: (ProgressEvent) -> Void
  ) async throws(Problem) -> FileTransferResult {
    try await operation("environments/\(name)/files/get", transfer, progress: progress)
  }
}
