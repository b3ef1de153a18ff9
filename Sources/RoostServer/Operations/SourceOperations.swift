package import RoostModel

/// What the API can do about where code comes from.
package struct SourceOperations: Sendable {
  package var beginUpload: @Sendable () async throws(Problem) -> UploadSink
  package var source: @Sendable (AppName) async throws(Problem) -> AppSource
  package var setSource: @Sendable (AppName, DeploySource) async throws(Problem) -> AppSource
  package var webhook: @Sendable (AppName) async throws(Problem) -> WebhookDetail?
  package var makeWebhook: @Sendable (AppName, WebhookRequest) async throws(Problem) -> WebhookDetail
  package var removeWebhook: @Sendable (AppName) async throws(Problem) -> Void
  /// Keeps an app in step with its directory until the client leaves.
  package var follow: @Sendable (AppName, @escaping ProgressSink) async throws(Problem) -> AppSummary

  package init(
    beginUpload: @escaping @Sendable () async throws(Problem) -> UploadSink,
    source: @escaping @Sendable (AppName) async throws(Problem) -> AppSource,
    setSource: @escaping @Sendable (AppName, DeploySource) async throws(Problem) -> AppSource,
    webhook: @escaping @Sendable (AppName) async throws(Problem) -> WebhookDetail?,
    makeWebhook: @escaping @Sendable (AppName, WebhookRequest) async throws(Problem) -> WebhookDetail,
    removeWebhook: @escaping @Sendable (AppName) async throws(Problem) -> Void,
    follow: @escaping @Sendable (AppName, @escaping ProgressSink) async throws(Problem) -> AppSummary
  ) {
    self.beginUpload = beginUpload
    self.source = source
    self.setSource = setSource
    self.webhook = webhook
    self.makeWebhook = makeWebhook
    self.removeWebhook = removeWebhook
    self.follow = follow
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
