import RoostEnvironments
package import RoostModel

extension Keeper {
  package func put(
    _ transfer: FileTransfer, into name: EnvironmentName, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> FileTransferResult {
    try await environment(name).put(transfer, progress)
  }

  package func get(
    _ transfer: FileTransfer, from name: EnvironmentName, _ progress: @escaping ProgressSink
  ) async throws(Problem) -> FileTransferResult {
    let environment = try await environment(name).running()
    return try await FileDownload(environment: environment, progress: CopyProgress(name: transfer.source, sink: progress)).run(
      transfer)
  }

  package func listFiles(_ path: String, in name: EnvironmentName) async throws(Problem) -> [FileEntry] {
    try await environment(name).running().listFiles(path)
  }

  package func readFile(
    _ path: String, in name: EnvironmentName, from offset: UInt64, limit: Int
  ) async throws(Problem) -> FilePortion {
    FilePortion(offset: offset, bytes: try await environment(name).running().readFile(path, from: offset, limit: limit))
  }

  /// Without a path, where programs start. The first change says that it began.
  package func watchFiles(
    _ path: String?, in name: EnvironmentName
  ) async throws(Problem) -> AsyncThrowingStream<FileChange, any Error> {
    let kept = try environment(name)
    let place = if let path { path } else { await kept.record.spec.workingDirectory }
    return WatchedFiles(place, try await kept.running().watchFiles(place)).changes
  }

  package func removeFile(_ path: String, in name: EnvironmentName, recursive: Bool) async throws(Problem) {
    try await environment(name).running().removeFile(path, recursive: recursive)
  }
}

extension KeptEnvironment {
  func put(_ transfer: FileTransfer, _ progress: @escaping ProgressSink) async throws(Problem) -> FileTransferResult {
    let environment = try running()
    return try await measure(.mount) { () async throws(Problem) in
      try await FileUpload(environment: environment).run(transfer, progress: progress)
    }
  }
}
