import NIOCore
import NIOPosix

/// Bytes to and from a unix socket, for requests that no well-behaved client makes.
actor RawConnection {
  struct Ended: Error { let text: String }

  private let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
  private let outgoing: AsyncStream<String>.Continuation
  private let incoming: AsyncStream<String>
  private var text = ""

  static func open(_ path: String) async throws -> RawConnection {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton).connect(unixDomainSocketPath: path) {
      channel in
      channel.eventLoop.makeCompletedFuture {
        try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
      }
    }
    return RawConnection(channel)
  }

  private init(_ channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>) {
    self.channel = channel
    let (outgoingStream, outgoing) = AsyncStream<String>.makeStream()
    let (incoming, incomingEnd) = AsyncStream<String>.makeStream()
    self.outgoing = outgoing
    self.incoming = incoming
    Task {
      defer { incomingEnd.finish() }
      try await channel.executeThenClose { inbound, outbound in
        try await withThrowingTaskGroup(of: Void.self) { group in
          group.addTask { for await text in outgoingStream { try await outbound.write(ByteBuffer(string: text)) } }
          group.addTask { for try await buffer in inbound { incomingEnd.yield(String(buffer: buffer)) } }
          try await group.next()
          group.cancelAll()
        }
      }
    }
  }

  func send(_ text: String) throws { outgoing.yield(text) }

  /// Everything read so far, as soon as it holds `part`.
  func read(until part: String) async throws -> String {
    for await piece in incoming {
      text += piece
      if text.contains(part) { return text }
    }
    throw Ended(text: text)
  }

  /// Everything until the other side ends.
  func readAll() async -> String {
    for await piece in incoming { text += piece }
    return text
  }

  func close() { outgoing.finish() }
}
