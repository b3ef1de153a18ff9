import AsyncHTTPClient
import Glibc
import NIOCore
import NIOHTTP1
import NIOPosix
package import RoostModel
import Synchronization

extension DaemonClient {
  private static let pieceSize = 256 << 10

  /// Sends everything that can be read from an open descriptor, which stays open.
  /// `told` hears how much was handed on so far.
  package func upload(
    _ descriptor: Int32, told: @escaping @Sendable (ByteCount) -> Void = { _ in }
  ) async throws(Problem) -> UploadSummary {
    try await upload(descriptor, to: "uploads", told: told)
  }

  func upload(
    _ descriptor: Int32, to path: String, told: @escaping @Sendable (ByteCount) -> Void
  ) async throws(Problem) -> UploadSummary {
    let sent = Atomic<UInt64>(0)
    let pieces = AsyncThrowingStream<ByteBuffer, any Error> {
      let piece = try await NIOThreadPool.singleton.runIfActive { try DaemonClient.read(descriptor) }
      if let piece { told(ByteCount(sent.add(UInt64(piece.readableBytes), ordering: .relaxed).newValue)) }
      return piece
    }
    return try await upload(.stream(pieces, length: .unknown), to: path)
  }

  /// Sends a small thing: a token, a key, header lines.
  package func upload(_ bytes: [UInt8]) async throws(Problem) -> UploadSummary {
    try await upload(.bytes(ByteBuffer(bytes: bytes)), to: "uploads")
  }

  private func upload(_ body: HTTPClientRequest.Body, to path: String) async throws(Problem) -> UploadSummary {
    var request = request(path)
    request.method = .POST
    request.headers.add(name: "content-type", value: "application/octet-stream")
    request.body = body
    let bytes: [UInt8]
    do {
      let response = try await send(request)
      bytes = Array(try await response.body.collect(upTo: DaemonClient.lineLimit).readableBytesView)
    } catch {
      throw ConnectionProblem.from(error, place)
    }
    return try AnswerReader.decode(UploadSummary.self, from: bytes, at: place)
  }

  /// `nil` at the end.
  private static func read(_ descriptor: Int32) throws -> ByteBuffer? {
    var buffer = ByteBuffer()
    var failed: Int32 = 0
    let count = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: pieceSize) { bytes in
      var got = Glibc.read(descriptor, bytes.baseAddress, min(bytes.count, pieceSize))
      while got < 0, errno == EINTR { got = Glibc.read(descriptor, bytes.baseAddress, min(bytes.count, pieceSize)) }
      failed = got < 0 ? errno : 0
      return max(0, got)
    }
    guard failed == 0 else {
      throw Problem(
        .usageInvalid, "what is to be uploaded cannot be read", hint: "look at the file, or at the command before the pipe",
        cause: String(cString: strerror(failed)))
    }
    return count == 0 ? nil : buffer
  }

  package func source(of name: AppName) async throws(Problem) -> AppSource { try await value(.GET, "apps/\(name)/source") }

  /// `nil` when there is none.
  package func webhook(of name: AppName) async throws(Problem) -> WebhookDetail? {
    let bytes = try await answer(.GET, "apps/\(name)/webhook", body: nil)
    return bytes.isEmpty ? nil : try AnswerReader.decode(WebhookDetail.self, from: bytes, at: place)
  }

  /// Its answer holds the secret, this once.
  package func makeWebhook(_ request: WebhookRequest, of name: AppName) async throws(Problem) -> WebhookDetail {
    try await value(.POST, "apps/\(name)/webhook", body: request)
  }

  package func removeWebhook(of name: AppName) async throws(Problem) { try await done(.DELETE, "apps/\(name)/webhook") }

  /// Ends when this is cancelled.
  package func follow(_ name: AppName, progress: (ProgressEvent) -> Void) async throws(Problem) -> AppSummary {
    try await operation("apps/\(name)/follow", progress: progress)
  }

  package func setSource(_ source: DeploySource, of name: AppName) async throws(Problem) -> AppSource {
    try await value(.PUT, "apps/\(name)/source", body: source)
  }
}
