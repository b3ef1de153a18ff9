import Glibc
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import RoostModel

/// An HTTP/1 connection that answers nobody but the users its policy names. The check is made once, before the first
/// request is looked at.
struct PeerCheckedChannel: ServerChildChannel {
  typealias Value = NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>

  let http: HTTP1Channel
  let policy: PeerPolicy

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
    http.setup(channel: channel, logger: logger)
  }

  func handle(value: Value, logger: Logger) async {
    do {
      try policy.check(try await PeerCheckedChannel.credentials(of: value.channel))
    } catch {
      let problem = Problem.unexpected(error, during: "asking who connected")
      // Whoever only looked whether somebody listens has left by now.
      let hasLeft = error as? ChannelError == .ioOnClosedChannel
      logger.log(level: hasLeft ? .debug : .warning, "refused a connection", metadata: ["problem": "\(problem.message)"])
      return await refuse(value, because: problem, logger: logger)
    }
    await http.handle(value: value, logger: logger)
  }

  private func refuse(_ value: Value, because problem: Problem, logger: Logger) async {
    do {
      let body = try JSONAnswer.bytes(of: ProblemDocument(problem))
      var answer = try JSONAnswer.problem(problem)
      answer.headers[.connection] = "close"
      let head = answer.head
      try await value.executeThenClose { inbound, outbound in
        try await outbound.write(contentsOf: [.head(head), .body(body), .end(nil)])
        try await PeerCheckedChannel.drain(inbound)
      }
    } catch {
      logger.debug("a refused connection ended early", metadata: ["error": "\(error)"])
    }
  }

  /// Reads the request that was answered: the kernel takes an answer away from whoever is still sending when the other side
  /// closes. Not for long, and not for whatever comes.
  private static func drain(_ inbound: NIOAsyncChannelInboundStream<HTTPRequestPart>) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        var parts = 0
        for try await part in inbound {
          parts += 1
          if case .end = part { return }
          if parts == partLimit { return }
        }
      }
      group.addTask { try await Task.sleep(for: patience) }
      try await group.next()
      group.cancelAll()
    }
  }

  private static let partLimit = 16
  private static let patience: Duration = .seconds(1)

  /// From `SO_PEERCRED`.
  private static func credentials(of channel: any Channel) async throws -> PeerCredentials {
    guard let provider = channel as? any SocketOptionProvider else {
      throw Problem(.internal, "the API socket does not tell who connected", hint: "run `roost doctor`")
    }
    return try await provider.unsafeGetSocketOption(level: .socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED)).get()
  }
}
