package import RoostModel

/// What the API can do about where code comes from.
package struct SourceOperations: Sendable {
  package var beginUpload: @Sendable () async throws(Problem) -> UploadSink
  package var source: @Sendable (AppName) async throws(Problem) -> AppSource
  package var setSource: @Sendable (AppName, DeploySource) async throws(Problem) -> AppSource

  package init(
    beginUpload: @escaping @Sendable () async throws(Problem) -> UploadSink,
    source: @escaping @Sendable (AppName) async throws(Problem) -> AppSource,
    setSource: @escaping @Sendable (AppName, DeploySource) async throws(Problem) -> AppSource
  ) {
    self.beginUpload = beginUpload
    self.source = source
    self.setSource = setSource
  }
}

/// Where the pieces of one upload go. Ends with ``finish`` or with ``abandon``.
package struct UploadSink: Sendable {
  package var write: @Sendable ([UInt8]) async throws(Problem) -> Void
  package var finish: @Sendable () async throws(Problem) -> UploadSummary
  package var abandon: @Sendable () async -> Void

  package init(
    write: @escaping @Sendable ([UInt8]) async throws(Problem) -> Void,
    finish: @escaping @Sendable () async throws(Problem) -> UploadSummary, abandon: @escaping @Sendable () async -> Void
  ) {
    self.write = write
    self.finish = finish
    self.abandon = abandon
  }
}
