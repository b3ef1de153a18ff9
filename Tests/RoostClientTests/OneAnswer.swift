import NIOCore
import NIOPosix
import Synchronization

/// A server that answers whatever it reads with the same bytes.
final class OneAnswer: Sendable {
  private final class Handler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let answer: OneAnswer
    let text: String

    init(_ answer: OneAnswer, _ text: String) {
      self.answer = answer
      self.text = text
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      let read = String(buffer: unwrapInboundIn(data))
      answer.heard.withLock { $0 += read }
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
    }
  }

  private let heard = Mutex("")
  private let channel = Mutex<(any Channel)?>(nil)

  static func serve(_ text: String) async throws -> OneAnswer {
    let answer = OneAnswer()
    let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Handler(answer, text)) }
      }
      .bind(host: "localhost", port: 0).get()
    answer.channel.withLock { $0 = channel }
    return answer
  }

  var port: Int { channel.withLock { $0?.localAddress?.port } ?? 0 }
  /// All that came, one after the other.
  var requests: String { heard.withLock { $0 } }

  func end() async throws { try await channel.withLock { $0 }?.close().get() }
}
