import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import RoostServer

@Suite struct RequestPaceTests {
  private func connection() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: RequestPace())
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }

  private func head(_ path: String = "/api/v1/uploads") -> HTTPRequestPart {
    .head(HTTPRequest(method: .post, scheme: "http", authority: "x", path: path))
  }

  private func isOpen(_ channel: EmbeddedChannel, after time: TimeAmount) -> Bool {
    channel.embeddedEventLoop.advanceTime(by: time)
    return channel.isActive
  }

  @Test func aHeadThatDoesNotComeEndsTheConnection() throws {
    let channel = try connection()
    #expect(isOpen(channel, after: .seconds(9)))
    #expect(!isOpen(channel, after: .seconds(2)))
  }

  @Test func aBodyThatTricklesEndsTheConnection() throws {
    let channel = try connection()
    try channel.writeInbound(head())
    for _ in 0..<5 {
      try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 1, count: 20 << 10)))
      #expect(isOpen(channel, after: .seconds(30)))
    }
    try channel.writeInbound(HTTPRequestPart.body(ByteBuffer(repeating: 1, count: 100)))
    #expect(!isOpen(channel, after: .seconds(31)))
  }

  @Test func anAnswerMayTakeAsLongAsItTakes() throws {
    let channel = try connection()
    try channel.writeInbound(head())
    try channel.writeInbound(HTTPRequestPart.end(nil))
    #expect(isOpen(channel, after: .hours(1)))
    try channel.writeOutbound(HTTPResponsePart.head(HTTPResponse(status: .ok)))
    try channel.writeOutbound(HTTPResponsePart.end(nil))
    #expect(isOpen(channel, after: .seconds(74)))
    #expect(!isOpen(channel, after: .seconds(2)))
  }

  @Test func aConversationWithGitMayBeSilent() throws {
    let channel = try connection()
    try channel.writeInbound(head())
    try channel.triggerUserOutboundEvent(RequestPace.SlowBody()).wait()
    #expect(isOpen(channel, after: .hours(1)))
  }

  @Test(arguments: ["/api/v1/apps/shop/git/git-receive-pack", "/api/v1/sessions?/git/"])
  func whoIsNotKnownYetHoldsNone(_ path: String) throws {
    let channel = try connection()
    try channel.writeInbound(head(path))
    #expect(!isOpen(channel, after: .seconds(31)))
  }

  @Test func whoReadsNothingIsNotWaitedFor() throws {
    let channel = try connection()
    try channel.writeInbound(head())
    try channel.writeInbound(HTTPRequestPart.end(nil))
    for _ in 0..<3 {
      channel.isWritable = false
      channel.pipeline.fireChannelWritabilityChanged()
      #expect(isOpen(channel, after: .seconds(50)))
      channel.isWritable = true
      channel.pipeline.fireChannelWritabilityChanged()
      #expect(isOpen(channel, after: .seconds(50)))
    }
    channel.isWritable = false
    channel.pipeline.fireChannelWritabilityChanged()
    #expect(!isOpen(channel, after: .seconds(61)))
  }
}
