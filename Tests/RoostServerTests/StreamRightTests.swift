import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import RoostModel
import Synchronization
import Testing

@testable import RoostServer

@Suite(.timeLimit(.minutes(1))) struct StreamRightTests {
  /// What a token was good for when a stream began, it is not good for any more.
  @Test func aStreamEndsWithTheRightToIt() async throws {
    let feed = LineFeed<StreamItem<Int>>(capacity: 4)
    var body = LineStreamBody(
      feed: feed, dropped: { _ in nil }, stopping: .problem(.daemonStopping), unknown: .problem(.unknownCredential))
    body.heartbeat = .milliseconds(5)
    let channel = EmbeddedChannel()
    defer { _ = try? channel.finish() }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var context = APIContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    let looks = Atomic(0)
    context.isStillKnown = { looks.add(1, ordering: .relaxed).newValue < 3 }
    let text = Text()
    feed.offer(.item(7))
    try await body.response(for: context).body.write(text)
    #expect(text.whole.hasPrefix("{\"item\":7}\n") || text.whole.contains("7"))
    #expect(text.whole.contains("access.unauthenticated"))
    #expect(looks.load(ordering: .relaxed) == 3)
  }
}

private final class Text: ResponseBodyWriter {
  private let buffer = Mutex(ByteBuffer())
  var whole: String { buffer.withLock { String(buffer: $0) } }
  func write(_ part: ByteBuffer) async throws { buffer.withLock { _ = $0.writeImmutableBuffer(part) } }
  func finish(_ trailing: HTTPFields?) async throws {}
}
