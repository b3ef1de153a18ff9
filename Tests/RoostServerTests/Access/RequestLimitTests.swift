import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import RoostModel
import Testing

@testable import RoostServer

@Suite struct RequestLimitTests {
  private let allowance = RequestAllowance(name: "reads", burst: 3, rate: 2)

  @Test func aBucketEmptiesAndFillsAgain() {
    var bucket = RequestBucket(allowance, at: 0)
    for _ in 1...3 { #expect(bucket.take(allowance, at: 0) == nil) }
    #expect(bucket.take(allowance, at: 0) == 0.5)
    #expect(bucket.take(allowance, at: 0.5) == nil)
    #expect(bucket.take(allowance, at: 0.5) == 0.5)
    // However long nobody asks, no more than a burst is saved.
    bucket.fill(allowance, at: 1000)
    #expect(bucket.left == 3)
    // A clock that goes back gives nothing.
    bucket.fill(allowance, at: 10)
    #expect(bucket.take(allowance, at: 10) == nil && bucket.left == 2)
  }

  @Test func oneActorsHasteIsNotAnothers() {
    let limit = RequestLimit()
    for _ in 1...3 { #expect(limit.take("token:1", allowance, at: 0).wait == nil) }
    #expect(limit.take("token:1", allowance, at: 0).wait != nil)
    #expect(limit.take("token:2", allowance, at: 0) == (nil, 2))
    #expect(limit.take("token:1", RequestAllowance(name: "changes", burst: 1, rate: 1), at: 0).wait == nil)
  }

  @Test func manyAddressesTakeNoMoreThanSoMuchMemory() {
    let limit = RequestLimit()
    for number in 0..<(3 * RequestLimit.mostKept) { _ = limit.take("address:\(number)", .reads, at: Double(number)) }
    #expect(limit.count <= RequestLimit.mostKept)
  }

  @Test func whoAsksTooOftenIsToldHowLongToWait() async throws {
    let limiting = RequestLimiting(limit: RequestLimit()) { 0 }
    let channel = EmbeddedChannel()
    defer { _ = try? channel.finish() }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    var context = APIContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
    context.actor = AccessActor(kind: .token, name: "ci", id: 1, scope: .admin)
    let asked = context
    func ask(_ method: HTTPRequest.Method) async throws -> Response {
      let head = HTTPRequest(method: method, scheme: "http", authority: "x", path: "/")
      return try await limiting.handle(Request(head: head, body: RequestBody(buffer: ByteBuffer())), context: asked) { _, _ in
        Response(status: .noContent)
      }
    }
    let policy = try #require(HTTPField.Name("RateLimit-Policy"))
    let left = try #require(HTTPField.Name("RateLimit"))
    for number in 1...1000 {
      let answer = try await ask(.post)
      #expect(answer.status == .noContent && answer.headers[left] == "\"changes\";r=\(1000 - number)")
    }
    let refused = try await ask(.delete)
    #expect(refused.status.code == 429 && refused.headers[.retryAfter] == "1")
    #expect(refused.headers[policy] == #""changes";q=1000;w=10"#)
    #expect(try await ask(.get).status == .noContent)
  }

  @Test func everyAnswerOfTheNetworkSaysWhatIsLeft() async throws {
    let router = AskedRouter(AccessActor(kind: .token, name: "ci", id: 1, scope: .read))
    let name = try #require(HTTPField.Name("RateLimit-Policy"))
    for (path, status) in [("session", 200), ("tokens", 403), ("nothing", 404), ("apps/UPPER", 400)] {
      let answer = try await router.ask(.get, path)
      #expect(answer.status == status && answer.fields[name] == #""reads";q=20000;w=2"#, "\(path): \(answer)")
    }
  }
}
