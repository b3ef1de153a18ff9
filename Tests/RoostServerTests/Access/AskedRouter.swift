import DaemonFixture
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOEmbedded
import RoostModel
import Synchronization

@testable import RoostServer

/// The API behind its network door, asked without a socket by an actor of the test's choice.
final class AskedRouter: Sendable {
  struct Answer {
    var status: Int
    var text: String
    var fields: HTTPFields
    var code: String? { text.firstMatch(of: /"code":"([^"]*)"/).map { String($0.1) } }
  }

  let entries: [RouteEntry]
  /// What was written down, as it came.
  let lines: AsyncStream<AuditEntry>
  /// What is to go on without its client waits until a test runs it.
  let runner = OperationRunner()
  private let responder: RouterResponder<APIContext>

  /// Every token is the actor's.
  init(_ actor: AccessActor, rules: DoorRules = DoorRules(hosts: ["roost.test"]), _ operations: DaemonOperations = .refusing) {
    var operations = operations
    let (lines, line) = AsyncStream<AuditEntry>.makeStream()
    operations.access.record = { line.yield($0) }
    self.lines = lines
    let door = NetworkDoor(rules: rules) { (credential, _) throws(Problem) in
      credential == .bearer("bad") || credential == .cookie("bad") ? nil : actor
    }
    let (router, table) = APIRouter.compose(operations, runner: runner, door: .network(door))
    entries = table.entries
    responder = router.buildResponder()
  }

  /// A body that every route with one can read.
  static let body = """
    {"name":"other","app":"other","directory":"","installsRuntimes":false,"takesData":true,"upload":"0123456789abcdef",\
    "source":{"url":{"url":"https://a.test/x.tar"}},"starts":true,"replaces":false,"backup":"2026-11-22T03-00-00","specifiers":[]}
    """

  func ask(
    _ entry: RouteEntry, app: String = "other", method: HTTPRequest.Method? = nil,
    with fields: [String: String] = ["authorization": "Bearer x"]
  ) async throws -> Answer {
    var path = entry.path.replacing("apps/:name", with: "apps/\(app)").replacing(":service", with: "git-upload-pack")
    path = path.replacing(":number", with: "1").replacing(":id", with: "0123456789abcdef").replacing(":name", with: "thing")
    path = path.replacing(":specifier", with: "nodejs")
    let isBytes = entry.body == .bytes
    return try await ask(
      method ?? entry.method, path, AskedRouter.body.replacing("other", with: app),
      with: ["content-type": isBytes ? "application/octet-stream" : "application/json"].merging(fields) { $1 })
  }

  func askPage(_ entry: RouteEntry, with fields: [String: String]) async throws -> Answer {
    var path = entry.path.replacing("apps/:name", with: "apps/other").replacing(":specifier", with: "nodejs")
    path = path.replacing(":number", with: "1").replacing(":id", with: "0123456789abcdef")
    return try await page(entry.method, "/" + path, "name=other&runtime=nodejs&confirm=nodejs&url=x", with: fields)
  }

  func ask(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, host: String = "roost.test",
    with fields: [String: String] = ["authorization": "Bearer x"]
  ) async throws -> Answer {
    try await page(method, "/api/v1/\(path)", body, host: host, with: fields)
  }

  func page(_ path: String, with fields: [String: String]) async throws -> Answer { try await page(.get, path, with: fields) }

  /// Anything of this host, by its whole path.
  func page(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, host: String = "roost.test",
    with fields: [String: String], until isEnough: (@Sendable (String) -> Bool)? = nil
  ) async throws -> Answer {
    var head = HTTPRequest(method: method, scheme: "http", authority: host, path: path)
    for (name, value) in fields { if let name = HTTPField.Name(name) { head.headerFields[name] = value } }
    let hasBody = method != .get && method != .head
    if hasBody, let body { head.headerFields[.contentLength] = "\(body.utf8.count)" }
    let request = Request(head: head, body: RequestBody(buffer: ByteBuffer(string: hasBody ? body ?? "" : "")))
    let channel = EmbeddedChannel()
    defer { _ = try? channel.finish() }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let response = try await responder.respond(
      to: request, context: APIContext(source: ApplicationRequestContextSource(channel: channel, logger: logger)))
    let writer = CollectedBody(until: isEnough)
    if isEnough != nil {
      do { try await response.body.write(writer) } catch is Enough {}
    } else if response.body.contentLength != nil {
      try await response.body.write(writer)
    }
    return Answer(status: response.status.code, text: writer.text, fields: response.headers)
  }
}

private struct Enough: Error {}

/// Streams have no length and are not read, but until there is enough.
final class CollectedBody: ResponseBodyWriter {
  private let buffer = Mutex(ByteBuffer())
  private let isEnough: (@Sendable (String) -> Bool)?
  init(until isEnough: (@Sendable (String) -> Bool)? = nil) { self.isEnough = isEnough }
  var text: String { buffer.withLock { String(buffer: $0) } }
  func write(_ part: ByteBuffer) async throws {
    buffer.withLock { _ = $0.writeImmutableBuffer(part) }
    if isEnough?(text) == true { throw Enough() }
  }
  func finish(_ trailing: HTTPFields?) async throws {}
}
